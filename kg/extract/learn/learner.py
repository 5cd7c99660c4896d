"""From marked sentences of a relation to its templates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import product
from math import inf

from kg.extract.facts import NAME_PREDICATE, OBJECT, SUBJECT
from kg.extract.learn.lending import MAX_SENSES, Lender, Word, related_keys
from kg.extract.learn.selection import NAMED, Candidate, Figures, Strictness, choose, figures, folds, total
from kg.extract.learn.sentences import Observed, Sentence, found, observed
from kg.extract.learn.wording import wordings
from kg.extract.lexicon import Lexicon
from kg.extract.templates import Key, Parser, compile_forms, form_of
from kg.schema.ontology import Ontology

#: Closer words than these are lent, one of which cross-validation chooses; the first is taken where all do alike.
_CLOSENESS = (0.6, 0.45, 0.8, inf)
#: Likewise the doubt at which what one example shows is not believed.
_DOUBT = (1.0, 0.7, 1.3)
#: Likewise the precision of a template on its examples, counter-examples included.
_PRECISION = (0.6, 0.8, 0.5)
#: The precision that cross-validation is to reach, as far as it can.
LEAST_PRECISION = 0.85
#: No more words than this are lent: each is parsed several times.
_MAX_LENT = 150
#: What is said once lends its frame to near words up to this doubt.
_MOST_DOUBT_OF_LENDER = 0.5
#: A lent verb lends its nouns with this share of its closeness.
_RELATED = 0.8
#: What a word that several sentences show gains in each of its frames.
_SEEN_OFTEN = 0.5
#: What a key gains by each other predicate, up to three, that the sentences show with the same prepositions.
_ALIKE = 0.25
#: Verbs that say nothing alone, and what they and names that stand together are doubted with.
_LIGHT, _EMPTY = ("light_verbs", "becoming_verbs"), 2.0
_DOUBT_OF_LIGHT, _DOUBT_WITHOUT_OBJECT = 1.2, 0.6
#: The doubt of nouns for acts and roles, which the thesaurus holds, and of those for things and days.
_DOUBT_OF_NOUN, _DOUBT_OF_THING = 0.3, 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What was learned: templates, best first, and how well such templates do on sentences they are not made of.

    ``held_out`` is None where there are too few examples for cross-validation. ``uncovered`` are the numbers of
    sentences with a claim that no template finds.
    """

    templates: tuple[Candidate, ...]
    strictness: Strictness
    held_out: Figures | None
    own: Figures
    uncovered: tuple[int, ...]


class Learner:
    """Learns relations of one ontology; keeps what it compiled, for the next relation."""

    def __init__(self, ontology: Ontology, lexicon: Lexicon, parser: Parser, lender: Lender) -> None:
        self._ontology, self._lexicon, self._parser, self._lender = ontology, lexicon, parser, lender

    def learn(self, property_name: str, sentences: Sequence[Sentence]) -> Learned:
        """Return the templates of a property, learned from sentences whose claims are those of the property alone."""
        claims = [sentence.claims for sentence in sentences]
        candidates = self._candidates(property_name, sentences)
        shown = self._shown(property_name, sentences)
        parts = folds(claims)
        everything = range(len(sentences))

        def closeness(numbers: Collection[int]) -> dict[Key, float]:
            return self._closeness(property_name, [shown[n] for n in numbers])

        rest = [[n for n in everything if n not in part] for part in parts]
        lent = [closeness(numbers) for numbers in rest]
        tried: dict[Strictness, Figures] = {}
        for least, doubt, precision in product(_CLOSENESS, _DOUBT, _PRECISION):
            strictness = Strictness(least_closeness=least, most_doubt=doubt, least_precision=precision)
            tried[strictness] = total(
                [
                    figures(choose(candidates, near, numbers, strictness), claims, part)
                    for part, numbers, near in zip(parts, rest, lent, strict=True)
                ]
            )
        best = max(tried, key=lambda s: _merit(tried[s]))
        chosen = choose(candidates, closeness(everything), everything, best)
        covered = {place for candidate in chosen for place in candidate.right}
        return Learned(
            templates=tuple(chosen),
            strictness=best,
            held_out=tried[best] if parts else None,
            own=figures(chosen, claims, everything),
            uncovered=tuple(n for n, pairs in enumerate(claims) if any((n, pair) not in covered for pair in pairs)),
        )

    def _shown(self, property_name: str, sentences: Sequence[Sentence]) -> list[list[Observed]]:
        """Return what each sentence's claims show."""
        symmetric = self._ontology.properties[property_name].symmetric
        return [[o for o in observed(s, self._lexicon, symmetric=symmetric) if not o.key.wished] for s in sentences]

    def _closeness(self, property_name: str, shown: Sequence[Sequence[Observed]]) -> dict[Key, float]:
        """Return how near each key lies to what the sentences show: related and lent words, and those shown.

        What lends is what two sentences show, and of each claim the least doubtful.
        """
        thesaurus = self._lender.thesaurus
        support = Counter(key for row in shown for key in {o.key for o in row})
        lending = {key for key, n in support.items() if n > 1 and key.predicate != NAME_PREDICATE}
        for row in shown:
            for pair in {o.pair for o in row}:
                least = min((o for o in row if o.pair == pair), key=lambda o: (self._doubt(o), o.key))
                if self._doubt(least) <= _MOST_DOUBT_OF_LENDER:
                    lending.add(least.key)
        near: dict[Key, float] = {}
        named = set()
        for verb in self._named(property_name):
            key = Key(verb, "verb", SUBJECT, OBJECT, (), False)
            lending.add(key)
            near[key] = NAMED
            named.add(key)
        related = {r for key in lending for r in related_keys(key, thesaurus)} - lending
        near.update(dict.fromkeys(related, 1.0))
        lending |= related
        frames: dict[tuple[str, str, str], set[Word]] = {}
        for key in lending:
            near.setdefault(key, 1.0 if key not in support else 0.0)
            frames.setdefault((key.kind, key.subject_role, key.object_role), set()).add((key.predicate, key.kind))
        for (_, subject_role, object_role), words in sorted(frames.items()):
            for (word, kind), value in self._lender.lent(property_name, words).items():
                key = Key(word, kind, subject_role, object_role, (), False)
                near[key] = max(near.get(key, 0.0), value)
                for other in related_keys(key, thesaurus):
                    near[other] = max(near.get(other, 0.0), _RELATED * value)
        seeds = {word for words in frames.values() for word in words}
        self._judge_shown(property_name, shown, seeds, {key.predicate for key in named}, near)
        return near

    def _judge_shown(
        self,
        property_name: str,
        shown: Sequence[Sequence[Observed]],
        seeds: Collection[Word],
        named: Collection[str],
        near: dict[Key, float],
    ) -> None:
        """Put into ``near`` how far what the sentences show is borne out by what else they show."""
        sentences_of = Counter(word for row in shown for word in {(o.key.predicate, o.key.kind) for o in row})
        predicates: dict[tuple[str, str, str], set[str]] = {}
        for key in (o.key for row in shown for o in row):
            predicates.setdefault((key.kind, key.subject_role, key.object_role), set()).add(key.predicate)
        for key in {o.key for row in shown for o in row if o.key.kind != "name"}:
            word: Word = (key.predicate, key.kind)
            if key.predicate in named and key.kind == "verb":
                near[key] = NAMED
                continue
            near[key] = self._lender.closeness(property_name, word, seeds)
            if sentences_of[word] > 1:
                near[key] += _SEEN_OFTEN
            if OBJECT not in (key.subject_role, key.object_role):
                alike = len(predicates[key.kind, key.subject_role, key.object_role]) - 1
                near[key] += min(alike, 3) * _ALIKE

    def _named(self, property_name: str) -> list[str]:
        """Return the verb that the property's own name is made of, if any: "mentors" names "mentor"."""
        bare = (property_name, property_name.removesuffix("s"), property_name.removesuffix("es"))
        return [verb for verb in bare if self._lender.thesaurus.n_senses(verb, "verb")][:1]

    def _candidates(self, property_name: str, sentences: Sequence[Sentence]) -> list[Candidate]:
        shown = self._shown(property_name, sentences)
        said = {o.key for row in shown for o in row}
        near = self._closeness(property_name, shown)
        lent = sorted((k for k in near if k not in said and near[k] >= min(_CLOSENESS)), key=lambda k: (-near[k], k))
        doubt: dict[Key, float] = {}
        for o in (o for row in shown for o in row):
            doubt[o.key] = min(doubt.get(o.key, inf), self._doubt(o))
        worded = self._worded(property_name, sorted(said) + lent[:_MAX_LENT])
        candidates = []
        for key, template in worded.items():
            places = {
                (n, p)
                for n, s in enumerate(sentences)
                for p in found(key, s, property_name, self._ontology, self._lexicon)
            }
            candidates.append(
                Candidate(
                    key=key,
                    template=template,
                    right=frozenset(p for p in places if p[1] in sentences[p[0]].claims),
                    wrong=frozenset(p for p in places if p[1] not in sentences[p[0]].claims),
                    doubt=doubt.get(key, 0.0),
                )
            )
        return candidates

    def _doubt(self, shown: Observed) -> float:
        """Return how little a key says by itself, from 0 to above 1, judged by where it was seen.

        A verb says the less the more meanings it has, and still less without its own object ("gets his hands on").
        """
        key, thesaurus = shown.key, self._lender.thesaurus
        if key.predicate == NAME_PREDICATE:
            return _EMPTY
        if key.kind == "noun":
            return _DOUBT_OF_NOUN if thesaurus.n_senses(key.predicate, "noun") else _DOUBT_OF_THING
        with_object = OBJECT in (key.subject_role, key.object_role)
        if any(key.predicate in self._lexicon.of(f"status.{name}") for name in _LIGHT):
            return _DOUBT_OF_LIGHT if with_object else _EMPTY
        verb = key.predicate if thesaurus.n_senses(key.predicate, "verb") else key.predicate.split("_")[0]
        doubt = min(thesaurus.n_senses(verb, "verb") / MAX_SENSES, 1.0)
        return doubt + (0.0 if with_object or not shown.fact.get(OBJECT) else _DOUBT_WITHOUT_OBJECT)

    def _worded(self, property_name: str, keys: Sequence[Key]) -> dict[Key, str]:
        """Return for each key that a template can say the first template that reads as it, in the keys' order."""
        waiting = {key: list(wordings(key)) for key in keys}
        said: dict[Key, str] = {}
        while any(waiting.values()):
            texts = {key: texts.pop(0) for key, texts in waiting.items() if texts and key not in said}
            forms = {key: form_of(text, property_name, self._ontology) for key, text in texts.items()}
            compiled = compile_forms(forms.values(), self._lexicon, self._parser)
            for key, form in forms.items():
                if key in compiled[form]:
                    said[key] = texts[key]
            waiting = {key: texts for key, texts in waiting.items() if texts and key not in said}
        return {key: said[key] for key in keys if key in said}


def _merit(result: Figures) -> tuple[bool, float, float]:
    """Rank what cross-validation gave: precise enough first, then by recall and precision together."""
    precise = result.precision >= LEAST_PRECISION
    return (precise, result.f1 if precise else result.precision, result.precision)
