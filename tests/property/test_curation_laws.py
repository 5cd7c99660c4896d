"""Laws of people's decisions: they hold in every graph, in any order, and vanish with their rows."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import GraphRecords
from kg.resolve import Curation, CurationRow, canonicalise, divide
from kg.resolve.selector import Selector, name_key
from kg.schema.load import load_ontology
from tests.property.test_resolve_laws import DOCUMENTS, FORMS, build

ONTOLOGY = load_ontology()
NAMES = st.sampled_from(sorted({form for _, form in FORMS} | {"Houston [Place]", "Roscosmos [Product]", "Nobody"}))
ROWS = st.lists(
    st.one_of(
        st.builds(
            lambda kind, names: CurationRow(kind=kind, names=tuple(names)),
            st.sampled_from(["merge", "never-merge"]),
            st.lists(NAMES, min_size=2, max_size=3, unique=True),
        ),
        st.builds(
            lambda names, documents: CurationRow(kind="split", names=tuple(names), documents=tuple(documents)),
            st.lists(NAMES, min_size=1, max_size=2, unique=True),
            st.lists(st.sampled_from(["0", "1", "2"]), max_size=2, unique=True),
        ),
        st.builds(
            lambda name, to: CurationRow(kind="rename", names=(name,), to=to),
            NAMES,
            st.sampled_from(["New Name", "Smith"]),
        ),
        st.builds(
            lambda name, to: CurationRow(kind="retype", names=(name,), to=to),
            NAMES,
            st.sampled_from(["Person", "Place", "Ship"]),
        ),
        st.builds(lambda name: CurationRow(kind="name", names=(name,), to="Person"), NAMES),
        st.builds(lambda name: CurationRow(kind="no-name", names=(name,)), NAMES),
    ),
    max_size=4,
)


def graph_of(rows) -> GraphRecords:
    documents, mentions, chains = build(rows)
    return GraphRecords.of(documents=documents, mentions=mentions, chains=chains)


def replayed(graph: GraphRecords, curation: Curation) -> GraphRecords:
    return canonicalise(divide(graph, curation), ONTOLOGY, curation=curation)


def refused(graph: GraphRecords) -> set[str]:
    return {row.item for row in graph.rejected.values() if row.stage == "curation"}


def led_by(graph: GraphRecords, name: str) -> set[str]:
    """Return the entities in which a chain is called by the name alone."""
    selector = Selector.of(name)
    found = set()
    for entity in graph.entities.values():
        for chain in (graph.chains[id] for id in entity.chains):
            forms = {name_key(graph.mentions[i].text) for i in chain.mentions}
            if forms == {selector.key} and selector.type in (None, chain.type or "open"):
                found.add(entity.id)
    return found


@settings(max_examples=50, deadline=None)
@given(DOCUMENTS, ROWS, st.randoms(use_true_random=False))
def test_no_order_of_rows_or_records_changes_anything_and_twice_is_once(rows, decisions, random):
    graph = graph_of(rows)
    once = replayed(graph, Curation.of(decisions))
    parts = build(rows)
    for part in (*parts, decisions):
        random.shuffle(part)
    shuffled = GraphRecords.of(documents=parts[0], mentions=parts[1], chains=parts[2])
    assert replayed(shuffled, Curation.of(decisions)) == once
    assert replayed(once, Curation.of(decisions)) == once


@settings(max_examples=50, deadline=None)
@given(DOCUMENTS, ROWS)
def test_names_that_are_never_to_merge_are_in_no_one_entity(rows, decisions):
    curation = Curation.of([row for row in decisions if row.kind != "retype"])
    result = replayed(graph_of(rows), curation)
    for row in curation.of_kind("never-merge"):
        if str(row) not in refused(result):
            bearers = [led_by(result, name) for name in row.names]
            for position, one in enumerate(bearers):
                assert all(one.isdisjoint(other) for other in bearers[position + 1 :])


@settings(max_examples=50, deadline=None)
@given(DOCUMENTS, ROWS)
def test_names_that_are_to_merge_are_in_one_entity_or_the_row_is_reported(rows, decisions):
    curation = Curation.of([row for row in decisions if row.kind != "retype" and not row.documents])
    result = replayed(graph_of(rows), curation)
    for row in curation.of_kind("merge"):
        if str(row) not in refused(result):
            assert len(set().union(*(led_by(result, name) for name in row.names))) <= 1


@settings(max_examples=50, deadline=None)
@given(DOCUMENTS, ROWS)
def test_every_named_chain_stays_in_one_entity_whatever_is_decided(rows, decisions):
    graph = graph_of(rows)
    curation = Curation.of(decisions)
    divided = divide(graph, curation)
    result = replayed(graph, curation)
    placed = [chain for entity in result.entities.values() for chain in entity.chains]
    assert len(placed) == len(set(placed))
    assert {chain.id for chain in divided.chains.values() if chain.type} <= set(placed)
    assert {i for chain in divided.chains.values() for i in chain.mentions} == set(graph.mentions)


@settings(max_examples=30, deadline=None)
@given(DOCUMENTS, ROWS)
def test_without_its_rows_a_graph_is_as_it_was(rows, decisions):
    graph = graph_of(rows)
    curation = Curation.of([row for row in decisions if row.kind != "split"])  # which divides chains
    assert canonicalise(replayed(graph, curation), ONTOLOGY) == canonicalise(graph, ONTOLOGY)


@settings(max_examples=50, deadline=None)
@given(DOCUMENTS)
def test_a_name_is_one_that_a_document_writes_and_every_form_has_its_documents(rows):
    graph = graph_of(rows)
    for entity in canonicalise(graph, ONTOLOGY).entities.values():
        written = {
            (graph.mentions[i].text, graph.chains[id].document_id)
            for id in entity.chains
            for i in graph.chains[id].mentions
        }
        assert {document for _, document in entity.uses} == entity.document_ids
        assert entity.uses == written
        assert entity.name in {form for form, _ in written} | {form.removeprefix("Mr. ") for form, _ in written}
