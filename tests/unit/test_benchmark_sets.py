"""The readers and tables by which public sets are measured."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from kg.evaluate.closure import read_rule
from kg.schema import load_ontology
from tests.benchmark.dwie_relations import read_table
from tests.benchmark.dwie_set import as_text, read_dwie
from tests.benchmark.knowledgenet import TABLE, read_passages
from tests.benchmark.mapping import read_rows


def test_tokens_become_text_in_which_each_keeps_its_place() -> None:
    sentences = [
        ["Talks", "on"],
        ['"', "No", ",", '"', "said", "Orr", "'s", "aide", "(", "28-year", "-", "old", ")", ".."],
    ]
    text, spans = as_text(sentences)
    assert text == 'Talks on\n\n"No," said Orr\'s aide (28-year-old).\n\n'
    words = [[span.of(text) for span in row] for row in spans]
    assert words == [["Talks", "on"], [*sentences[1][:-1], "."]]


def test_an_entity_of_dwie_gets_the_class_of_its_first_known_tag(tmp_path: Path) -> None:
    mention = {"sent": 0, "start": 0, "end": 1, "text": "German"}
    row = {
        "id": "D1",
        "sents": [["German", "Bonn"]],
        "entities": [
            {"mentions": [mention], "tags": ["type::other", "type::gpe0-x"]},
            {"mentions": [mention | {"start": 1, "end": 2}], "tags": ["type::location", "type::gpe2"]},
            {"mentions": [mention], "tags": ["type::role"]},
        ],
        "relations": [{"h": 1, "r": "in0-x", "t": 0}],
    }
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    (document,) = read_dwie(path, read_table())
    assert [(e.type, e.adjective) for e in document.entities] == [("Country", True), ("Place", False), (None, False)]
    assert document.relations == {(1, "in0-x", 0)}


def test_a_row_without_ends_says_only_what_was_annotated(tmp_path: Path) -> None:
    rows = [
        {
            "text": "Ann Roth lives in Oslo.",
            "h": [0, 8],
            "t": [18, 22],
            "rel": "PLACE_OF_RESIDENCE",
            "doc": 1,
            "fold": 4,
        },
        {"text": "Ann Roth lives in Oslo.", "h": [-9, -9], "t": [-9, -9], "rel": "CEO", "doc": 1, "fold": 4},
        {"text": "She sings.", "h": [-9, -9], "t": [-9, -9], "rel": "SPOUSE", "doc": 1, "fold": 4},
        {"text": "She sings.", "h": [0, 3], "t": [0, 3], "rel": "SPOUSE", "doc": 2, "fold": 1},
    ]
    path = tmp_path / "set.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    first, second = read_passages(path, 4)
    assert len(first.facts) == 1
    assert first.annotated == {"PLACE_OF_RESIDENCE", "CEO"}
    assert first.of_document == second.of_document == {"PLACE_OF_RESIDENCE", "CEO", "SPOUSE"}
    assert second.facts == ()


def test_the_tables_speak_of_relations_classes_and_rules_that_exist() -> None:
    ontology = load_ontology()
    for table in (read_table(), tomllib.loads(TABLE.read_text(encoding="utf-8"))):
        rules = [read_rule(text) for text in table["follows"]["rules"]]
        reached = {rule.head.relation for rule in rules}
        for row in read_rows(table):
            assert row.predicate in ontology.properties, row
            assert set(row.types) <= {"*", *ontology.classes}, row
            reached |= {name.removeprefix("<") for name in row.theirs}
        assert set(table["measured"]) <= reached
