"""A user's own ontology: every command takes its folder, and a few lines of Turtle with examples are enough."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import kg
from kg.cli.commands import COMMANDS
from kg.schema import ontology_directory
from tests.conftest import Kg

ARTICLE = """Boeing sponsors Serena Williams

LONDON, 3 May 2024. Boeing has sponsored Serena Williams since 2010, the company said. Serena Williams is also the
coach of John Carter. Toyota's sponsorship of Roger Federer ended in June. Intel sued Microsoft.
"""
TURTLE = """@prefix my: <http://example.org/school#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<http://example.org/school> a owl:Ontology .
my:Person a owl:Class .
my:Company a owl:Class .
my:mentors a owl:ObjectProperty ; rdfs:domain my:Person ; rdfs:range my:Person .
my:sponsors a owl:ObjectProperty ; rdfs:domain my:Company ; rdfs:range my:Person, my:Company .
"""
MENTORS = """property = "mentors"
[[example]]
text = "[Anna Berg|Person] mentors [Tom Lee|Person]."
claims = ["Anna Berg mentors Tom Lee"]
[[example]]
text = "[Tom Lee|Person] was coached by [Ola Dahl|Person] for years."
claims = ["Ola Dahl mentors Tom Lee"]
[[example]]
text = "[Ruth Gray|Person], a mentor of [Sam Poe|Person], died on Monday."
claims = ["Ruth Gray mentors Sam Poe"]
[[example]]
text = "[Lena Moss|Person] met [Sam Poe|Person]."
claims = []
"""
SPONSORS = """property = "sponsors"
says = []
[[example]]
text = "[Nike|Company] sponsors [Rafael Nadal|Person]."
claims = ["Nike sponsors Rafael Nadal"]
[[example]]
text = "[Shell|Company] is the sponsor of [Ferrari|Company]."
claims = ["Shell sponsors Ferrari"]
[[example]]
text = "[Shell|Company] sued [Ferrari|Company]."
claims = []
"""
GUARDS = """+ [Anna Berg|Person] guards [Fort Knox|Facility]. => 1 guards 2
+ [Fort Knox|Facility] is protected by the [Swiss Guard|Organization]. => 2 guards 1
- [Anna Berg|Person] visited [Fort Knox|Facility].
"""


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("articles") / "a.txt"
    path.write_text(ARTICLE)
    return path


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the shipped ontology with two of its relations, to be quick."""
    folder = tmp_path_factory.mktemp("copied") / "ontology"
    shutil.copytree(ontology_directory(), folder)
    for path in (folder / "relations").glob("*.toml"):
        if path.stem not in ("meets", "visits"):
            path.unlink()
    return folder


@pytest.fixture(scope="module")
def minimal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an ontology that consists of one Turtle file and two files of examples."""
    folder = tmp_path_factory.mktemp("minimal")
    (folder / "school.ttl").write_text(TURTLE)
    (folder / "relations").mkdir()
    (folder / "relations" / "mentors.toml").write_text(MENTORS)
    (folder / "relations" / "sponsors.toml").write_text(SPONSORS)
    return folder


@pytest.fixture(scope="module", params=["copied", "minimal"])
def own(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.getfixturevalue(request.param)
    return folder


@pytest.fixture(scope="module")
def built(own: Path, article: Path, tmp_path_factory: pytest.TempPathFactory, kg_command: Kg) -> Path:
    folder = tmp_path_factory.mktemp("built") / "exports"
    outcome = kg_command("build", article, "-o", folder, "--ontology", own, "--voters", "md")
    assert outcome.code == 0, outcome.err
    return folder


#: How each command is called: {graph}, {article}, {out}, {gold} and {folder} are filled in.
CALLS = {
    "build": "{article} -o {out}/b --voters md",
    "missed": "{article} --voters md",
    "reason": "{graph}",
    "export": "{graph} -o {out}/g.nt",
    "annotate": "{article} --voters md",
    "learn": "guards --examples {examples} -o {out}/guards.toml --no-declare",
    "query": "-q ASK{{?s?p?o}} -g {graph}",
    "ask": "types -g {graph}",
    "show": "Boeing -g {graph}",
    "disputes": "-g {graph}",
    "timeline": "Boeing -g {graph}",
    "path": "Boeing Microsoft -g {graph}",
    "merge": "Boeing Microsoft -g {graph} --curation {out}/c.toml",
    "never-merge": "Boeing Microsoft -g {graph} --curation {out}/c.toml",
    "split": "Boeing --in a.txt -g {graph} --curation {out}/c.toml",
    "rename": "Boeing Bowing -g {graph} --curation {out}/c.toml",
    "retype": "Boeing Person -g {graph} --curation {out}/c.toml",
    "name": "coach Person -g {graph} --curation {out}/c.toml",
    "no-name": "Boeing -g {graph} --curation {out}/c.toml",
    "reject": "Boeing meets Microsoft --undo -g {graph} --curation {out}/rejected.toml",
    "review": "-g {graph} --curation {out}/c.toml",
    "summary": "-g {graph}",
    "explore": "{graph} -o {out}/graph.html",
    "serve": "{graph} --check",
    "mcp": "-g {graph} --check",
    "stats": "-g {graph}",
    "diff": "{graph} {graph}",
    "why": "Boeing Microsoft -g {graph}",
    "validate": "-g {graph}",
    "check": "--gephi {folder}/graph.gexf",
    "evaluate": "{gold} --graph {graph}",
    "formats": "",
    "doctor": "",
}


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - {"ontology", "evaluate"}))
def test_a_command_takes_an_ontology(name: str, kg_command: Kg, own: Path, built: Path, tmp_path: Path) -> None:
    if name not in CALLS:
        pytest.fail(f"say in CALLS how kg {name} is called")
    (tmp_path / "guards.txt").write_text(GUARDS)
    (tmp_path / "a.txt").write_text(ARTICLE)
    row = '[[reject]]\nsubject = "Boeing"\npredicate = "meets"\nobject = "Microsoft"\n'
    (tmp_path / "rejected.toml").write_text(row)
    filled = {"graph": built / "graph.ttl", "folder": built, "out": tmp_path, "article": tmp_path / "a.txt",
              "examples": tmp_path / "guards.txt"}  # fmt: skip
    words = [word.format(**filled) for word in CALLS[name].split()]
    outcome = kg_command(name, *words, "--ontology", own)
    assert outcome.code == 0, outcome.out + outcome.err


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - {"ontology"}))
def test_a_command_says_that_it_takes_an_ontology(name: str, kg_command: Kg) -> None:
    assert "--ontology" in kg_command(name, "--help").out


@pytest.mark.parametrize("name", ["check", "test"])
def test_the_ontology_is_checked_and_its_examples_run(name: str, kg_command: Kg, minimal: Path) -> None:
    outcome = kg_command("ontology", name, "--ontology", minimal)
    # "Anna Berg mentors Tom Lee" is one that the parser takes for a row of nouns.
    assert outcome.code == 0 or "6 of 7 examples pass" in outcome.out, outcome.out


def test_examples_alone_give_claims_of_sentences_never_seen(minimal: Path, article: Path) -> None:
    settings = kg.BuildSettings(ontology=minimal, voters=("md",))
    graph = kg.build(article, settings=settings)
    said = {(c.subject, c.predicate, c.object) for c in graph.claims.values()}
    assert said == {
        ("boeing", "sponsors", "serena-williams"),
        ("toyota", "sponsors", "roger-federer"),
        ("serena-williams", "mentors", "john-carter"),
    }
    assert graph.entities["boeing"].type == "Company"


def test_learning_twice_gives_the_same_files(minimal: Path, kg_command: Kg, tmp_path: Path) -> None:
    (tmp_path / "guards.txt").write_text(GUARDS)
    written = []
    for name in ("one", "two"):
        folder = tmp_path / name
        shutil.copytree(minimal, folder)
        outcome = kg_command("learn", "guards", "--examples", tmp_path / "guards.txt", "--ontology", folder)
        assert outcome.code == 0, outcome.err
        written.append((folder / "relations/guards.toml").read_text() + (folder / "guards.ttl").read_text())
    assert written[0] == written[1]
    assert "{S} (guards|protects) {O}." in written[0]


def test_what_is_learned_is_an_ontology_that_builds(minimal: Path, kg_command: Kg, tmp_path: Path) -> None:
    (tmp_path / "guards.txt").write_text(GUARDS)
    folder = tmp_path / "ontology"
    shutil.copytree(minimal, folder)
    assert kg_command("learn", "guards", "--examples", tmp_path / "guards.txt", "--ontology", folder).code == 0
    assert kg_command("ontology", "check", "--ontology", folder).code == 0
    (tmp_path / "a.txt").write_text(
        "Mary Jones is protecting Buckingham Palace. Wembley Stadium was guarded by Peter Brown."
    )
    (row,) = json.loads(kg_command("annotate", tmp_path / "a.txt", "--ontology", folder, "--json").out)
    said = {(c["subject"], c["predicate"], c["object"]) for c in row["claims"]}
    assert said == {
        ("Mary Jones", "guards", "Buckingham Palace"),
        ("Peter Brown", "guards", "Wembley Stadium"),
    }


def test_templates_by_hand_are_not_overwritten(copied: Path, kg_command: Kg) -> None:
    before = (copied / "relations" / "meets.toml").read_text()
    outcome = kg_command("learn", "meets", "--ontology", copied)
    assert outcome.code != 0
    assert "--force" in outcome.err
    assert (copied / "relations" / "meets.toml").read_text() == before


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("* [A|Person] met [B|Person].", "line 1"),
        ("+ [A|Person] met [B|Person]. => 1 greets 3", "'1 greets 3' is no claim"),
        ("- [A|Person] met [B|Person].", "no example says that greets holds"),
        ("+ [A] met [B]. => 1 greets 2", "marked with a class"),
        ("+ [A|Person met [B|Person]. => 1 greets 2", "bracket"),
    ],
)
def test_a_bad_file_of_examples_is_refused(
    text: str, message: str, kg_command: Kg, minimal: Path, tmp_path: Path
) -> None:
    (tmp_path / "x.txt").write_text(text)
    outcome = kg_command("learn", "greets", "--examples", tmp_path / "x.txt", "--ontology", minimal)
    assert outcome.code == 2, outcome.out
    assert message in outcome.err


def test_the_three_formats_of_examples_say_the_same(minimal: Path, kg_command: Kg, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GUARDS)
    rows = [
        {"text": "[Anna Berg|Person] guards [Fort Knox|Facility].", "claims": ["Anna Berg guards Fort Knox"]},
        {
            "text": "[Fort Knox|Facility] is protected by the [Swiss Guard|Organization].",
            "claims": ["Swiss Guard guards Fort Knox"],
        },
        {"text": "[Anna Berg|Person] visited [Fort Knox|Facility].", "claims": []},
    ]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (tmp_path / "a.toml").write_text(
        "".join(f"[[example]]\ntext = {json.dumps(r['text'])}\nclaims = {json.dumps(r['claims'])}\n" for r in rows)
    )
    outputs = {
        kg_command("learn", "guards", "--examples", path, "--ontology", minimal, "--dry-run", "--json").out
        for path in sorted(tmp_path.glob("a.*"))
    }
    assert len(outputs) == 1
    assert json.loads(outputs.pop())["range"] == ["Facility"]
