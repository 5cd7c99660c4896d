"""Which words mean much the same, and the nouns that go with verbs, from the ontology's thesaurus."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from kg.extract.facts import Kind

#: Where an ontology's folder holds the thesaurus.
PLACE = Path("thesaurus") / "meanings.csv"
#: Senses of a word after this one are too rare to be meant.
_MAX_RANK = 4
#: How close two words are that share a meaning, whose meanings lie one above the other, or side by side.
_SAME, _ABOVE, _BESIDE = 1.0, 0.6, 0.35
#: What the commonest meaning of a word counts where no word beside it bears it out.
_ALONE = 0.7
#: A meaning with more than this under it ("act", "move") says nothing about what lies side by side.
_MAX_BELOW = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """One meaning: verbs or nouns with the rank of this meaning among their own (1: the commonest).

    ``above`` are the ids of wider meanings; ``agents`` and ``acts`` nouns for who does it and for doing it;
    ``opposites`` what says the contrary.
    """

    id: int
    kind: Kind
    words: Mapping[str, int]
    above: tuple[int, ...] = ()
    agents: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    opposites: tuple[str, ...] = ()


@dataclass(frozen=True)
class Thesaurus:
    """Meanings of verbs and of nouns for acts and roles; particles are joined with ``_`` ("take_over").

    >>> buying = Meaning(id=1, kind="verb", words={"buy": 1, "purchase": 1}, acts=("purchase",), agents=("buyer",))
    >>> thesaurus = Thesaurus((buying,))
    >>> thesaurus.near("buy", "verb"), thesaurus.acts("purchase"), thesaurus.agents("buy")
    ({'purchase': 1.0}, ('purchase',), ('buyer',))
    """

    meanings: tuple[Meaning, ...]
    _neighbours: dict[int, Mapping[str, float]] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def _of_word(self) -> Mapping[tuple[str, Kind], tuple[Meaning, ...]]:
        found: dict[tuple[str, Kind], list[Meaning]] = defaultdict(list)
        for meaning in self.meanings:
            for word in meaning.words:
                found[word, meaning.kind].append(meaning)
        return {key: tuple(sorted(rows, key=lambda m: m.words[key[0]])) for key, rows in found.items()}

    @cached_property
    def _below(self) -> Mapping[int, tuple[Meaning, ...]]:
        found: dict[int, list[Meaning]] = defaultdict(list)
        for meaning in self.meanings:
            for above in meaning.above:
                found[above].append(meaning)
        return {number: tuple(rows) for number, rows in found.items()}

    @cached_property
    def _by_id(self) -> Mapping[int, Meaning]:
        return {meaning.id: meaning for meaning in self.meanings}

    @cached_property
    def _verbs_of_noun(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for meaning in self.meanings:
            for noun in (*meaning.agents, *meaning.acts):
                found[noun] |= {verb for verb in meaning.words if verb[:3] == noun[:3]}
        return {noun: frozenset(verbs) for noun, verbs in found.items()}

    def n_senses(self, word: str, kind: Kind) -> int:
        """Return how many meanings a word has, 0 for an unknown one: those with many ("take") say little alone."""
        return len(self._of_word.get((word, kind), ()))

    def acts(self, verb: str) -> tuple[str, ...]:
        """Return nouns for doing it that are made of the verb itself: "acquire" gives "acquisition"."""
        return self._nouns(verb, "acts")

    def agents(self, verb: str) -> tuple[str, ...]:
        """Return nouns for who does it that are made of the verb itself: "buyer" of "buy"."""
        return self._nouns(verb, "agents")

    def verbs_of(self, noun: str) -> frozenset[str]:
        """Return the verbs that a noun is made of."""
        return self._verbs_of_noun.get(noun, frozenset())

    def opposites(self, word: str, kind: Kind) -> frozenset[str]:
        """Return what says the contrary in one of the word's common meanings."""
        return frozenset(o for m in self._common(word, kind) for o in m.opposites)

    def near(self, word: str, kind: Kind, company: Collection[str] = ()) -> Mapping[str, float]:
        """Return words of the same or a neighbouring meaning with their closeness in (0, 1], without the word.

        Rarer meanings of either word count less, by their rank. In the company of other words, a meaning counts only
        if one of them lies near it: "apprehend" beside "arrest" is not to understand. Where none does, the commonest
        meaning counts, and less.
        """
        meant = [(m, 1.0) for m in self._common(word, kind)]
        if company:
            friends = set(company) - {word}
            meant = [(m, weight) for m, weight in meant if not friends.isdisjoint(self._around(m))]
            meant = meant or [(m, _ALONE) for m in self._common(word, kind)[:1]]
        found: dict[str, float] = {}
        for meaning, weight in meant:
            share = weight / meaning.words[word] ** 0.5
            for other, closeness in self._around(meaning).items():
                if other != word:
                    found[other] = max(found.get(other, 0.0), share * closeness)
        return found

    def _around(self, meaning: Meaning) -> Mapping[str, float]:
        """Return the words of a meaning and of those beside it with their closeness, less by the rank of theirs."""
        if meaning.id not in self._neighbours:
            found: dict[str, float] = {}
            for other, closeness in self._neighbouring(meaning):
                for word, rank in other.words.items():
                    if rank <= _MAX_RANK:
                        found[word] = max(found.get(word, 0.0), closeness / rank**0.5)
            self._neighbours[meaning.id] = found
        return self._neighbours[meaning.id]

    def _neighbouring(self, meaning: Meaning) -> Iterator[tuple[Meaning, float]]:
        yield meaning, _SAME
        for below in self._below.get(meaning.id, ())[:_MAX_BELOW]:
            yield below, _ABOVE
        for number in meaning.above:
            if number in self._by_id:
                yield self._by_id[number], _ABOVE
            siblings = self._below.get(number, ())
            if len(siblings) <= _MAX_BELOW:
                for sibling in siblings:
                    yield sibling, _BESIDE

    def _common(self, word: str, kind: Kind) -> tuple[Meaning, ...]:
        return tuple(m for m in self._of_word.get((word, kind), ()) if m.words[word] <= _MAX_RANK)

    def _nouns(self, verb: str, kind: str) -> tuple[str, ...]:
        stem = verb.split("_")[0][:3]
        return tuple(
            dict.fromkeys(n for m in self._common(verb, "verb") for n in getattr(m, kind) if n.startswith(stem))
        )


def read_thesaurus(*folders: Path) -> Thesaurus:
    """Read the thesaurus of the first ontology folder that has one; empty where none has."""
    for folder in folders:
        if (folder / PLACE).is_file():
            return _read(folder / PLACE)
    return Thesaurus(())


@lru_cache(maxsize=2)
def _read(path: Path) -> Thesaurus:
    with path.open(encoding="utf-8", newline="") as lines:
        return Thesaurus(
            tuple(
                Meaning(
                    id=int(row["id"]),
                    kind=row["kind"],  # type: ignore[arg-type]
                    words={word: int(rank) for word, _, rank in (w.rpartition(":") for w in row["words"].split())},
                    above=tuple(map(int, row["above"].split())),
                    agents=tuple(row["agents"].split()),
                    acts=tuple(row["acts"].split()),
                    opposites=tuple(row["opposites"].split()),
                )
                for row in csv.DictReader(lines)
            )
        )
