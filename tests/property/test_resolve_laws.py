"""Laws of canonicalising: no order, no repetition and no block changes what is one entity."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import CoreferenceChain, Document, GraphRecords, Mention, Source, Span
from kg.resolve import NameInContext, NameWords, ResolveSettings, canonicalise, judge_pair
from kg.resolve.blocking import candidate_pairs, read_blocks
from kg.resolve.cluster import Clusters
from kg.resolve.decide import Decider
from kg.resolve.nodes import read_nodes
from kg.resolve.words import alias_key
from kg.schema.load import load_ontology

ONTOLOGY = load_ontology()
WORDS = NameWords.of(ONTOLOGY)
FORMS = tuple(
    (type_name, form)
    for type_name, forms in (
        ("Person", "Anna Zorn, Ana Zorn, Mr. Zorn, Zorn, Paul Zorn, Smith, John Smith, Jon Smith Jr., Houston"),
        ("Place", "Houston"),
        (
            "Organization",
            "Roscosmos, Riscosmos, ROSCOSMOS, Russian Space Agency Roscosmos, Acme, Acme Inc.",
        ),
        ("Organization", "Institute of Slow Songs, Supreme Court"),
        ("Product", "Roscosmos"),
        ("Spacecraft", "ISS, International Space Station, Dragon, Crew Dragon"),
        ("Mission", "Crew-10, Crew-11, CREW-11, SpaceX Crew-11"),
        ("Country", "US, United States"),
        (None, "Acme"),
    )
    for form in forms.split(", ")
)
DOCUMENTS = st.lists(
    st.lists(st.lists(st.sampled_from(FORMS), min_size=1, max_size=2), min_size=1, max_size=4), min_size=1, max_size=6
)


def build(rows):
    documents, mentions, chains = [], [], []
    for number, row in enumerate(rows):
        text = ". ".join(form for forms in row for _, form in forms)
        document = Document(id=f"d{number}", name=f"{number}", text=text, source=Source(uri=f"{number}"))
        documents.append(document)
        at = 0
        for forms in row:
            ids = []
            for _, form in forms:
                span = Span(start=at, end=at + len(form))
                at = span.end + 2
                ids.append(Mention.make_id(document_id=document.id, span=span, kind="name"))
                mentions.append(
                    Mention(
                        id=ids[-1], document_id=document.id, span=span, text=form, kind="name",
                        type=forms[0][0], score=1.0, annotator="test",
                    )
                )  # fmt: skip
            chains.append(
                CoreferenceChain(
                    id=CoreferenceChain.make_id(document_id=document.id, mention_ids=tuple(ids)),
                    document_id=document.id, mentions=tuple(ids), representative=ids[0], type=forms[0][0],
                )
            )  # fmt: skip
    return documents, mentions, chains


@settings(max_examples=60, deadline=None)
@given(DOCUMENTS, st.randoms(use_true_random=False))
def test_the_order_of_input_changes_nothing(rows, random):
    parts = build(rows)
    graph = GraphRecords.of(documents=parts[0], mentions=parts[1], chains=parts[2])
    for part in parts:
        random.shuffle(part)
    shuffled = GraphRecords.of(documents=parts[0], mentions=parts[1], chains=parts[2])
    assert canonicalise(graph, ONTOLOGY) == canonicalise(shuffled, ONTOLOGY)


@settings(max_examples=40, deadline=None)
@given(DOCUMENTS)
def test_doing_it_twice_changes_nothing(rows):
    documents, mentions, chains = build(rows)
    once = canonicalise(GraphRecords.of(documents=documents, mentions=mentions, chains=chains), ONTOLOGY)
    assert canonicalise(once, ONTOLOGY) == once


@settings(max_examples=60, deadline=None)
@given(DOCUMENTS)
def test_clusters_are_the_components_of_the_accepted_judgements(rows):
    documents, mentions, chains = build(rows)
    graph = GraphRecords.of(documents=documents, mentions=mentions, chains=chains)
    result = canonicalise(graph, ONTOLOGY)
    nodes = {node.label: node for node in read_nodes(graph, ONTOLOGY, WORDS, ResolveSettings())}
    drawn = nx.Graph()
    drawn.add_nodes_from(nodes)
    drawn.add_edges_from((j.left, j.right) for j in result.judgements.values() if j.verdict == "same")
    components = {
        frozenset(chain for label in component for chain in nodes[label].chains)
        for component in nx.connected_components(drawn)
        if any(nodes[label].name.type for label in component)
    }
    assert components == {entity.chains for entity in result.entities.values()}


@settings(max_examples=60, deadline=None)
@given(DOCUMENTS)
def test_every_typed_chain_is_in_one_entity_and_every_id_is_its_own(rows):
    documents, mentions, chains = build(rows)
    result = canonicalise(GraphRecords.of(documents=documents, mentions=mentions, chains=chains), ONTOLOGY)
    placed = [chain for entity in result.entities.values() for chain in entity.chains]
    assert len(placed) == len(set(placed))
    assert {chain.id for chain in chains if chain.type} <= set(placed)


@settings(max_examples=60, deadline=None)
@given(DOCUMENTS, st.integers(min_value=2, max_value=60))
def test_blocking_never_loses_an_exact_alias(rows, max_block):
    documents, mentions, chains = build(rows)
    graph = GraphRecords.of(documents=documents, mentions=mentions, chains=chains)
    chosen = ResolveSettings(max_block=max_block)
    nodes = read_nodes(graph, ONTOLOGY, WORDS, chosen)
    linked = nx.Graph(list(candidate_pairs(nodes, WORDS, chosen)[0]))
    linked.add_nodes_from(range(len(nodes)))
    for left, right in combinations(range(len(nodes)), 2):
        if alias_key(nodes[left].name.name) == alias_key(nodes[right].name.name):
            assert nx.has_path(linked, left, right)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20))
def test_clusters_without_vetoes_are_connected_components(pairs):
    clusters = Clusters(range(10))
    drawn = nx.Graph(pairs)
    drawn.add_nodes_from(range(10))
    for left, right in pairs:
        assert clusters.join(left, right) is None
    assert {frozenset(group) for group in clusters.groups()} == set(map(frozenset, nx.connected_components(drawn)))


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20),
    st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=5),
)
def test_no_cluster_holds_a_pair_that_excludes_one_another(pairs, vetoes):
    clusters = Clusters(range(10), forbids=lambda x, y: (x, y) in vetoes or (y, x) in vetoes)
    for pair in pairs:
        clusters.join(*pair)
    for group in clusters.groups():
        assert not any((x, y) in vetoes or (y, x) in vetoes for x, y in combinations(group, 2))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=60))
def test_any_text_is_judged_and_the_order_of_sides_does_not_matter(left, right, context):
    one, two = NameInContext(name=left, context=context), NameInContext(name=right)
    there = judge_pair(one, two, words=WORDS)
    assert there == judge_pair(two, one, words=WORDS)
    assert 0.0 <= there.score <= 1.0


@settings(max_examples=60, deadline=None)
@given(DOCUMENTS)
def test_no_chain_of_merges_brings_two_vetoed_records_together(rows):
    documents, mentions, chains = build(rows)
    graph = GraphRecords.of(documents=documents, mentions=mentions, chains=chains)
    result = canonicalise(graph, ONTOLOGY)
    nodes = read_nodes(graph, ONTOLOGY, WORDS, ResolveSettings())
    decider = Decider(nodes, WORDS, ResolveSettings())
    entity_of = {chain: entity.id for entity in result.entities.values() for chain in entity.chains}
    for left, right in combinations(range(len(nodes)), 2):
        homes = {entity_of.get(nodes[left].chains[0]), entity_of.get(nodes[right].chains[0])}
        assert len(homes) == 2 or None in homes or not decider.forbids(left, right)


@settings(max_examples=60, deadline=None)
@given(DOCUMENTS, st.integers(min_value=2, max_value=5))
def test_a_large_block_is_reported_and_loses_nothing_that_could_merge(rows, max_block):
    documents, mentions, chains = build(rows)
    graph = GraphRecords.of(documents=documents, mentions=mentions, chains=chains)
    large, small = ResolveSettings(), ResolveSettings(max_block=max_block)
    nodes = read_nodes(graph, ONTOLOGY, WORDS, large)
    decider = Decider(nodes, WORDS, large)
    kept = nx.Graph(list(candidate_pairs(nodes, WORDS, small)[0]))
    kept.add_nodes_from(range(len(nodes)))
    for left, right in candidate_pairs(nodes, WORDS, large)[0]:
        assert nx.has_path(kept, left, right) or decider.forbids(left, right)
    counted = [block for block in read_blocks(nodes, WORDS, small) if len(block.members) > max_block]
    reported = {row.item for row in candidate_pairs(nodes, WORDS, small)[1]}
    assert {block.key for block in counted if not block.key.startswith("acronym ")} <= reported
