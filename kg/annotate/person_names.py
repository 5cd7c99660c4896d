"""Which short names mean which person of the document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.annotate.groups import Group, Rule, merge
from kg.annotate.lexicon import Lexicon

_ARABIC_ARTICLE = re.compile(r"^(al|el|ul)-", re.IGNORECASE)
#: One mention of many that somebody takes for a person's: "Ford said it would".
_STRAY = 0.1


def persons(lexicon: Lexicon) -> Rule:
    """Unite a surname, or a given name that only one person has, with the full name; two rivals: neither."""

    def rule(groups: list[Group]) -> list[Group]:
        full = [
            (i, _without_suffix(form.split(), lexicon))
            for i, group in enumerate(groups)
            for form in group.forms
            if len(form.split()) > 1 and (group.type == "Person" or _may_be_person(form.split(), group, lexicon))
        ]
        found, bonus = [], {}
        for i, group in enumerate(groups):
            if group.listed and group.type != "Person":
                continue
            for form in group.forms:
                short = _without_suffix(form.split(), lexicon)
                fits = {j for j, words in full if j != i and _short_for(short, words, group)}
                fits = {j for j in fits if groups[j].type == "Person"} or fits
                if len(fits) == 1:
                    j = fits.pop()
                    if groups[j].type != "Person" and short[0] == groups[j].fullest.split()[0]:
                        break  # a first word alone shortens an organisation
                    if groups[j].type == "Person" and _is_known_otherwise(group):
                        break
                    found.append((i, j))
                    bonus[j] = ("Person", 2.0)
                    break
        return merge(groups, found, bonus)

    return rule


def _is_known_otherwise(group: Group) -> bool:
    """Say whether a name that hardly a voter takes for a person's is in a list as a body's: the Ford of Mr Ford.

    Of 8 such surnames in 10,700 annotated texts 6 were no person's; of others that no voter takes for a person's few.
    """
    known = bool(group.sources & {"hint", "hint-inside"}) and group.type == "Organization"
    return known and group.votes.get("Person", 0.0) < _STRAY * group.votes["Organization"]


def initialled(groups: list[Group]) -> list[Group]:
    """Unite "J Roe" and "J. Roe" with the one person whose given name begins so: "Jane Roe"."""
    found = []
    for i, group in enumerate(groups):
        given, _, surname = group.fullest.partition(" ")
        if len(given.rstrip(".")) != 1 or not surname:
            continue
        fits = [
            j
            for j, other in enumerate(groups)
            if other.type == "Person"
            and any(
                len(words) == 2 and len(words[0].rstrip(".")) > 1 and words[0][0] == given[0] and words[1] == surname
                for words in (form.split() for form in other.forms)
            )
        ]
        if len(fits) == 1:
            found.append((i, fits[0]))
    return merge(groups, found)


def _may_be_person(words: Sequence[str], group: Group, lexicon: Lexicon) -> bool:
    """Say whether nothing but a model's label speaks against a person: the last word alone may then be a surname."""
    return (
        len(words) <= 3
        and not group.sources & {"gazetteer", "hint", "hint-inside", "pattern", "head", "venue", "code"}
        and all(word[:1].isupper() and word.replace("-", "").replace("'", "").isalpha() for word in words)
        and words[-1].lower() not in lexicon.heads
        and not words[-1].isupper()
        and not words[-1].endswith("s")
    )


def _without_suffix(words: list[str], lexicon: Lexicon) -> list[str]:
    return words[:-1] if len(words) > 2 and words[-1].lower() in lexicon["person_suffixes"] else words


def _short_for(short: Sequence[str], words: Sequence[str], group: Group) -> bool:
    """Say whether a name is a shorter form of a full one, word by word."""
    if len(short) == 1:
        surname = words[-1]
        if short[0].endswith("s") and not surname.endswith("s"):
            return False
        if short[0] in {surname, surname.rpartition("-")[2], _ARABIC_ARTICLE.sub("", surname)}:
            return True
        if _ARABIC_ARTICLE.sub("", short[0]) == _ARABIC_ARTICLE.sub("", surname):
            return True
        return short[0] == words[0] and group.votes.get("Person", 0.0) > 0.0
    if len(short) == len(words):
        return list(short) != list(words) and [w.casefold() for w in short] == [w.casefold() for w in words]
    if len(short) > len(words):
        return False
    same_tail = [w.casefold() for w in short] == [w.casefold() for w in words[-len(short) :]]
    return same_tail or (short[0] == words[0] and short[-1] == words[-1])
