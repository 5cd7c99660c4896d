"""Each command on a built graph: what it prints, and with which exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.cli.commands import COMMANDS
from tests.conftest import SEEDS, Kg


@pytest.fixture
def ttl(seed_folder: Path) -> Path:
    return seed_folder / "graph.ttl"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_each_command_has_help(kg_command: Kg, name: str) -> None:
    outcome = kg_command(name, "--help")
    assert outcome.code == 0
    assert f"Usage: kg {name}" in outcome.out


def test_the_built_graph_conforms_to_the_shapes(kg_command: Kg, ttl: Path) -> None:
    outcome = kg_command("validate", "-g", ttl, "-f", "table")
    assert (outcome.code, outcome.out) == (0, "conforms\n")
    assert json.loads(kg_command("validate", "-g", ttl).out) == {"conforms": True, "violations": []}


@pytest.mark.parametrize("name", ["graph.gexf", "graph.graphml"])
def test_gephi_reads_the_built_drawings(kg_command: Kg, seed_folder: Path, name: str) -> None:
    assert kg_command("check", "--gephi", seed_folder / name).code == 0


def test_a_query_answers_in_each_format(kg_command: Kg, ttl: Path) -> None:
    text = "SELECT ?name WHERE { ?p a kg:Person ; skos:prefLabel ?name } ORDER BY ?name"
    rows = json.loads(kg_command("query", "-q", text, "-g", ttl).out)["results"]["bindings"]
    names = [row["name"]["value"] for row in rows]
    assert names
    assert kg_command("query", "-q", text, "-g", ttl, "-f", "csv").out.splitlines() == ["name", *names]
    assert kg_command("query", "-q", text, "-g", ttl, "-f", "tsv").out.startswith("?name\n")
    assert names[0] in kg_command("query", "-q", text, "-g", ttl, "-f", "table").out


def test_a_query_comes_from_a_file_or_from_stdin(kg_command: Kg, ttl: Path, tmp_path: Path) -> None:
    text = "ASK { ?c a kg:Claim }"
    (tmp_path / "claims.rq").write_text(text)
    assert kg_command("query", tmp_path / "claims.rq", "-g", ttl, "-f", "csv").out == "boolean\ntrue\n"
    assert kg_command("query", "-", "-g", ttl, "-f", "csv", stdin=text).out == "boolean\ntrue\n"


def test_the_shipped_queries_are_listed_and_each_one_runs(kg_command: Kg, ttl: Path) -> None:
    listed = json.loads(kg_command("query", "--list").out)
    assert len(listed) >= 15
    from kg.graph.query import ask
    from kg.graph.store import GraphStore

    store = GraphStore.open(ttl)
    for row in listed:
        ask(store, row["name"])


def test_asking_takes_any_name_of_an_entity(kg_command: Kg, ttl: Path) -> None:
    short = json.loads(kg_command("ask", "who-met", "Bakanov", "-g", ttl).out)
    full = json.loads(kg_command("ask", "who-met", "dmitry bakanov", "-g", ttl).out)
    assert short == full
    assert short["results"]["bindings"]


def test_a_card_shows_claims_with_their_sentences(kg_command: Kg, ttl: Path) -> None:
    outcome = kg_command("show", "Bakanov", "-g", ttl, "-f", "text")
    assert outcome.out.startswith("Dmitry Bakanov  (Person, dmitry-bakanov)")
    assert '    "' in outcome.out
    card = json.loads(kg_command("show", "Bakanov", "-g", ttl, "--json").out)
    assert all(claim["sentences"] for claim in card["claims"])


def test_a_path_says_how_two_are_connected(kg_command: Kg, ttl: Path) -> None:
    outcome = kg_command("path", "Bakanov", "Cape Canaveral", "-g", ttl, "-f", "text")
    assert outcome.out.startswith("Dmitry Bakanov - Sean Duffy - Cape Canaveral  (2 steps, confidence ")
    assert '    "' in outcome.out
    first = json.loads(kg_command("path", "Bakanov", "Cape Canaveral", "-g", ttl, "--json").out)[0]
    assert first["entity_ids"] == ["dmitry-bakanov", "sean-duffy", "cape-canaveral"]
    assert all(claim["sentences"] for step in first["steps"] for claim in step["claims"])
    rows = kg_command("path", "Bakanov", "Cape Canaveral", "-g", ttl, "--paths", "1", "--csv").out.splitlines()
    assert rows[0].startswith("path,step,subject,relation,object,status")
    assert len(rows) == 1 + len(first["steps"][0]["claims"]) + len(first["steps"][1]["claims"])


def test_no_path_is_said_and_bad_words_are_refused(kg_command: Kg, ttl: Path) -> None:
    outcome = kg_command("path", "Bakanov", "Cape Canaveral", "-g", ttl, "--max-length", "1", "-f", "text")
    assert (outcome.code, outcome.out) == (0, "")
    assert "no path of at most one step connects Dmitry Bakanov and Cape Canaveral" in outcome.err
    assert kg_command("path", "Bakanov", "xyzzy", "-g", ttl).code == 2
    outcome = kg_command("path", "Bakanov", "NASA", "-g", ttl, "--status", "sure")
    assert outcome.code == 2
    assert "choose of occurred" in outcome.err


def test_a_summary_of_one_entity_has_footnotes(kg_command: Kg, ttl: Path, tmp_path: Path) -> None:
    page = kg_command("summary", "Bakanov", "-g", ttl).out
    assert page.startswith("# Dmitry Bakanov\n")
    assert "It is planned that **Dmitry Bakanov** will visit" in page
    assert "[^1]: “" in page
    told = json.loads(kg_command("summary", "Bakanov", "-g", ttl, "--json").out)
    assert {note["number"] for note in told["footnotes"]} >= {1, 2}
    for by in ("community", "week"):
        target = tmp_path / f"{by}.html"
        assert kg_command("summary", "--by", by, "-g", ttl, "-o", target).code == 0
        assert "Content-Security-Policy" in target.read_text()
        assert kg_command("summary", "--by", by, "-g", ttl, "-f", "html").out == target.read_text()
    assert kg_command("summary", "xyzzy", "-g", ttl).code == 2


def test_a_page_of_somebody_else_is_not_overwritten(kg_command: Kg, ttl: Path, tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    target.write_text("<p>mine</p>")
    for arguments in (("summary", "Bakanov"), ("stats",)):
        assert kg_command(*arguments, "-g", ttl, "-o", target).code == 1
        assert target.read_text() == "<p>mine</p>"
    assert kg_command("stats", "-g", ttl, "-o", target, "--force").code == 0
    assert kg_command("summary", "-g", ttl, "-o", target).code == 0  # its own it replaces
    assert kg_command("stats", "-g", ttl, "-o", tmp_path / "page.pdf").code == 2


def test_what_changed_is_told_and_patched(kg_command: Kg, ttl: Path, tmp_path: Path) -> None:
    outcome = kg_command("diff", ttl, ttl)
    assert (outcome.code, outcome.out) == (0, "# What changed\n\nNothing changed.\n")
    assert "nothing changed" in outcome.err
    assert kg_command("diff", ttl, ttl, "-f", "rdf-patch").out == "TX .\nTC .\n"
    empty = tmp_path / "empty.ttl"
    empty.write_text("")
    assert "## New articles" in kg_command("diff", empty, ttl).out
    patch = kg_command("diff", empty, ttl, "-f", "rdf-patch").out.splitlines()
    assert (patch[0], patch[-1]) == ("TX .", "TC .")
    assert all(line.startswith(("A <", "D <")) and line.endswith(" .") for line in patch[1:-1])
    assert kg_command("diff", ttl, tmp_path / "nothing.ttl").code == 2


def test_figures_are_rows_pages_and_pictures(kg_command: Kg, ttl: Path, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="the extra 'plots' is not installed")
    assert kg_command("stats", "-g", ttl, "--csv").out.startswith("figure,key,about,value\nn_documents,,,5\n")
    assert kg_command("stats", "-g", ttl, "-f", "html").out.startswith("<!DOCTYPE html>")
    outcome = kg_command("stats", "-g", ttl, "--plots", tmp_path / "plots")
    assert (outcome.code, outcome.out) == (0, "")
    assert {"types.png", "relations.png", "brokers.png"} <= {p.name for p in (tmp_path / "plots").iterdir()}
    assert kg_command("stats", "-g", ttl, "--plots", tmp_path / "plots").code == 0


def test_figures_are_text_or_json(kg_command: Kg, ttl: Path) -> None:
    figures = json.loads(kg_command("stats", "-g", ttl).out)
    assert figures["n_documents"] == 5
    assert figures == json.loads(kg_command("stats", "-g", ttl, "--json").out)
    assert "PageRank" in kg_command("stats", "-g", ttl, "--text").out


def test_the_summary_is_a_page_of_markdown(kg_command: Kg, ttl: Path) -> None:
    assert kg_command("summary", "-g", ttl).out.startswith("# What the articles say\n")


def test_why_gives_the_claims_of_two_things_with_their_sentences(kg_command: Kg, ttl: Path) -> None:
    both = kg_command("why", "Bakanov", "Duffy", "-g", ttl).out
    assert "different" in both
    assert both.index("Claimed of the two:") < both.index("Dmitry Bakanov meets ...\n  Sean Duffy")
    one = kg_command("why", "Bakanov", "heads", "Roscosmos", "-g", ttl)
    assert one.out.startswith("Dmitry Bakanov heads ...\n  Roscosmos")
    assert "probability" not in one.out
    assert "Director General Dmitry Bakanov" in one.out
    value = kg_command("why", "ISS", "2030", "-g", ttl)
    assert value.code == 0
    assert value.out.startswith("International Space Station ends in ...\n  2030")
    assert kg_command("why", "Bakanov", "heads", "NASA", "-g", ttl).out == "No sentence says so: Bakanov heads NASA.\n"
    unknown = kg_command("why", "Bakanov", "bakes", "NASA", "-g", ttl)
    assert unknown.code == 2
    assert "no property is called 'bakes'" in unknown.err


def test_why_gives_the_reasons_of_the_build(kg_command: Kg, ttl: Path, tmp_path: Path) -> None:
    assert "different" in kg_command("why", "Bakanov", "Peskov", "-g", ttl).out
    assert "one entity" in kg_command("why", "Bakanov", "Dmitri Bakanov", "-g", ttl).out
    assert "Claimed of" not in kg_command("why", "Bakanov", "Peskov", "-g", ttl).out
    alone = tmp_path / "graph.ttl"
    alone.write_bytes(ttl.read_bytes())
    outcome = kg_command("why", "Bakanov", "Peskov", "-g", alone)
    assert outcome.code == 2
    assert "judgements.jsonl" in outcome.err


def test_exports_come_back_as_the_same_graph(kg_command: Kg, ttl: Path, tmp_path: Path) -> None:
    import kg

    for name in ("graph.nq", "graph.trig", "graph.jsonld"):
        assert kg_command("export", ttl, "-o", tmp_path / name).code == 0
        assert kg.load(tmp_path / name) == kg.load(ttl)
    assert kg_command("export", ttl, "-f", "graphml", "-o", tmp_path / "drawing.xml").code == 0


def test_scoring_a_file_and_scoring_its_inputs_agree(kg_command: Kg, ttl: Path) -> None:
    gold = Path(__file__).parents[1] / "gold" / "seeds.json"
    of_file = kg_command("evaluate", gold, "--graph", ttl, "--json")
    of_inputs = kg_command("evaluate", gold, SEEDS, "--json")
    assert of_file.code == of_inputs.code == 0
    of_records = json.loads(of_inputs.out)
    assert of_records.pop("reliability")["bins"]  # a file has no confidences by article
    assert of_records.pop("mentions")["f1"] >= 0.99  # nor mentions
    assert json.loads(of_file.out) == of_records
    assert "quotes" in json.loads(of_file.out)
    assert "missed" in kg_command("evaluate", gold, "--graph", ttl, "--errors").out


def test_gold_entities_give_the_relation_step_every_name(kg_command: Kg) -> None:
    gold = Path(__file__).parents[1] / "gold" / "seeds.json"
    outcome = kg_command("evaluate", gold, SEEDS, "--oracle", "entities", "--voters", "md", "--json")
    figures = json.loads(outcome.out)
    assert figures["entities"]["recall"] >= 0.95
    assert figures["entities"]["type"] >= 0.95


def test_an_article_is_annotated_with_places_in_its_text(kg_command: Kg) -> None:
    article = sorted(SEEDS.glob("*.txt"))[0]
    (row,) = json.loads(kg_command("annotate", article, "--json").out)
    assert row["entities"]
    for entity in row["entities"]:
        for mention in entity["mentions"]:
            assert row["text"][mention["start"] : mention["end"]] == mention["text"]
    assert f"{len(row['entities'])} entities" in kg_command("annotate", article).out


def test_the_formats_are_listed(kg_command: Kg) -> None:
    assert "graphml" in kg_command("formats").out
    rows = json.loads(kg_command("formats", "--json").out)
    assert {"txt", "json", "jsonl", "html"} <= {row["name"] for row in rows if row["use"] == "read"}


def test_the_doctor_finds_everything(kg_command: Kg) -> None:
    outcome = kg_command("doctor")
    assert outcome.code == 0, outcome.out
    assert "missing" not in outcome.out


def test_the_ontology_is_fit_for_use(kg_command: Kg) -> None:
    assert kg_command("ontology", "check").code == 0


def test_the_examples_of_one_relation_can_be_run(kg_command: Kg) -> None:
    outcome = kg_command("ontology", "test", "meets")
    assert "examples pass" in outcome.out
