"""The ledger depends on the set of statements only: not on order, shards or repetition."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.graph.assemble import assemble
from kg.model import STATUSES, Document, Entity, GraphRecords, Polarity, RelationMention, Source, Span
from kg.schema.load import load_ontology

ONTOLOGY = load_ontology()
TEXT = "Anna met Karl in Oslo. Anna met Karl."
ENTITIES = [
    Entity(id=id_, name=id_.title(), type=type_, chains=frozenset(f"{id_}-{d}" for d in range(4)), n_mentions=1)
    for id_, type_ in (("anna", "Person"), ("karl", "Person"), ("oslo", "Place"))
]
_times = st.one_of(st.none(), st.sampled_from(["2025", "2025-07", "2025-07-31", "2025-08-02", "2019"]))


@st.composite
def shards(draw: st.DrawFn) -> GraphRecords:
    """One document with some statements about three entities."""
    number = draw(st.integers(min_value=0, max_value=3))
    id_ = f"d{number}"
    published = (None, "2025-07-30", "2025-07-31", "2025-08-03")[number]
    source = Source(uri=f"https://{number // 2}.example/{number}", published_at=published)
    relations = []
    for _ in range(draw(st.integers(min_value=0, max_value=4))):
        predicate, object_ = draw(st.sampled_from([("meets", "karl"), ("visits", "oslo"), ("worksFor", "oslo")]))
        status, time = draw(st.sampled_from(STATUSES)), draw(_times)
        polarity: Polarity = "negative" if draw(st.integers(0, 2)) == 0 else "positive"
        start = draw(st.sampled_from([0, 23]))
        relations.append(
            RelationMention(
                id=f"{id_} {predicate} {status} {time} {polarity} {start}",
                document_id=id_, subject=f"anna-{number}", predicate=predicate, object=f"{object_}-{number}",
                subject_mention="s", object_mention="o", cue=Span(start=start, end=start + 3),
                sentence=Span(start=start, end=22 if start == 0 else 37), polarity=polarity, status=status, time=time,
                attributed_to=draw(st.sampled_from([None, f"karl-{number}"])) if start else None,
                extractor="cues@1", rule="{S} meets {O}.", score=0.9 if start else 0.75,
            )
        )  # fmt: skip
    document = Document(id=id_, name=id_, text=TEXT, source=source)
    # A speaker is part of the statement: two rows of one id would differ in nothing else.
    unique = {row.id: row for row in relations if row.attributed_to is None}
    return GraphRecords.of(documents=[document], relation_mentions=unique.values())


def ledger(shards: Sequence[GraphRecords]) -> GraphRecords:
    """Return the assembled graph of some shards."""
    return assemble(GraphRecords().merge(*shards).replace(entities=ENTITIES), ONTOLOGY)


slow = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_three = st.lists(shards(), min_size=3, max_size=3)


def _distinct(rows: Sequence[GraphRecords]) -> list[GraphRecords]:
    """Leave out shards of one document that differ: a document is read in one way."""
    return list({id_: row for row in rows for id_ in row.documents}.values())


@slow
@given(_three, st.randoms())
def test_merging_is_commutative_and_idempotent(rows: list[GraphRecords], random: object) -> None:
    rows = _distinct(rows)
    shuffled = sorted(rows, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert ledger(rows) == ledger(shuffled) == ledger([*rows, *shuffled])


@slow
@given(_three)
def test_merging_is_associative(rows: list[GraphRecords]) -> None:
    first, *others = _distinct(rows)
    rest = GraphRecords().merge(*others)
    stepwise = first
    for other in others:
        stepwise = stepwise.merge(other)
    assert ledger([first.merge(rest)]) == ledger([stepwise]) == ledger([first, *others])


@slow
@given(_three)
def test_each_statement_is_evidence_of_some_claim(rows: list[GraphRecords]) -> None:
    graph = ledger(_distinct(rows))
    used = {id_ for claim in graph.claims.values() for id_ in claim.evidence}
    assert used == set(graph.evidence)
    for claim in graph.claims.values():
        assert 1 <= claim.independent_source_count <= claim.source_count
