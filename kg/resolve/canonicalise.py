"""The corpus stage: fill a graph's judgements and entities from its chains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.model import CoreferenceChain, Entity, GraphRecords, Judgement, Rejected
from kg.resolve.blocking import STAGE, IndexPair, candidate_pairs
from kg.resolve.canonical import make_entity, number_ids
from kg.resolve.curation import Curation
from kg.resolve.decide import Decider, decide
from kg.resolve.divide import apart
from kg.resolve.link import LinkRow, NameTable
from kg.resolve.nodes import NameNode, identified, read_nodes
from kg.resolve.refusals import STAGE as CURATION
from kg.resolve.rulings import Rulings, retyped, rule, with_rulings, with_types
from kg.resolve.settings import ResolveSettings
from kg.resolve.splits import idle_splits, unlisted
from kg.resolve.words import NameWords
from kg.schema.ontology import Ontology


def canonicalise(
    graph: GraphRecords,
    ontology: Ontology,
    *,
    settings: ResolveSettings | None = None,
    curation: Curation | None = None,
    table: Iterable[LinkRow] = (),
    sources: Mapping[str, str] | None = None,
    given: GivenClasses | None = None,
) -> GraphRecords:
    """Return the graph with ``judgements`` and ``entities`` made from its chains, and what was left out.

    Chains that are not reported, or have no name (nor, for a country, a demonym that a gazetteer knows),
    give no entity. The result depends on the set of chains and of decisions alone: not on their order, and not on
    judgements or entities that the graph held before, so doing it twice changes nothing. An entity
    whose ``n_mentions`` is 0 is a country of which only demonyms stand. ``curation`` are the decisions of
    people, for a graph that `divide` has prepared; what of them cannot be done is rejected with the reason.
    Names to which the rows of ``table`` give one identifier are compared and, as nothing forbids it, one; with two they
    differ. ``sources`` gives the source of each document: reprints and articles of one newsroom have one vote together
    on what an entity is called. ``given`` are what `given_classes` returned for this graph, where a caller has it.
    """
    chosen, decisions = settings or ResolveSettings(), curation or Curation()
    lists, known = NameWords.of(ontology), NameTable(table)
    if given is None:
        given = given_classes(graph, ontology, settings=settings, curation=curation, table=table)
    read = graph.replace(chains=with_types(graph.chains, given.types).values()) if given.types else graph
    former = {id: graph.chains[id].type for id in given.types if id in graph.chains}
    found = _clustered(read, ontology, lists, chosen, decisions, given.types, known, former)
    left_out: list[Rejected] = [*given.rejected, *found.rejected]
    nodes, groups, rulings, judgements = found.nodes, found.groups, found.rulings, found.judgements
    vocabulary = Counter(token for node in nodes for token in set(node.parts.tokens))
    entities: dict[int, Entity] = {}
    for number, group in enumerate(groups):
        members = [nodes[index] for index in group]
        entity = make_entity(members, found.chains, ontology, lists, chosen, vocabulary, sources)
        if entity is None:
            left_out.extend(
                Rejected(stage=STAGE, item=node.name.name, reason="no class", detail=node.label) for node in members
            )
        else:
            entities[number] = entity
    if rulings is not None:
        entities, unnamed = with_rulings(entities, groups, rulings)
        left_out.extend(idle_splits(rulings.split_nodes, nodes, judgements))
        judgements = (*judgements, *rulings.judgements(nodes, found.pairs))
        left_out.extend((*rulings.rejected, *unnamed))
    others = [row for row in graph.rejected.values() if row.stage not in (STAGE, CURATION)]
    return graph.replace(judgements=judgements, entities=number_ids(entities.values()), rejected=[*others, *left_out])


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenClasses:
    """The class of each chain of the entities that a person gave one, and the rows that cannot be followed."""

    types: Mapping[str, str] = field(default_factory=dict)
    rejected: tuple[Rejected, ...] = ()


def given_classes(
    graph: GraphRecords,
    ontology: Ontology,
    *,
    settings: ResolveSettings | None = None,
    curation: Curation | None = None,
    table: Iterable[LinkRow] = (),
) -> GivenClasses:
    """Return the classes that people gave to the entities of a graph; the arguments are those of `canonicalise`.

    A new class is one of a whole entity, so that the names are clustered once to know whose it is.
    """
    if curation is None or not curation.of_kind("retype"):
        return GivenClasses()
    lists, chosen = NameWords.of(ontology), settings or ResolveSettings()
    found = _clustered(graph, ontology, lists, chosen, curation, {}, NameTable(table))
    types, rejected = retyped(found.nodes, found.groups, curation, ontology.classes)
    return GivenClasses(types=types, rejected=rejected)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clustered:
    """The names of a corpus, clustered: ``groups`` are the entities as positions in ``nodes``."""

    chains: Mapping[str, CoreferenceChain]
    nodes: tuple[NameNode, ...]
    pairs: tuple[IndexPair, ...]
    groups: tuple[tuple[int, ...], ...]
    judgements: tuple[Judgement, ...]
    rulings: Rulings | None
    rejected: tuple[Rejected, ...]


def _clustered(
    graph: GraphRecords,
    ontology: Ontology,
    lists: NameWords,
    settings: ResolveSettings,
    curation: Curation,
    types: Mapping[str, str],
    known: NameTable,
    former: Mapping[str, str | None] | None = None,
) -> _Clustered:
    """Read, compare and cluster names; ``types`` are classes that a person gave chains in place of ``former``."""
    read = read_nodes(graph, ontology, lists, settings, apart(graph, curation))
    nodes = identified(unlisted(read, curation, former), known)
    pairs, rejected = candidate_pairs(nodes, lists, settings)
    rulings: Rulings | None = None
    if curation.rows:
        decider = Decider(nodes, lists, settings)
        rulings = rule(nodes, curation, types=types, differs=decider.differs, former=former)
    groups, judgements = decide(nodes, pairs, lists, settings, rulings)
    return _Clustered(
        chains=graph.chains,
        nodes=nodes,
        pairs=pairs,
        groups=groups,
        judgements=judgements,
        rulings=rulings,
        rejected=rejected,
    )
