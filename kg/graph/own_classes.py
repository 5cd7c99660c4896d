"""Which of an ontology's own classes an entity gets, where reading knows only what kind of thing it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import log

from kg.model import Claim, Entity
from kg.schema.ontology import Ontology

#: How much a claim that fits one class and not another speaks for it, in log-odds: more than any word of a name.
_OF_A_CLAIM = 4.0
#: A word counts as often as this in the names of a class that no example shows it in.
_UNSEEN = 0.5


def with_own_classes(entities: Iterable[Entity], claims: Sequence[Claim], ontology: Ontology) -> Iterator[Entity]:
    """Yield the entities, each with a class that the ontology declares if one is of its kind, in their order.

    Of several ("Company", "Regulator" and "Club" are all organizations) an entity gets the one that most of its claims
    ask for at its end, and that the names marked in the ontology's examples speak for: by their words, and by how
    many there are of each class. Nothing is guessed where neither says anything, and the class stays as it was read.
    """
    evidence: tuple[Mapping[str, Counter[str]], _Names] | None = None
    for entity in entities:
        options = ontology.own_classes(entity.type)
        if len(options) > 1:
            asked, shown = evidence = evidence or (_asked_for(claims, ontology), _Names.of(ontology))
            weights = {name: _OF_A_CLAIM * asked[entity.id][name] + shown.weight(name, entity) for name in options}
            best = max(options, key=lambda name: (weights[name], name))
            options = (best,) if len(set(weights.values())) > 1 else ()
        yield replace(entity, type=options[0]) if options else entity


def _asked_for(claims: Sequence[Claim], ontology: Ontology) -> Mapping[str, Counter[str]]:
    """Return for each entity in how many claims each class fits the end that it stands at."""
    asked: dict[str, Counter[str]] = defaultdict(Counter)
    for claim in claims:
        prop = ontology.properties.get(claim.predicate)
        if prop is not None:
            asked[claim.subject].update(prop.domain)
            if claim.object is not None:
                asked[claim.object].update(prop.range)
    return asked


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """How often each class is marked in the examples, and each word of names in each class."""

    n_of: Counter[str] = field(default_factory=Counter)
    words_of: Mapping[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    @staticmethod
    def of(ontology: Ontology) -> _Names:
        names = _Names()
        marked = {
            (entity.text, entity.type)
            for relation in ontology.relations.values()
            for example in relation.examples
            for entity in example.entities
            if entity.type is not None
        }
        for text, type_ in sorted(marked):
            names.n_of[type_] += 1
            names.words_of[type_].update(_words(text))
        return names

    def weight(self, name: str, entity: Entity) -> float:
        """Return the log-odds of a class by its share and by the words of an entity's names."""
        if not self.n_of:
            return 0.0
        all_ = sum(self.n_of.values())
        weight = log((self.n_of[name] + _UNSEEN) / all_)
        for word in sorted({word for text in (entity.name, *entity.aliases) for word in _words(text)}):
            seen = sum(words[word] for words in self.words_of.values())
            if seen:
                of_class = (self.words_of[name][word] + _UNSEEN) / (self.n_of[name] + 1)
                weight += log(of_class / ((seen + _UNSEEN) / all_))
        return weight


def _words(text: str) -> frozenset[str]:
    return frozenset(text.lower().split())
