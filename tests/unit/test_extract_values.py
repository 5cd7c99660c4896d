"""Dates and numbers of things: each saying reads its example, and nothing reads the counter-examples."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace

import pytest

from kg.annotate.times import find_times
from kg.errors import OntologyError
from kg.extract.lexicon import Lexicon
from kg.extract.values import ValueExtractor
from kg.model import RelationMention
from kg.schema import load_ontology, ontology_directory
from kg.schema.ontology import Example
from kg.schema.relations import read_marked
from kg.schema.values import read_sayings
from tests.unit.parsed import annotator

ONTOLOGY = load_ontology()


def _examples() -> Mapping[str, tuple[str, set[str]]]:
    """Return marked text to its property and the "thing value" lines that it gives."""
    found: dict[str, tuple[str, set[str]]] = {}
    for path in sorted((ontology_directory() / "values").glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for row in (*table["says"], *table["not"]):
            found[row["example"]] = table["property"], {row["gives"]} if "gives" in row else set()
    return found


EXAMPLES = _examples()
#: A thing and its value; a sum has a currency before it.
_LINE = re.compile(r"(.*?) ((?:[A-Z]{3} )?\S+)")


@pytest.fixture(scope="module")
def read() -> Mapping[str, set[tuple[str, str, str]]]:
    """Return what each example gives: property, thing and value."""
    extractor = ValueExtractor(ontology=ONTOLOGY, lexicon=Lexicon(ONTOLOGY.words))
    marked = {text: read_marked(text, path="values") for text in EXAMPLES}
    parses = annotator().parse(plain for plain, _ in marked.values())
    found = {}
    for (text, (plain, entities)), parse in zip(marked.items(), parses, strict=True):
        document = annotator().mark(Example(text=plain, entities=entities, claims=()), parse)
        document = replace(document, times=find_times(parse, None))
        names = {mention.id: mention.text for mention in document.mentions}
        found[text] = {
            (row.predicate, names[row.subject_mention], row.object)
            for row in extractor.extract(document)
            if isinstance(row, RelationMention)
        }
    return found


@pytest.mark.parametrize("text", EXAMPLES)
def test_a_saying_reads_its_example(text: str, read: Mapping[str, set[tuple[str, str, str]]]) -> None:
    property_name, lines = EXAMPLES[text]
    wanted = {(property_name.removeprefix("kg:"), *_LINE.fullmatch(line).groups()) for line in lines}
    assert read[text] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "verbs = 1",
        'property = "kg:heads"',
        'property = "kg:endDate"\n[[says]]\nverbs = ["end"]',
        'property = "kg:endDate"\n[[says]]\nverbs = "end"\nvalue = ["in"]',
        'property = "kg:endDate"\n[[says]]\nverbs = ["end"]\nvalue = ["in"]\nwhen = ["in"]',
    ],
)
def test_a_file_that_says_nothing_clear_is_refused(text: str) -> None:
    with pytest.raises(OntologyError) as raised:
        read_sayings({"values/x.toml": text}, frozenset(ONTOLOGY.values))
    assert "values/x.toml" in str(raised.value)


@pytest.mark.parametrize(
    ("published", "status"),
    [("2026-10-10", "planned"), ("2031-12-01", "occurred"), ("2031", "occurred"), (None, "occurred")],
)
def test_a_date_that_is_still_to_come_is_a_plan(published: str | None, status: str) -> None:
    text, entities = read_marked("[Harbour Fair|Event] begins on 3 November 2031.", path="values")
    (parse,) = annotator().parse([text])
    document = annotator().mark(Example(text=text, entities=entities, claims=()), parse)
    source = replace(document.document.source, published_at=published)
    document = replace(document, times=find_times(parse, None), document=replace(document.document, source=source))
    found = ValueExtractor(ontology=ONTOLOGY, lexicon=Lexicon(ONTOLOGY.words)).extract(document)
    assert [(row.object, row.status) for row in found if isinstance(row, RelationMention)] == [("2031-11-03", status)]


def _read(text: str) -> list[tuple[str, str, str | None]]:
    """Return the value, status and time of saying of each row that a sentence gives."""
    plain, entities = read_marked(text, path="values")
    (parse,) = annotator().parse([plain])
    document = replace(
        annotator().mark(Example(text=plain, entities=entities, claims=()), parse), times=find_times(parse, None)
    )
    found = ValueExtractor(ontology=ONTOLOGY, lexicon=Lexicon(ONTOLOGY.words)).extract(document)
    return sorted((row.object, row.status, row.time) for row in found if isinstance(row, RelationMention))


@pytest.mark.parametrize(
    "text",
    [
        "Both will keep operating the [Orbital Station|Spacecraft] at least through 2028, and possibly until 2030.",
        "The two sides will keep operating the [Orbital Station|Spacecraft] until 2028, perhaps even until 2030.",
    ],
)
def test_a_hedged_date_beside_another_is_possible_and_no_time_of_saying(text: str) -> None:
    assert _read(text) == [("2028", "planned", None), ("2030", "possible", None)]


def test_a_date_that_is_only_possible_is_no_plan() -> None:
    assert _read("NASA will retire the [Orbital Station|Spacecraft] possibly in 2031.") == [("2031", "possible", None)]


def test_another_date_in_the_sentence_is_no_possible_end() -> None:
    text = "NASA will run the [Orbital Station|Spacecraft] until 2028, and a new one may possibly follow in 2030."
    assert _read(text) == [("2028", "planned", None)]
