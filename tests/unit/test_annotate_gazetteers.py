"""The shipped lists of public names, and how they are looked up."""

import csv
from pathlib import Path

import pytest

from kg.annotate.gazetteer import Entry, Gazetteer, read_entries
from kg.errors import OntologyError
from kg.schema.load import load_ontology, ontology_directory

_FOLDER = ontology_directory() / "gazetteers"


def _entry(name: str, type_: str = "Place", *, ambiguous: bool = False) -> Entry:
    return Entry(name=name, type=type_, canonical=name, kind="name", country=None, ambiguous=ambiguous)


def test_every_row_has_a_known_class_a_canonical_name_and_a_source() -> None:
    classes = load_ontology().classes
    for path in sorted(_FOLDER.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                assert row["type"] in classes, row
                assert row["kind"] in {"name", "demonym"}, row
                assert row["canonical"], row
                assert row["source"], row


def test_no_row_is_doubled() -> None:
    rows = [(e.name, e.type, e.kind, e.canonical) for e in read_entries(_FOLDER)]
    assert len(rows) == len(set(rows))


def test_a_sovereign_state_has_its_usual_names_and_demonyms() -> None:
    names = {e.name: e for e in read_entries(_FOLDER) if e.canonical == "United States"}
    assert {"US", "U.S.", "USA", "America", "American", "Americans"} <= set(names)
    assert names["American"].kind == "demonym"
    assert {"UK", "Britain", "British"} <= {e.name for e in read_entries(_FOLDER) if e.canonical == "United Kingdom"}


def test_names_that_often_mean_something_else_are_marked() -> None:
    marked = {e.name for e in read_entries(_FOLDER) if e.ambiguous}
    assert {"Georgia", "Jordan", "Turkey", "Chad", "Washington", "Apple", "Amazon", "Target"} <= marked


def test_the_longest_name_wins() -> None:
    gazetteer = Gazetteer([_entry("New York"), _entry("New York Times", "Organization")], str.split)
    found = gazetteer.find(["the", "New", "York", "Times", "of", "New", "York"])
    assert [(m.start, m.end, m.entries[0].type) for m in found] == [(1, 4, "Organization"), (5, 7, "Place")]


def test_only_whole_tokens_match_and_case_counts() -> None:
    gazetteer = Gazetteer([_entry("Cairo"), _entry("AND", "Country")], str.split)
    assert gazetteer.find(["Cairos", "cairo", "and"]) == []


def test_a_dateline_in_capitals_matches() -> None:
    gazetteer = Gazetteer([_entry("Cairo"), _entry("San Jose")], str.split)
    assert [(m.start, m.end) for m in gazetteer.find(["CAIRO", "--", "SAN", "JOSE"])] == [(0, 1), (2, 4)]


def test_three_capitals_are_an_acronym_and_not_a_town() -> None:
    gazetteer = Gazetteer([_entry("Gao"), _entry("Los Angeles"), _entry("Rio")], str.split)
    assert gazetteer.find(["GAO", "said"]) == []
    assert [(m.start, m.end) for m in gazetteer.find(["Gao", "RIO", "LOS", "ANGELES"])] == [(0, 1), (2, 4)]


def test_a_file_without_a_column_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("name,type\nParis,Place\n", encoding="utf-8")
    with pytest.raises(OntologyError, match="lacks the column"):
        list(read_entries(tmp_path))


def test_a_row_without_a_source_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(
        "name,type,canonical,kind,country,ambiguous,source\nParis,Place,Paris,name,,,\n", encoding="utf-8"
    )
    with pytest.raises(OntologyError, match="line 2"):
        list(read_entries(tmp_path))
