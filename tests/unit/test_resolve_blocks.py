"""Blocks: which names meet at all, what is counted before they do, and what a table of known things adds."""

from __future__ import annotations

from itertools import combinations

from kg.resolve import canonicalise
from kg.resolve.blocking import candidate_pairs, read_blocks
from kg.resolve.decide import Decider
from kg.resolve.link import LinkRow
from kg.resolve.nodes import read_nodes
from kg.resolve.settings import ResolveSettings
from kg.resolve.words import NameWords
from kg.schema.load import load_ontology
from tests.unit.test_resolve_corpus import build, chain

ONTOLOGY = load_ontology()
WORDS, SETTINGS = NameWords.of(ONTOLOGY), ResolveSettings()


def people(*names):
    return build(*((f"{name} came.", chain("Person", name)) for name in names))


def nodes_of(graph):
    return read_nodes(graph, ONTOLOGY, WORDS, SETTINGS)


def met(*names):
    nodes = nodes_of(people(*names))
    return {
        tuple(sorted((nodes[left].name.name, nodes[right].name.name)))
        for left, right in candidate_pairs(nodes, WORDS, SETTINGS)[0]
    }


def test_given_names_that_a_veto_would_part_do_not_meet():
    assert met("Daniel Ostrander", "Dennis Ostrander", "Dora Ostrander") == set()


def test_an_initial_meets_every_given_name_that_begins_so_and_another_initial():
    assert met("D. Ostrander", "Daniel Ostrander", "Dora Ostrander", "Erik Ostrander") == {
        ("D. Ostrander", "Daniel Ostrander"),
        ("D. Ostrander", "Dora Ostrander"),
    }
    assert met("D. Ostrander", "D. J. Ostrander") == {("D. J. Ostrander", "D. Ostrander")}


def test_variants_sounds_and_names_written_in_two_words_meet():
    assert met("Dmitry Ostrander", "Dmitri Ostrander")
    assert met("William Ostrander", "Bill Ostrander")
    assert met("Abdelaziz Bouteflika", "Abdul Aziz Bouteflika")


def test_no_pair_that_could_be_one_is_lost_among_people_of_one_surname():
    given = ("Daniel", "Dan", "D.", "Dora", "Danilo", "Dmitry", "Dmitri", "D. J.", "Jean-Paul", "Jean Paul", "J.")
    nodes = nodes_of(people(*(f"{name} Ostrander" for name in given)))
    decider = Decider(nodes, WORDS, SETTINGS)
    pairs = set(candidate_pairs(nodes, WORDS, SETTINGS)[0])
    assert {pair for pair in combinations(range(len(nodes)), 2) if not decider.forbids(*pair)} <= pairs


def test_blocks_are_counted_without_their_pairs_being_made():
    nodes = nodes_of(people("D. Ostrander", "Daniel Ostrander", "Dora Ostrander"))
    (block,) = [block for block in read_blocks(nodes, WORDS, SETTINGS) if block.key == "surname ostrander initial d"]
    assert (len(block.members), block.n_pairs) == (3, 2)


def test_a_large_block_is_reported_with_its_pairs_and_compared_whole():
    names = [f"D. {letter}. Ostrander" for letter in "ABCDEFG"]
    nodes = nodes_of(people(*names))
    pairs, large = candidate_pairs(nodes, WORDS, ResolveSettings(max_block=5))
    assert len(pairs) == 21
    assert "7 names share this key: 21 pairs" in {row.item: row.detail for row in large}["surname ostrander initial d"]


# -- a table of known things ----------------------------------------------------------------------

TABLE = [
    LinkRow(id="Q1", label="Zorvan Institute", aliases=("Brask House",), type="Organization"),
    LinkRow(id="Q2", label="Kelm Bureau", type="Organization"),
]


def organizations(*names):
    return build(*((f"{name} said so.", chain("Organization", name)) for name in names))


def entities(graph, table):
    made = canonicalise(graph, ONTOLOGY, table=table)
    return sorted(len(entity.chains) for entity in made.entities.values()), made


def test_two_names_with_one_identifier_meet_and_are_one():
    graph = organizations("Zorvan Institute", "Brask House")
    assert entities(graph, [])[0] == [1, 1]
    sizes, made = entities(graph, TABLE)
    assert sizes == [2]
    (judgement,) = made.judgements.values()
    assert ("one identifier", "http://www.wikidata.org/entity/Q1", SETTINGS.canonical_equal) in judgement.features


def test_names_with_two_identifiers_are_two_though_their_letters_are_near():
    rows = [LinkRow(id="Q1", label="Kelmar Bureau", type="Organization"), *TABLE[1:]]
    table = [*rows, LinkRow(id="Q3", label="Kelmer Bureau", type="Organization")]
    assert entities(organizations("Kelmar Bureau", "Kelmer Bureau"), table)[0] == [1, 1]


def test_a_name_that_two_rows_bear_or_a_row_of_another_class_gives_no_identifier():
    graph = organizations("Zorvan Institute", "Brask House")
    twice = [*TABLE, LinkRow(id="Q9", label="Brask House", type="Organization")]
    assert entities(graph, twice)[0] == [1, 1]
    places = [LinkRow(id="Q1", label="Zorvan Institute", aliases=("Brask House",), type="Place")]
    assert entities(graph, places)[0] == [1, 1]
