"""From a key back to plain English: templates that read as the key, the plainest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.extract.facts import (
    APPOSITION,
    HYPHEN,
    MODIFIER,
    OBJECT,
    OWNER,
    POSSESSOR,
    RECIPIENT,
    SECOND_OBJECT,
    SELF,
    SUBJECT,
)
from kg.extract.templates import Key

#: Roles that no preposition names.
_NAMED = frozenset(
    {SUBJECT, OBJECT, SECOND_OBJECT, RECIPIENT, OWNER, SELF, POSSESSOR, MODIFIER, APPOSITION, HYPHEN}
)  # fmt: skip
_GAP = "\N{INFORMATION SEPARATOR ONE}"
_IRREGULAR = {"be": "is", "have": "has", "do": "does", "go": "goes"}
_VOWELS = "aeiou"
#: Verbs of one syllable that double their last letter.
_CLOSED = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")


def wordings(key: Key) -> tuple[str, ...]:
    """Return templates that may read as a key, the plainest first; none where no template can say it.

    Whether they do read as the key, only compiling them shows.

    >>> wordings(Key("mentor", "verb", "subject", "object", (), False))[0]
    '{S} mentors {O}.'
    >>> wordings(Key("mentor", "noun", "self", "owner", (), False))[0]
    '{S} is the mentor of {O}.'
    >>> wordings(Key("hand_over", "verb", "to", "object", (), False))[0]
    'Officials hand over {O} to {S}.'
    """
    say = {"verb": _verb, "noun": _noun, "name": _name}[key.kind]
    roles = {key.subject_role: "{S}", key.object_role: "{O}"}
    if key.subject_role == key.object_role:
        roles = {key.subject_role: "{S} and {O}"}
    return tuple(dict.fromkeys(say(key, roles)))


def merged(rows: Iterable[tuple[Key, str]]) -> list[str]:
    """Return templates with those as one that differ in their key's word only, in the order of the first of each.

    >>> keys = [Key(verb, "verb", "subject", "object", (), False) for verb in ("teach", "coach")]
    >>> merged(zip(keys, ["{S} teaches {O}.", "{S} coaches {O}."], strict=True))
    ['{S} (teaches|coaches) {O}.']
    """
    found: dict[str, list[str]] = {}
    for key, template in rows:
        word = next((form for form in _forms(key) if f" {form} " in f" {template} ".replace("{O}.", "{O} ")), None)
        frame = template if word is None else template.replace(word, _GAP, 1)
        found.setdefault(frame, []).append(word or "")
    return [
        frame.replace(_GAP, words[0] if len(words) == 1 else f"({'|'.join(dict.fromkeys(words))})")
        for frame, words in found.items()
    ]


def _forms(key: Key) -> Iterator[str]:
    """Yield the forms of a key's word that a template may have, longer ones first."""
    if key.kind == "verb":
        yield third_person(key.predicate)
        yield participle(key.predicate)
        yield key.predicate.replace("_", " ")
    elif key.kind == "noun":
        yield " ".join([*key.modifiers, key.predicate])


def third_person(lemma: str) -> str:
    """Return a verb as it stands after "she".

    >>> [third_person(verb) for verb in ("carry_out", "teach", "play", "have")]
    ['carries out', 'teaches', 'plays', 'has']
    """
    verb, *particles = lemma.split("_")
    if verb in _IRREGULAR:
        verb = _IRREGULAR[verb]
    elif verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        verb += "es"
    elif verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        verb = verb[:-1] + "ies"
    else:
        verb += "s"
    return " ".join([verb, *particles])


def participle(lemma: str) -> str:
    """Return the regular past participle; that of an irregular verb is wrong, and no sentence with it reads well.

    >>> [participle(verb) for verb in ("carry_out", "coach", "hire", "tap")]
    ['carried out', 'coached', 'hired', 'tapped']
    """
    verb, *particles = lemma.split("_")
    if verb.endswith("e"):
        verb += "d"
    elif verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        verb = verb[:-1] + "ied"
    elif _CLOSED.fullmatch(verb):
        verb += verb[-1] + "ed"
    else:
        verb += "ed"
    return " ".join([verb, *particles])


def _prepositions(roles: dict[str, str]) -> list[tuple[str, str]]:
    return [(role, slot) for role, slot in roles.items() if role not in _NAMED]


def _verb(key: Key, roles: dict[str, str]) -> Iterator[str]:
    says, bare = third_person(key.predicate), key.predicate.replace("_", " ")
    subject, object_ = roles.get(SUBJECT), roles.get(OBJECT)
    phrases = "".join(f" {preposition} {slot}" for preposition, slot in _prepositions(roles))
    if set(roles) == {SUBJECT}:
        yield f"{subject} {bare}."
        yield f"{subject} will {bare}."
        yield f"{subject} {bare} on Monday."
    elif set(roles) == {SUBJECT, OBJECT}:
        yield f"{subject} {says} {object_}."
        yield f"{subject} will {bare} {object_}."
        yield f"{object_} was {participle(key.predicate)} by {subject}."
        if "_" in key.predicate:
            yield f"{subject} {third_person(key.predicate.split('_')[0])} {object_} {key.predicate.split('_')[1]}."
    elif set(roles) == {OBJECT}:
        yield f"Officials {bare} {object_}."
    elif SUBJECT in roles and phrases:
        yield f"{subject} {says}{phrases}."
        yield f"{subject} will {bare}{phrases}."
        yield f"{subject} has {participle(key.predicate)}{phrases}."
        yield f"{subject} {says} people{phrases}."
    elif OBJECT in roles and phrases:
        yield f"Officials {bare} {object_}{phrases}."
        yield f"{object_} was {participle(key.predicate)}{phrases}."
    elif set(roles) == {SUBJECT, RECIPIENT}:
        yield f"{subject} {says} {roles[RECIPIENT]} money."
    elif phrases and not set(roles) & _NAMED:
        yield f"Officials {bare}{phrases}."
        yield f"Officials {bare} people{phrases}."
    elif set(roles) == {OBJECT, HYPHEN}:
        yield f"a {roles[HYPHEN]}-{participle(key.predicate)} {object_}"


def _noun(key: Key, roles: dict[str, str]) -> Iterator[str]:
    noun = " ".join([*key.modifiers, key.predicate])
    phrases = "".join(f" {preposition} {slot}" for preposition, slot in _prepositions(roles))
    self_, owner, possessor, modifier = (roles.get(role) for role in (SELF, OWNER, POSSESSOR, MODIFIER))
    if set(roles) == {SELF, OWNER}:
        yield f"{self_} is the {noun} of {owner}."
        yield f"{self_}, the {noun} of {owner}, slept."
        yield f"{owner}'s {noun} {self_}"
        yield f"{self_}, {owner}'s {noun}, slept."
    elif set(roles) == {SELF}:
        yield f"{self_} are {noun}s."
    elif SELF in roles and phrases:
        yield f"{self_} is the {noun}{phrases}."
        yield f"{self_}, the {noun}{phrases}, slept."
    elif set(roles) == {POSSESSOR}:
        yield f"{possessor}'s {noun}"
        yield f"the {noun} of {possessor}"
    elif POSSESSOR in roles and phrases:
        yield f"{possessor}'s {noun}{phrases}"
        yield f"{possessor}'s {noun}{phrases} surprised people."
        yield f"{possessor} has a {noun}{phrases}."
    elif POSSESSOR in roles and modifier:
        yield f"{possessor}'s {modifier} {noun}"
    elif modifier and phrases:
        yield f"the {modifier} {noun}{phrases}"
    elif phrases and not set(roles) & _NAMED:
        yield f"the {noun}{phrases}"
        yield f"The {noun}{phrases} surprised people."


def _name(key: Key, roles: dict[str, str]) -> Iterator[str]:
    phrases = "".join(f" {preposition} {slot}" for preposition, slot in _prepositions(roles))
    self_ = roles.get(SELF)
    if SELF in roles and phrases:
        yield f"{self_}{phrases}"
        yield f"{self_}{phrases} slept."
    elif set(roles) == {SELF, POSSESSOR}:
        yield f"{roles[POSSESSOR]}'s {self_}"
    elif set(roles) == {SELF, MODIFIER}:
        yield f"the {roles[MODIFIER]} {self_}"
        yield f"{roles[MODIFIER]} {self_}"
    elif set(roles) == {SELF, APPOSITION}:
        yield f"{self_}, {roles[APPOSITION]}, slept."
