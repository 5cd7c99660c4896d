"""Words that are lent to a relation: what means much the same as the words of its examples, in the same frames."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.extract.facts import OBJECT, OWNER, POSSESSOR, SELF, SUBJECT, Kind
from kg.extract.learn.thesaurus import Thesaurus
from kg.extract.templates import CueTable, Key

#: Cosine of two words' vectors, 0 where either has none.
Similarity = Callable[[str, str], float]
#: A predicate: its lemma, and whether it is a verb or a noun.
Word = tuple[str, Kind]

#: A word with more meanings than this says little by itself: it is not lent.
MAX_SENSES = 14
#: The second to fourth nearest words of the examples count half: words that lie near several are meant.
_FURTHER = 0.5
#: What vectors add to the thesaurus, and what a word loses that lies as near to another relation. Of weights 0, .3 and
#: .5 these rank best the verbs of one half of each relation's templates by the other half (mean average precision
#: .44; the thesaurus alone .38, vectors alone .13).
_VECTOR_WEIGHT, _RIVAL_WEIGHT = 0.3, 0.5
#: No more words than this are lent to a relation, so that a person can read them.
_MAX_LENT = 40


@dataclass(frozen=True)
class Lender:
    """Ranks words by how near they lie to those of the examples and how far from those of other relations.

    ``relations`` are the words by which each relation of the ontology is said, the one to be learned included.
    """

    thesaurus: Thesaurus
    similarity: Similarity
    relations: Mapping[str, frozenset[Word]] = field(default_factory=dict)
    _rivalry: dict[tuple[str, Word], float] = field(default_factory=dict)

    def lent(self, property_name: str, seeds: Collection[Word]) -> dict[Word, float]:
        """Return the nearest words with their closeness; seeds and their opposites left out."""
        opposite = {(word, kind) for seed, kind in seeds for word in self.thesaurus.opposites(seed, kind)}
        near = {
            (word, kind): self.thesaurus.near(word, kind, [seed for seed, k in seeds if k == kind])
            for word, kind in sorted(seeds)
        }
        candidates = {(word, kind) for (_, kind), row in near.items() for word in row} - set(seeds) - opposite
        ranked = {
            (word, kind): self.closeness(property_name, (word, kind), seeds)
            for word, kind in sorted(candidates)
            if self.thesaurus.n_senses(word, kind) <= MAX_SENSES and word.count("_") < 2
        }
        return dict(sorted(ranked.items(), key=lambda row: (-row[1], row[0]))[:_MAX_LENT])

    def closeness(self, property_name: str, word: Word, seeds: Iterable[Word]) -> float:
        """Return how near a word lies to the seeds but itself, less its nearness to another relation; from below 0."""
        predicate, kind = word
        own = self.thesaurus.near(predicate, kind)
        others = [seed for seed, seed_kind in seeds if seed_kind == kind and seed != predicate]
        links = sorted((self.thesaurus.near(seed, kind, others).get(predicate, 0.0) for seed in others), reverse=True)
        if not links:
            return 0.0
        closeness = links[0] + _FURTHER * sum(links[1:4])
        if "_" not in predicate:
            cosines = sorted((self.similarity(predicate, seed) for seed in others), reverse=True)[:2]
            closeness += _VECTOR_WEIGHT * sum(cosines) / 2
        return closeness - _RIVAL_WEIGHT * self._nearest_rival(property_name, word, own)

    def _nearest_rival(self, property_name: str, word: Word, own: Mapping[str, float]) -> float:
        """Return how near a word lies to the two nearest words of another relation."""
        place = (property_name, word)
        if place not in self._rivalry:
            self._rivalry[place] = max(
                (
                    sum(sorted((1.0 if r == word[0] else own.get(r, 0.0) for r, k in row if k == word[1]))[-2:])
                    for name, row in self.relations.items()
                    if name != property_name
                ),
                default=0.0,
            )
        return self._rivalry[place]


def words_of_relations(table: CueTable) -> dict[str, frozenset[Word]]:
    """Return the words by which each relation of a table is said."""
    found: dict[str, set[Word]] = {}
    for (predicate, kind), entries in table.entries.items():
        for entry in entries:
            if kind != "name":
                found.setdefault(entry.property, set()).add((predicate, kind))
    return {name: frozenset(words) for name, words in sorted(found.items())}


def related_keys(key: Key, thesaurus: Thesaurus) -> Iterator[Key]:
    """Yield the keys that say the same with the noun of a verb, or the verb of a noun.

    "acquires" lends its frame to "acquisition of" and "acquirer of", and the other way round.
    """
    predicate, kind, subject_role, object_role, _, _ = key
    roles = {subject_role, object_role}
    if kind == "verb" and thesaurus.n_senses(predicate, "verb") <= MAX_SENSES and SUBJECT in roles and len(roles) > 1:
        for act in thesaurus.acts(predicate):
            yield _framed(key, act, "noun", {SUBJECT: POSSESSOR, OBJECT: "of"})
        if OBJECT in roles:
            for agent in thesaurus.agents(predicate):
                # An employee is whom somebody employs.
                ends = (OWNER, SELF) if agent.endswith("ee") else (SELF, OWNER)
                yield _framed(key, agent, "noun", dict(zip((SUBJECT, OBJECT), ends, strict=True)))
    elif kind == "noun":
        for verb in sorted(thesaurus.verbs_of(predicate)):
            if thesaurus.n_senses(verb, "verb") > MAX_SENSES:
                continue
            if roles == {SELF, OWNER} and predicate in thesaurus.agents(verb):
                ends = (OBJECT, SUBJECT) if predicate.endswith("ee") else (SUBJECT, OBJECT)
                yield _framed(key, verb, "verb", dict(zip((SELF, OWNER), ends, strict=True)))
            elif POSSESSOR in roles and len(roles) > 1 and predicate in thesaurus.acts(verb):
                yield _framed(key, verb, "verb", {POSSESSOR: SUBJECT, "of": OBJECT})


def _framed(key: Key, predicate: str, kind: Kind, roles: Mapping[str, str]) -> Key:
    subject_role, object_role = (roles.get(role, role) for role in (key.subject_role, key.object_role))
    return Key(predicate, kind, subject_role, object_role, (), False)
