"""Which short names mean which person of the document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.annotate.groups import Group, Rule, merge
from kg.annotate.lexicon import Lexicon

_ARABIC_ARTICLE = re.compile(r"^(al|el|ul)-", re.IGNORECASE)


def persons(lexicon: Lexicon) -> Rule:
    """Unite a surname, or a given name that only one person has, with the full name; two rivals: neither."""

    def rule(groups: list[Group]) -> list[Group]:
        full = [
            (i, _without_suffix(form.split(), lexicon))
            for i, group in enumerate(groups)
            if group.type == "Person"
            for form in group.forms
            if len(form.split()) > 1
        ]
        found = []
        for i, group in enumerate(groups):
            if group.listed and group.type != "Person":
                continue
            for form in group.forms:
                short = _without_suffix(form.split(), lexicon)
                fits = {j for j, words in full if j != i and _short_for(short, words, group)}
                if len(fits) == 1:
                    found.append((i, fits.pop()))
                    break
        return merge(groups, found)

    return rule


def _without_suffix(words: list[str], lexicon: Lexicon) -> list[str]:
    return words[:-1] if len(words) > 2 and words[-1].lower() in lexicon["person_suffixes"] else words


def _short_for(short: Sequence[str], words: Sequence[str], group: Group) -> bool:
    """Say whether a name is a shorter form of a full one, word by word."""
    if len(short) == 1:
        surname = words[-1]
        if short[0] in {surname, surname.rpartition("-")[2], _ARABIC_ARTICLE.sub("", surname)}:
            return True
        if _ARABIC_ARTICLE.sub("", short[0]) == _ARABIC_ARTICLE.sub("", surname):
            return True
        return short[0] == words[0] and group.votes.get("Person", 0.0) > 0.0
    if len(short) == len(words):
        return list(short) != list(words) and [w.casefold() for w in short] == [w.casefold() for w in words]
    if len(short) > len(words):
        return False
    return list(short) == list(words[-len(short) :]) or (short[0] == words[0] and short[-1] == words[-1])
