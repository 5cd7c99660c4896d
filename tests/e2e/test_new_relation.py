"""A class, a relation and a file of plain English give new claims, with no change of Python."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import kg
from kg.schema import ontology_directory
from tests.conftest import ROOT, Kg

GUIDE = (ROOT / "docs" / "add-a-relation.md").read_text(encoding="utf-8")
ARTICLE = """Nordic Mutual Group insures Acme Corporation.

Acme Corporation plans to insure nothing else. Acme Corporation is not insured by Delta Bank.
"""


def _block(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)
    assert found is not None
    return found[1]


@pytest.fixture(scope="module")
def ontology(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the ontology with what the guide adds, and without the other relations, to be quick."""
    folder = tmp_path_factory.mktemp("own") / "ontology"
    shutil.copytree(ontology_directory(), folder)
    with (folder / "news.ttl").open("a", encoding="utf-8") as stream:
        stream.write("\n" + _block("turtle"))
    for path in (folder / "relations").glob("*.toml"):
        path.unlink()
    (folder / "relations" / "insures.toml").write_text(_block("toml"), encoding="utf-8")
    return folder


def test_the_relation_of_the_guide_is_sound_and_its_examples_pass(kg_command: Kg, ontology: Path) -> None:
    check = kg_command("ontology", "check", "--ontology", ontology)
    assert check.code == 0, check.out
    run = kg_command("ontology", "test", "insures", "--ontology", ontology)
    assert run.code == 0, run.out
    assert run.out == "3 of 3 examples pass\n"


def test_articles_give_claims_of_the_new_relation(ontology: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    graph = kg.build(tmp_path / "a.txt", settings=kg.BuildSettings(ontology=ontology))
    said = {(c.subject, c.predicate, c.object) for c in graph.claims.values() if c.polarity == "positive"}
    assert said == {("nordic-mutual-group", "insures", "acme-corporation")}
