"""Flags win over KG_ variables, and these over kg.toml; what kg.toml cannot mean is refused by name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.cli.options import SHARED
from kg.rdf import ntriples_line, statements
from kg.schema import load_ontology
from tests.conftest import Kg
from tests.unit import ask_fixture


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a working folder with a graph that is not where kg looks by itself."""
    (tmp_path / "news.nt").write_text("".join(map(ntriples_line, statements(ask_fixture.graph(), load_ontology()))))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _columns(text: str) -> int:
    return len(text.splitlines())


def test_a_flag_wins_over_a_variable_and_that_over_the_file(
    kg_command: Kg, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "kg.toml").write_text('[all]\ngraph = "news.nt"\n[ask]\nformat = "csv"\n')
    assert kg_command("ask", "planned").out.startswith("subject,")
    monkeypatch.setenv("KG_ASK_FORMAT", "tsv")
    assert kg_command("ask", "planned").out.startswith("?subject\t")
    assert json.loads(kg_command("ask", "planned", "-f", "json").out)["head"]["vars"][0] == "subject"
    monkeypatch.setenv("KG_GRAPH", "nowhere.nt")
    assert "nowhere.nt" in kg_command("ask", "planned").err
    assert kg_command("ask", "planned", "-g", "news.nt").code == 0


def test_an_empty_variable_is_none(kg_command: Kg, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_ASK_FORMAT", "")
    assert kg_command("ask", "planned", "-g", "news.nt").out.startswith("{")


def test_a_table_of_a_command_wins_over_that_of_all(kg_command: Kg, folder: Path) -> None:
    (folder / "kg.toml").write_text('[all]\ngraph = "nowhere.nt"\n[show]\ngraph = "news.nt"\n')
    assert kg_command("show", "NASA").code == 0
    assert "nowhere.nt" in kg_command("summary").err


def test_a_flag_is_a_truth_value_and_a_list_is_joined(kg_command: Kg, folder: Path) -> None:
    (folder / "kg.toml").write_text('[all]\ngraph = "news.nt"\nvoters = ["md"]\n[show]\njson = true\n')
    assert json.loads(kg_command("show", "NASA").out)["name"] == "NASA"
    assert "md" in kg_command("build", "--help").out


def test_another_file_can_be_named(kg_command: Kg, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "other.toml").write_text('[all]\ngraph = "news.nt"\n')
    assert kg_command("--config", "other.toml", "show", "NASA").code == 0
    monkeypatch.setenv("KG_CONFIG", "other.toml")
    assert kg_command("show", "NASA").code == 0
    monkeypatch.setenv("KG_CONFIG", "gone.toml")
    assert (kg_command("show", "NASA").code, "gone.toml" in kg_command("show", "NASA").err) == (2, True)


def test_a_sub_command_has_a_table_of_its_own(kg_command: Kg, folder: Path) -> None:
    (folder / "kg.toml").write_text('[ontology.check]\nformat = "csv"\n')
    assert kg_command("ontology", "check").out.startswith("severity,")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[shwo]\n", "did you mean 'show'"),
        ("[show]\nsentence = 1\n", "did you mean 'sentences'"),
        ("[all]\nsentences = 1\n", "no shared option 'sentences'"),
        ("[all]\ngrap = 1\n", "did you mean 'graph'"),
        ("[show]\nsentences = -1\n", "sentences cannot be '-1'"),
        ("[show]\nsentences = 'many'\n", "sentences cannot be 'many'"),
        ("[show]\njson = 'perhaps'\n", "json cannot be 'perhaps'"),
        ("sentences = 1\n", "stands in no table"),
        ("[show\n", "no TOML"),
    ],
)
def test_a_mistake_in_the_file_is_named(text: str, said: str, kg_command: Kg, folder: Path) -> None:
    (folder / "kg.toml").write_text(text)
    outcome = kg_command("show", "NASA", "-g", "news.nt")
    assert outcome.code == 2
    assert "kg.toml" in outcome.err
    assert said in outcome.err


def test_a_command_inside_a_group_needs_a_table(kg_command: Kg, folder: Path) -> None:
    (folder / "kg.toml").write_text("[ontology]\ncheck = 1\n")
    assert "[ontology.check]" in kg_command("ontology", "check").err


def test_a_wrong_variable_is_named(kg_command: Kg, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_SHOW_SENTENCES", "x")
    outcome = kg_command("show", "NASA", "-g", "news.nt")
    assert (outcome.code, outcome.err.startswith("kg: KG_SHOW_SENTENCES cannot be 'x'")) == (2, True)


def test_the_doctor_says_what_is_in_force(kg_command: Kg, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "kg.toml").write_text('[all]\ngraph = "news.nt"\n')
    monkeypatch.setenv("KG_SHOW_SENTENCES", "1")
    rows = {row["what"]: row["detail"] for row in json.loads(kg_command("doctor", "--json").out)}
    assert "kg.toml" in rows["configuration"]
    assert "KG_SHOW_SENTENCES" in rows["configuration"]


def test_shared_options_have_one_variable_each(kg_command: Kg) -> None:
    text = kg_command("build", "--help").out + kg_command("show", "--help").out
    assert all(f"KG_{name.upper()}" in text.replace("\n", "") for name in SHARED)
