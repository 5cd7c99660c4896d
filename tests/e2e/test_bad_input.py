"""What cannot be used: one clear line, the right exit code, the other articles built, nothing half-written."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import SEEDS, Kg

TEXT = "The minister visited the port on Monday.\n"


def _only_line(err: str) -> str:
    (line,) = err.splitlines()
    assert line.startswith("kg: ")
    assert "Traceback" not in line
    return line


def test_bad_inputs_cost_nothing_but_themselves(seed_folder: Path, kg_command: Kg, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    shutil.copytree(SEEDS, folder)
    (folder / "a-empty.txt").write_bytes(b"")
    (folder / "b-binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "c-broken.json").write_text('{"title": "Half a')
    (folder / "d-no-text.json").write_text('{"title": 3}')
    outcome = kg_command("build", folder, tmp_path / "missing.txt", "-o", tmp_path / "out")
    assert outcome.code == 3
    lines = [line for line in outcome.err.splitlines() if line.startswith("kg: left out ")]
    assert len(lines) == 5
    for name in ("a-empty.txt: empty", "b-binary.txt", "c-broken.json", "d-no-text.json", "missing.txt: missing"):
        assert sum(name in line for line in lines) == 1, name
    assert (tmp_path / "out" / "graph.ttl").read_bytes() == (seed_folder / "graph.ttl").read_bytes()


@pytest.mark.parametrize("written", ["articles", "articles/../articles"])
def test_a_build_does_not_write_among_its_articles(kg_command: Kg, tmp_path: Path, written: str) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT)
    outcome = kg_command("build", folder, "-o", tmp_path / written)
    assert outcome.code == 1
    assert "is read and written" in _only_line(outcome.err)
    assert [path.name for path in folder.iterdir()] == ["a.txt"]
    assert kg_command("build", folder / "a.txt", "-o", tmp_path / "articles", "--formats", "ttl").code == 0


def test_what_kg_wrote_itself_is_never_read_as_an_article(kg_command: Kg, in_project: Path) -> None:
    exports = Path("exports")
    written = {path.name: path.read_bytes() for path in exports.iterdir()}
    assert kg_command("explore").code == kg_command("stats", "-o", "stats.html").code == 0
    assert kg_command("export", "-o", "exports/web.jsonl").code == 0
    said = kg_command("build", ".", "-o", "again", "--formats", "ttl", "--voters", "md").err
    assert "passed over 7 files that kg wrote itself: exports/claims.jsonl, exports/graph.html" in said
    assert "5 articles, " in said
    named = kg_command("build", "exports/claims.jsonl", "-o", "never")
    assert named.code == 2
    assert "written by kg: the files of a graph are no articles" in _only_line(named.err)
    nothing = kg_command("build", "exports", "-o", "never")
    assert nothing.code == 2
    assert "but those that kg wrote itself" in nothing.err
    assert written.items() <= {path.name: path.read_bytes() for path in exports.iterdir()}.items()


def test_articles_that_begin_as_files_of_kg_may_are_read(kg_command: Kg, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"left": 1, "text": "' + TEXT.strip() + '"}\n')
    (tmp_path / "b.jsonl").write_text(
        '{"@context": "https://schema.org", "@id": "https://example.org/1", "articleBody": "' + TEXT.strip() + '"}\n'
    )
    said = kg_command("build", tmp_path, "-o", tmp_path / "out", "--formats", "ttl", "--voters", "md").err
    assert "2 articles, " in said
    assert "passed over" not in said


def test_an_output_that_is_a_file_is_refused_before_anything_is_read(kg_command: Kg, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("mine")
    outcome = kg_command("build", SEEDS, "-o", tmp_path / "notes.md")
    assert outcome.code == 1
    line = _only_line(outcome.err)
    assert "is a file" in line
    assert f"such as -o {tmp_path / 'notes'}" in line
    assert (tmp_path / "notes.md").read_text() == "mine"


FRENCH = (
    "Le chef de l’agence spatiale russe est arrivé mardi à Houston, où il doit rencontrer le chef de la NASA pour "
    "parler de la station spatiale internationale et des équipages à venir.\n"
)


def test_an_article_in_another_language_is_built_and_said_to_be_read_poorly(kg_command: Kg, tmp_path: Path) -> None:
    (tmp_path / "fr.txt").write_text(FRENCH)
    (tmp_path / "low.txt").write_text(
        f"{TEXT} He met the mayor, who was to open a bridge there with him.\n".lower() * 2
    )
    (tmp_path / "en.txt").write_text(TEXT)
    outcome = kg_command("build", tmp_path, "-o", tmp_path / "out", "--formats", "ttl", "--voters", "md")
    assert outcome.code == 0
    assert "kg: fr.txt: does not look like English: only English is read" in outcome.err
    assert "kg: low.txt: has no capital letters" in outcome.err
    assert "en.txt:" not in outcome.err
    assert "| fr.txt | does not look like English" in (tmp_path / "out" / "summary.md").read_text("utf-8")
    listed = json.loads((tmp_path / "out" / "manifest.json").read_text())["doubtful_inputs"]
    assert [row["name"] for row in listed] == ["fr.txt", "low.txt"]
    assert "fr.txt: does not look like English" in kg_command("annotate", tmp_path / "fr.txt", "--voters", "md").err
    assert "fr.txt  (does not look like English" in kg_command("missed", tmp_path, "--voters", "md", "-f", "text").out


def test_a_blank_in_place_of_a_comma_builds_nothing(kg_command: Kg, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("Acme bought Globex.")
    outcome = kg_command("build", tmp_path / "story.txt", "--extractors", "cues", "model", "-o", tmp_path / "out")
    assert outcome.code == 2
    assert "--extractors cues,model" in outcome.err
    assert not (tmp_path / "out").exists()


def test_strict_builds_nothing_where_one_input_is_bad(kg_command: Kg, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(TEXT)
    outcome = kg_command("build", tmp_path, "-o", tmp_path / "out", "--strict")
    assert outcome.code == 2
    assert "a.txt" in _only_line(outcome.err)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("spaces.txt", b" \n\t", "empty"),
        ("binary.txt", b"\x00\x01\x02\xff" * 500, "binary"),
        ("broken.json", b'{"text": "half', "JSON"),
        ("broken.jsonl", b'{"text": "half\n', "JSON"),
    ],
)
def test_an_input_of_nothing_usable_is_an_error_of_one_line(
    kg_command: Kg, tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    outcome = kg_command("build", tmp_path / name, "-o", tmp_path / "out")
    assert outcome.code == 2
    assert reason in _only_line(outcome.err)
    assert not (tmp_path / "out").exists()


def test_another_encoding_is_read(kg_command: Kg, tmp_path: Path) -> None:
    text = "L'été, le ministre a visité. " * 3 + "The minister Jürgen Müller visited Düsseldorf on Monday.\n"
    (tmp_path / "latin.txt").write_bytes(text.encode("cp1252"))
    from kg.ingest import read

    (document,) = read([str(tmp_path / "latin.txt")])
    assert "Müller visited Düsseldorf" in document.text  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("build",), 2, ("INPUT",)),
        (("build", "nowhere"), 2, ("nowhere", "missing")),
        (("build", "{here}"), 2, ("no file of a known format",)),
        (("build", "*.nothing"), 2, ("matches no file",)),
        (("build", "https://example.org/a"), 2, ("not fetched",)),
        (("build", "{seeds}", "--formats", "turtel"), 2, ("turtel", "did you mean 'turtle'")),
        (("build", "{seeds}", "--input-format", "jsn"), 2, ("jsn", "did you mean 'json'")),
        (("build", "{seeds}", "--extractors", "cue"), 2, ("cue", "did you mean 'cues'")),
        (("build", "{seeds}", "--ontology", "nowhere"), 1, ("no ontology", "no such folder")),
        (("query", "-q", "ASK {{}}"), 2, ("no graph", "kg build seeds")),
        (("stats",), 2, ("no graph", "kg build seeds")),
        (("show", "Anybody"), 2, ("no graph",)),
        (("summary", "-g", "{seeds}"), 2, ("no graph", "folder")),
        (("query",), 2, ("one query is needed",)),
        (("query", "missing.rq"), 2, ("missing.rq",)),
        (("ask", "who-mets"), 2, ("who-mets", "who-met")),
        (("ontology", "test", "meet"), 2, ("meet", "did you mean 'meets'")),
        (("evaluate", "missing.json"), 2, ("missing.json",)),
        (("evaluate", "{gold}", "--oracle", "entities"), 2, ("needs articles",)),
        (("check", "--gephi", "missing.gexf"), 2, ("missing.gexf",)),
        (("export", "missing.ttl", "-o", "x.nq"), 2, ("missing.ttl",)),
        (("show", "NASA", "-g", "{readme}"), 2, ("is no graph that kg wrote", "graph.ttl", "kg build INPUT")),
        (("summary", "-f", "tabel"), 2, ("tabel", "choose md, html or json")),
        (("diff", "a.ttl", "b.ttl", "-f", "tabel"), 2, ("tabel", "rdf-patch")),
        (("bild",), 2, ("bild", "did you mean 'build'")),
    ],
)
def test_a_mistake_is_answered_with_what_why_and_what_to_do(
    kg_command: Kg,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    code: int,
    words: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    gold = Path(__file__).parents[1] / "gold" / "seeds.json"
    readme = Path(__file__).parents[2] / "README.md"
    outcome = kg_command(*(a.format(here=tmp_path, seeds=SEEDS, gold=gold, readme=readme) for a in arguments))
    assert outcome.code == code, outcome.err
    for word in words:
        assert word in outcome.err
    assert "Traceback" not in outcome.err
    assert outcome.out == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("SELECT ?x WHERE {", "syntax error"),
        ("SELECT ?x WHERE { ?x a nope:Person }", "nope"),
        ("DELETE WHERE { ?s ?p ?o }", "kg: "),
        ("SELECT * WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }", "SERVICE"),
    ],
)
def test_a_query_that_cannot_run_is_refused(kg_command: Kg, seed_folder: Path, text: str, words: str) -> None:
    outcome = kg_command("query", "-q", text, "-g", seed_folder / "graph.ttl")
    assert outcome.code == 2
    assert words in _only_line(outcome.err)


@pytest.mark.parametrize("command", [("summary",), ("diff", "{graph}"), ("show", "NASA"), ("disputes",), ("stats",)])
@pytest.mark.parametrize("format", ["table", "text"])
def test_each_command_has_a_format_for_people_under_either_name(
    kg_command: Kg, seed_folder: Path, command: tuple[str, ...], format: str
) -> None:
    words = [word.format(graph=seed_folder / "graph.ttl") for word in command]
    place = [seed_folder / "graph.ttl"] if command[0] == "diff" else ["-g", seed_folder / "graph.ttl"]
    outcome = kg_command(*words, *place, "-f", format)
    assert outcome.code == 0, outcome.err
    assert not outcome.out.startswith(("{", "["))


@pytest.mark.parametrize(
    "command", [("disputes",), ("summary",), ("show", "NASA"), ("ask", "planned"), ("why", "NASA")]
)
def test_a_graph_in_the_place_of_a_name_is_told_to_stand_behind_g(
    kg_command: Kg, seed_folder: Path, command: tuple[str, ...]
) -> None:
    outcome = kg_command(*command, seed_folder / "graph.ttl")
    assert outcome.code == 2
    assert f"put -g before it: -g {seed_folder / 'graph.ttl'}" in _only_line(outcome.err)


@pytest.mark.parametrize("command", ["stats", "validate"])
def test_a_command_without_names_takes_the_graph_with_and_without_g(
    kg_command: Kg, seed_folder: Path, command: str
) -> None:
    graph = seed_folder / "graph.ttl"
    assert kg_command(command, graph).out == kg_command(command, "-g", graph).out != ""


@pytest.mark.parametrize(
    "command",
    [("ask", "who-met", "NASA"), ("show", "NASA"), ("timeline", "NASA"), ("path", "NASA", "Roscosmos"), ("disputes",)],
)
def test_commands_that_list_claims_leave_out_those_that_are_less_sure(
    kg_command: Kg, seed_folder: Path, command: tuple[str, ...]
) -> None:
    place = ("-g", seed_folder / "graph.ttl", "-f", "text")
    every = kg_command(*command, *place, "--min-confidence", "0")
    assert every.out == kg_command(*command, *place).out
    none = kg_command(*command, *place, "--min-confidence", "1")
    assert none.code == 0, none.err
    assert len(none.out) < len(every.out)


def test_half_a_graph_is_refused(kg_command: Kg, seed_folder: Path, tmp_path: Path) -> None:
    half = tmp_path / "graph.ttl"
    half.write_bytes((seed_folder / "graph.ttl").read_bytes()[:5000])
    for command in (("stats",), ("query", "-q", "ASK {}"), ("validate",), ("summary",)):
        outcome = kg_command(*command, "-g", half)
        assert outcome.code == 2
        assert "graph.ttl" in _only_line(outcome.err)


def test_a_table_is_not_taken_for_a_graph(kg_command: Kg, seed_folder: Path, tmp_path: Path) -> None:
    outcome = kg_command("export", seed_folder / "claims.jsonl", "-o", tmp_path / "x.ttl")
    assert outcome.code == 2
    assert "whole graph" in _only_line(outcome.err)


def test_a_folder_that_cannot_be_written_keeps_the_old_files(seed_folder: Path, tmp_path: Path) -> None:
    import kg
    from kg.errors import OutputError
    from kg.pipeline.output import write_folder

    in_the_way = tmp_path / "exports"
    in_the_way.write_text("a file")
    with pytest.raises(OutputError, match="cannot write into"):
        write_folder(kg.load(seed_folder / "graph.ttl"), in_the_way, kg.BuildSettings())
    assert in_the_way.read_text() == "a file"
