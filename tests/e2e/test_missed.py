"""``kg missed``: on an ontology of one's own, as text and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Kg

TERMS = """
@prefix kg: <https://w3id.org/newskg/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<urn:own> a owl:Ontology .
kg:Person a owl:Class ; rdfs:label "person"@en .
kg:Place a owl:Class ; rdfs:label "place"@en .
kg:mentors a owl:ObjectProperty ; rdfs:label "mentors"@en ; rdfs:domain kg:Person ; rdfs:range kg:Person .
"""
CUES = """
property = "kg:mentors"
says = ["{S} mentors {O}.", "{S} is the mentor of {O}."]
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return the folder of an ontology with one relation."""
    folder = tmp_path / "own"
    (folder / "relations").mkdir(parents=True)
    (folder / "own.ttl").write_text(TERMS)
    (folder / "relations" / "mentors.toml").write_text(CUES)
    return folder


def test_a_relation_of_ones_own_is_looked_at_alone(kg_command: Kg, own: Path, tmp_path: Path) -> None:
    article = tmp_path / "story.txt"
    article.write_text("Boris Johnson is the mentor of Angela Merkel.\n\nAngela Merkel praised Emmanuel Macron.\n")
    arguments = ("missed", article, "--ontology", own, "--voters", "md")
    found = json.loads(kg_command(*arguments, "--format", "json").out)
    (use,) = found["cues"]
    assert (use["relation"], use["n_templates"], use["n_fired"]) == ("mentors", 2, 1)
    assert use["never_fired"] == ["{S} mentors {O}."]
    (row,) = found["sentences"]
    assert (row["left"], row["words"], row["right"]) == ("Angela Merkel", ["praise"], "Emmanuel Macron")
    assert (found["n_sentences_with_claim"], row["relations"]) == (1, ["mentors"])
    text = kg_command(*arguments, "-f", "text").out
    assert "1 with a claim, 1 without" in text
    assert "[praise]" in text
    assert json.loads(kg_command(*arguments, "--limit", "0", "--json").out)["sentences"] == []


def test_an_unknown_format_is_refused_before_anything_is_read(kg_command: Kg) -> None:
    outcome = kg_command("missed", "nowhere.txt", "--format", "xml")
    assert outcome.code == 2
    assert "choose text, json" in outcome.err
