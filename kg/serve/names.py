"""Search among names that stays quick in a large graph."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from kg.analyse import Match, find_entities
from kg.analyse.show import CLOSE_SPELLING
from kg.model import Entity, GraphRecords

_WORD = re.compile(r"\w+")
#: So many entities at most are compared in full for one search; more share a word only with a very short text.
_CANDIDATES = 2_000
#: Below this size every entity is a candidate, so that nothing is missed at all.
_SMALL = 500
#: Code points of a text that are looked for: comparing takes time with the length, and nothing is called so long.
_LONGEST = 500


class NameIndex:
    """The words of all names, sorted; candidates share words with the text, and are then compared as `kg show` does."""

    def __init__(self, records: GraphRecords) -> None:
        self._entities = records.entities
        by_word: defaultdict[str, set[str]] = defaultdict(set)
        for entity in records.entities.values():
            for form in _forms(entity):
                for word in _WORD.findall(form.casefold()):
                    by_word[word].add(entity.id)
        self._by_word = {word: frozenset(ids) for word, ids in by_word.items()}
        self._words = sorted(by_word)

    def find(self, name: str, *, types: Iterable[str] = (), limit: int = 10) -> tuple[Match, ...]:
        """Return the entities that a name may mean, best first, of these classes or of any.

        The order is that of ``kg.analyse.find_entities``.
        """
        wanted, name = frozenset(types), name[:_LONGEST]
        ids = self._entities.keys() if len(self._entities) <= _SMALL else self._candidates(name.casefold())
        kept = {id: self._entities[id] for id in ids if not wanted or self._entities[id].type in wanted}
        return find_entities(GraphRecords(entities=kept), name, limit=limit)

    def _candidates(self, text: str) -> list[str]:
        """Return ids of entities that may fit, at most `_CANDIDATES`: with all words, else some, else a similar one."""
        words = _WORD.findall(text)
        if not words:
            return []
        whole = frozenset.intersection(*(self._by_word.get(word, frozenset()) for word in words))
        if text in self._entities:
            whole |= {text}
        sets = [self._beginning(word) for word in words]
        found = whole | (frozenset.intersection(*sets) or frozenset().union(*sets) or self._similar(words))
        ranked = sorted(found, key=lambda id: (id not in whole, -self._entities[id].n_mentions, id))
        return ranked[:_CANDIDATES]

    def _beginning(self, prefix: str) -> frozenset[str]:
        """Return the entities with a word that begins so."""
        found: set[str] = set()
        for word in self._words[bisect_left(self._words, prefix) :]:
            if not word.startswith(prefix):
                break
            found |= self._by_word[word]
        return frozenset(found)

    def _similar(self, words: list[str]) -> frozenset[str]:
        from rapidfuzz import fuzz, process

        found: set[str] = set()
        for word in words:
            near = process.extract(word, self._words, scorer=fuzz.ratio, score_cutoff=CLOSE_SPELLING, limit=20)
            found.update(id for hit, _, _ in near for id in self._by_word[hit])
        return frozenset(found)


def _forms(entity: Entity) -> list[str]:
    return [entity.name, *sorted(entity.aliases)]
