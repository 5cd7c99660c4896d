"""A claim as an English sentence of the ontology's words: labels, and the forms of ``words/sentences.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.analyse.show import name_of, qualifiers
from kg.analyse.wording import VerbForms, fitting, in_words, read_irregular, takes_article, verb_forms
from kg.model import Claim, GraphRecords
from kg.schema import Ontology
from kg.schema.ontology import Property

_SLOT = re.compile(r"\{(\w+)\}")
#: What is told where an ontology's own word lists have no such form: the label, and the rest in brackets.
_PLAIN = "{s} {says} {o}"
#: Words at which a date without a day wants another preposition: "ends on 2030".


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """A piece of a sentence; ``entity_id`` where it is the name of one, else None."""

    text: str
    entity_id: str | None = None


type Fragments = tuple[Fragment, ...]


def plain(fragments: Iterable[Fragment]) -> str:
    """Return the sentence as text."""
    return "".join(fragment.text for fragment in fragments)


class Teller:
    """Tells the claims of one graph in sentences of the ontology's words."""

    def __init__(self, graph: GraphRecords, ontology: Ontology) -> None:
        self._graph = graph
        self._words = ontology.words
        self._properties: Mapping[str, Property] = dict(ontology.labelled())
        self._irregular = read_irregular(ontology.words.get("sentences.verbs.irregular", ()))
        self._articles = ontology.words.get("sentences.article.the", frozenset())
        self._acting = ontology.words.get("roles.acting", frozenset())
        self._former = ontology.words.get("roles.former", frozenset())
        self._persons = frozenset(name for name in ontology.classes if ontology.is_a(name, "Person"))
        self._verbs: dict[str, VerbForms] = {}

    def tell(self, claim: Claim) -> Fragments:
        """Return a claim as a sentence with its full stop: status, denial, post, time and speakers are said."""
        prop = self._properties.get(claim.predicate)
        label = (prop.label if prop else "") or claim.phrase or claim.predicate
        verb = self._verb(label)
        happens = (prop is not None and prop.happens) or (verb.is_verb and verb.says == verb.said)
        slots: dict[str, Fragments] = {
            "s": self.named(claim.subject),
            "o": self._object(claim),
            "label": (Fragment(text=label),),
            **{name: (Fragment(text=fitting(text, claim.datatype)),) for name, text in _forms(verb)},
        }
        value = claim.datatype is not None and not verb.is_verb
        form = self._form(claim, happens=happens, value=value)
        if form is None:
            told = _filled(_PLAIN, slots)
            words = [*(["denied"] if claim.polarity == "negative" else []), *qualifiers(claim)]
            told += (Fragment(text=f" ({'; '.join(words)})"),) if words else ()
        else:
            told = self._with_time(_filled(form, slots), claim, prop, happens=happens)
        return _sentence(self._with_speakers(told, claim))

    def named(self, entity_id: str) -> Fragments:
        """Return an entity's name, with "the" where it takes one."""
        name = name_of(self._graph, entity_id)
        entity = self._graph.entities.get(entity_id)
        person = entity is None or entity.type in self._persons
        article = () if person or not takes_article(name, self._articles) else (Fragment(text="the "),)
        return (*article, Fragment(text=name, entity_id=entity_id))

    def happens(self, claim: Claim) -> bool:
        """Say whether the claim is of something that happens and is then over, rather than of what lasts."""
        prop = self._properties.get(claim.predicate)
        return prop is not None and prop.happens

    def _verb(self, label: str) -> VerbForms:
        if label not in self._verbs:
            self._verbs[label] = verb_forms(label, self._irregular)
        return self._verbs[label]

    def _object(self, claim: Claim) -> Fragments:
        if claim.datatype is None:
            return self.named(claim.object)
        return (Fragment(text=in_words(claim.object)),)

    def _form(self, claim: Claim, *, happens: bool, value: bool) -> str | None:
        # What ended in 2020 did not use to end then.
        over = "happened" if happens or (claim.datatype is not None and not value) else "over"
        status = {"occurred": "happened" if happens else "holds", "past": over}
        name = status.get(claim.status, claim.status)
        if value:
            name = {"holds": "value", "happened": "value", "acting": "value"}.get(name, f"value_{name}")
        return self._word(f"denied.{name}" if claim.polarity == "negative" else name)

    def _word(self, name: str) -> str | None:
        """Return the one form of a list, None where the ontology has none."""
        return min(self._words.get(f"sentences.{name}", ()), default=None)

    def _added(self, told: Fragments, name: str, **slots: str | Fragments) -> Fragments:
        form = self._word(f"added.{name}")
        if form is None:
            return told
        filled = {key: (Fragment(text=value),) if isinstance(value, str) else value for key, value in slots.items()}
        return _filled(form, {"told": told, **filled})

    def _with_time(self, told: Fragments, claim: Claim, prop: Property | None, *, happens: bool) -> Fragments:
        title = self._title(claim) if prop is not None and prop.role else ""
        if prop is not None and _says_already(prop.label, title):
            title = ""
        if title:
            told = self._added(told, "title", title=title)
        if claim.status == "acting" and self._acting.isdisjoint(title.casefold().split()):
            told = self._added(told, "acting")
        time = None if claim.time is None else in_words(claim.time)
        if claim.until is not None and claim.until != claim.time:
            until = in_words(claim.until)
            if time is None:
                told = self._added(told, "until", until=until)
            else:
                told = self._added(told, "from_to", time=time, until=until)
        elif time is not None:
            lasts = not happens and claim.status in ("occurred", "acting")
            exact = len(claim.time or "") == len("2025-07-31")
            told = self._added(told, "as_of" if lasts else "on_day" if exact else "in_time", time=time)
        if claim.outcome is not None:
            told = self._added(told, claim.outcome)
        return self._added(told, "disputed") if claim.disputed_by else told

    def _title(self, claim: Claim) -> str:
        """Return the wording of a post that says most, without "former" and the like, which the sentence says."""
        if not claim.titles:
            return ""
        # The longest says most: "Director General" rather than "head".
        words = min(claim.titles, key=lambda title: (-len(title), title)).split()
        while len(words) > 1 and words[0].casefold() in self._former:
            words = words[1:]
        return " ".join(words)

    def _with_speakers(self, told: Fragments, claim: Claim) -> Fragments:
        """Add who is quoted: before the sentence if nobody else says it, else after it."""
        if not claim.attributed_to:
            return told
        rows = (self._graph.evidence[id] for id in claim.evidence if id in self._graph.evidence)
        standing = [row for row in rows if (row.status, row.polarity) == (claim.status, claim.polarity)]
        too = any(row.said_by is None for row in standing)
        who = _joined([self.named(id) for id in sorted(claim.attributed_to, key=lambda id: name_of(self._graph, id))])
        # "According to her, she ..." reads as if she were two.
        own = not claim.attributed_to.isdisjoint((claim.subject, claim.object))
        return self._added(told, "said_too" if too else "own_words" if own else "according_to", who=who)


def _says_already(label: str, title: str) -> bool:
    """Say whether a post of one word is in the relation's label: whoever heads something does so "as head".

    >>> _says_already("is spokesperson for", "spokesman"), _says_already("heads", "chief")
    (True, False)
    """
    stem = title.casefold()[:6]
    return len(title.split()) == 1 and any(word.casefold().startswith(stem) for word in label.split())


def _forms(verb: VerbForms) -> tuple[tuple[str, str], ...]:
    return ("says", verb.says), ("said", verb.said), ("do", verb.do)


def _filled(form: str, slots: Mapping[str, Fragments]) -> Fragments:
    """Return a form with its slots filled; a slot without filling stays empty."""
    found: list[Fragment] = []
    for number, part in enumerate(_SLOT.split(form)):
        if number % 2:
            found += slots.get(part, ())
        elif part:
            found.append(Fragment(text=part))
    return tuple(found)


def _joined(names: Sequence[Fragments]) -> Fragments:
    found: list[Fragment] = []
    for number, name in enumerate(names):
        if number:
            found.append(Fragment(text=" and " if number == len(names) - 1 else ", "))
        found += name
    return tuple(found)


def _sentence(told: Fragments) -> Fragments:
    """Return the fragments with a capital, unless a name begins them, and a full stop; neighbours are joined."""
    merged: list[Fragment] = []
    for fragment in (*told, Fragment(text=".")):
        if merged and fragment.entity_id is None and merged[-1].entity_id is None:
            merged[-1] = Fragment(text=merged[-1].text + fragment.text)
        elif fragment.text:
            merged.append(fragment)
    first = merged[0]
    if first.entity_id is None and first.text[:1].islower():
        merged[0] = Fragment(text=first.text[0].upper() + first.text[1:])
    return tuple(merged)
