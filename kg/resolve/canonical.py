"""Make an entity of a cluster: its name by spelling vote, its class by corpus-wide vote, its id."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.model import CoreferenceChain, Entity, content_id, slug
from kg.resolve.label import choose_name, quiet_forms
from kg.resolve.nodes import NameNode
from kg.resolve.settings import ResolveSettings
from kg.resolve.words import NameWords
from kg.schema.ontology import Ontology


def vote_type(chains: Iterable[CoreferenceChain], class_order: Sequence[str]) -> str | None:
    """Return the class with the most weight over the chains; ties go to the ontology's order; None: no vote.

    A chain without votes gives its own class the weight 1.
    """
    weights: dict[str, float] = defaultdict(float)
    for chain in sorted(chains, key=lambda c: c.id):
        for name, weight in chain.type_votes or (((chain.type, 1.0),) if chain.type else ()):
            weights[name] += weight
    order = {name: position for position, name in enumerate(class_order)}
    return min(weights, key=lambda n: (-round(weights[n], 9), order.get(n, len(order)), n)) if weights else None


def make_entity(
    nodes: Sequence[NameNode],
    chains: Mapping[str, CoreferenceChain],
    ontology: Ontology,
    lists: NameWords,
    settings: ResolveSettings,
    vocabulary: Mapping[str, int] | None = None,
    sources: Mapping[str, str] | None = None,
) -> Entity | None:
    """Return the entity of a cluster, its id still the plain slug; None where no class is known.

    ``n_mentions`` counts name mentions: 0 where only a country's demonyms stand. ``vocabulary`` counts the
    names of the corpus that a word stands in. ``sources`` gives the source of a document, whose articles and reprints
    have one vote together on the name; a document without one votes by itself.
    """
    members = sorted(chain for node in nodes for chain in node.chains)
    type_name = vote_type((chains[i] for i in members), tuple(ontology.classes))
    if type_name is None:
        return None
    uses: Counter[tuple[str, str]] = Counter()
    canonicals: Counter[str] = Counter()
    for node in nodes:
        uses.update(node.uses)
        if node.name.canonical:
            canonicals[node.name.canonical] += len(node.chains)
    canonical = min(canonicals, key=lambda c: (-canonicals[c], c)) if canonicals else None
    votes: Counter[tuple[str, str]] = Counter()
    forms = quiet_forms({form for form, _ in uses}, is_person=type_name == settings.person_class)
    for (form, document), count in uses.items():
        if form not in forms:
            continue
        votes[form, (sources or {}).get(document, document)] += count
    name = choose_name(
        votes,
        canonical=canonical,
        is_person=type_name == settings.person_class,
        is_country=type_name == settings.country_class,
        lists=lists,
        vocabulary=vocabulary,
    )
    return Entity(
        id=slug(name),
        name=name,
        type=type_name,
        aliases=forms.union(_search_names(canonicals, name)),
        uses=frozenset(uses),
        chains=frozenset(members),
        document_ids=frozenset(document for node in nodes for document in node.documents),
        n_mentions=sum(uses.values()),
    )


def _search_names(canonicals: Iterable[str], name: str) -> Iterator[str]:
    """Yield what a gazetteer calls the entity, so that it is found by its public name, too.

    A body that is only said in other words ("Belgium government") gives no alias, since nobody writes it so.
    """
    return (canonical for canonical in sorted(canonicals) if canonical == name or not canonical.split()[-1].islower())


def number_ids(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Give every entity its own id: of those with one slug the most mentioned keeps it.

    The others get their class behind it and, where that is taken too, a short hash of their chains.
    Sorted by id; the same for any order of the entities.
    """
    taken: set[str] = set()
    named: list[Entity] = []
    everyone = sorted(entities, key=lambda e: (e.id, -e.n_mentions, e.type, tuple(sorted(e.chains))))
    plain = {entity.id for entity in everyone}
    for entity in everyone:
        choices = (
            entity.id,
            f"{entity.id}-{slug(entity.type)}",
            f"{entity.id}-{content_id(*sorted(entity.chains))[:8]}",
        )
        chosen = next(c for c in choices if c not in taken and (c == entity.id or c not in plain))
        taken.add(chosen)
        named.append(replace(entity, id=chosen))
    return tuple(sorted(named, key=lambda e: e.id))
