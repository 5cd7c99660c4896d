"""Templates compile into keys that agreeing parses give, from the shipped table, the cache or anew."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.annotate import AnnotateSettings, Annotator
from kg.extract import compiled, templates
from kg.extract.compiled import cue_table, fingerprint, shipped, write_shipped
from kg.extract.lexicon import Lexicon
from kg.extract.templates import Form, Key, build_table, compile_forms, forms
from kg.schema import Ontology, Relation, load_ontology

if TYPE_CHECKING:
    from spacy.tokens import Doc

ORGANIZATIONS = (("Organization",), ("Organization",))


class CountingParser:
    """The annotator's parser, which remembers what it was asked to parse."""

    def __init__(self, annotator: Annotator) -> None:
        self._annotator = annotator
        self.name = annotator.name
        self.texts: list[str] = []

    def parse(self, texts: Iterable[str]) -> Iterator[Doc]:
        batch = list(texts)
        self.texts += batch
        return self._annotator.parse(batch)


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(load_ontology(), AnnotateSettings(voters=("md",)))


@pytest.fixture
def parser(annotator: Annotator) -> CountingParser:
    return CountingParser(annotator)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KG_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def nothing_shipped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(compiled, "ontology_directory", lambda: tmp_path)


LEXICON = Lexicon(load_ontology().words)


def _small(tmp_path: Path, *says: str) -> Ontology:
    """Return the ontology with one relation file, which lies in an empty folder."""
    relation = Relation(property="acquires", path="acquires.toml", says=tuple((t, t) for t in says))
    loaded = load_ontology()
    return replace(loaded, relations={"acquires": relation}, directory=str(tmp_path))


def test_the_shipped_table_is_up_to_date(annotator: Annotator) -> None:
    ontology = load_ontology()
    n_missing = len(set(forms(ontology)) - set(shipped(ontology, LEXICON, annotator.name)))
    assert n_missing == 0, f"{n_missing} templates are not compiled as they read now; run: uv run kg ontology compile"


def test_the_fingerprint_knows_every_word_list_that_compiling_looks_at(parser: CountingParser) -> None:
    looked_at: set[str] = set()

    class Remembering(dict[str, frozenset[str]]):
        def get(self, key: str, default: object = None) -> object:  # type: ignore[override]
            looked_at.add(key.split(".")[0])
            return super().get(key, default)

    every_tenth = forms(load_ontology())[::10]
    compile_forms(every_tenth, Lexicon(Remembering(load_ontology().words)), parser.parse)
    assert looked_at <= set(compiled._WORDS)


def test_the_fingerprint_knows_every_module_that_compiling_runs_through() -> None:
    folder = Path(templates.__file__).parent
    reached, open_ = set[str](), ["templates"]
    while open_:
        name = open_.pop()
        if name not in reached:
            reached.add(name)
            for node in ast.walk(ast.parse((folder / f"{name}.py").read_text(encoding="utf-8"))):
                if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kg.extract."):
                    open_.append((node.module or "").split(".")[2])
    assert reached == set(compiled._CODE)


def test_the_fingerprint_changes_with_words_that_compiling_reads_and_with_the_parser(parser: CountingParser) -> None:
    words = dict(load_ontology().words)
    first = fingerprint(Lexicon(words), parser.name)
    assert fingerprint(Lexicon(words | {"status.wish_verbs": frozenset({"want"})}), parser.name) != first
    assert fingerprint(Lexicon(words | {"quotes.verbs": frozenset({"say"})}), parser.name) == first
    assert fingerprint(Lexicon(words), "another parser") != first


@pytest.mark.usefixtures("nothing_shipped")
def test_a_second_build_parses_no_template(parser: CountingParser, cache: Path, tmp_path: Path) -> None:
    ontology = _small(tmp_path, "{S} buys {O}.", "{O} is bought by {S}.")
    table = cue_table(ontology, LEXICON, parser.parse, parser.name)
    assert set(table.entries) == {("buy", "verb")}
    assert parser.texts
    assert [path.suffix for path in cache.iterdir()] == [".json"]
    parser.texts.clear()
    assert cue_table(ontology, LEXICON, parser.parse, parser.name) == table
    assert parser.texts == []


@pytest.mark.usefixtures("cache")
def test_only_a_new_template_is_compiled(parser: CountingParser, tmp_path: Path) -> None:
    write_shipped(_small(tmp_path, "{S} buys {O}."), LEXICON, parser.parse, parser.name)
    parser.texts.clear()
    ontology = _small(tmp_path, "{S} buys {O}.", "{S} purchased {O}.")
    table = cue_table(ontology, LEXICON, parser.parse, parser.name)
    assert set(table.entries) == {("buy", "verb"), ("purchase", "verb")}
    assert parser.texts
    assert all(" purchased " in text for text in parser.texts)


@pytest.mark.usefixtures("cache", "nothing_shipped")
def test_a_table_that_is_out_of_date_is_not_looked_at(parser: CountingParser, tmp_path: Path) -> None:
    ontology = _small(tmp_path, "{S} buys {O}.")
    path, _ = write_shipped(ontology, LEXICON, parser.parse, parser.name)
    path.write_text(path.read_text().replace('"buy"', '"sell"'))
    assert set(cue_table(ontology, LEXICON, parser.parse, parser.name).entries) == {("sell", "verb")}
    data = json.loads(path.read_text())
    path.write_text(json.dumps(data | {"fingerprint": "0" * 64}))
    assert set(cue_table(ontology, LEXICON, parser.parse, parser.name).entries) == {("buy", "verb")}


@pytest.mark.usefixtures("nothing_shipped")
@pytest.mark.parametrize("content", ["", "[]", '{"fingerprint": 3}', '{"fingerprint": "*", "forms": [[1]]}', "\x00"])
def test_a_torn_or_foreign_file_is_compiled_anew(
    parser: CountingParser, cache: Path, tmp_path: Path, content: str
) -> None:
    ontology = _small(tmp_path, "{S} buys {O}.")
    table = cue_table(ontology, LEXICON, parser.parse, parser.name)
    (file,) = cache.iterdir()
    good = file.read_text()
    file.write_text(content.replace("*", fingerprint(LEXICON, parser.name)))
    assert cue_table(ontology, LEXICON, parser.parse, parser.name) == table
    assert file.read_text() == good


@pytest.mark.usefixtures("nothing_shipped")
def test_a_cache_that_cannot_be_written_stops_no_build(
    parser: CountingParser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("KG_CACHE_DIR", str(tmp_path / "file"))
    table = cue_table(_small(tmp_path, "{S} buys {O}."), LEXICON, parser.parse, parser.name)
    assert set(table.entries) == {("buy", "verb")}


def test_the_written_table_has_the_same_bytes_each_time(parser: CountingParser, tmp_path: Path) -> None:
    says = ("{S} buys {O}.", "{O} is bought by {S}.", "{S}'s purchase of {O}")
    path, found = write_shipped(_small(tmp_path, *says), LEXICON, parser.parse, parser.name)
    first = path.read_bytes()
    write_shipped(_small(tmp_path, *reversed(says)), LEXICON, parser.parse, parser.name)
    assert path.read_bytes() == first
    assert len(found) == 3
    assert [p.name for p in path.parent.iterdir()] == ["cues.json"]


def test_a_text_that_two_templates_share_is_parsed_once(parser: CountingParser) -> None:
    compile_forms([Form("{S} buys {O}.", *ORGANIZATIONS), Form("{S} buys {O:Organization}.", *ORGANIZATIONS)],
                  LEXICON, parser.parse)  # fmt: skip
    assert len(parser.texts) == len(set(parser.texts)) == 2


def test_a_third_filling_is_parsed_only_where_two_disagree(parser: CountingParser) -> None:
    found = compile_forms([Form("{S} buys {O}.", *ORGANIZATIONS)], LEXICON, parser.parse)
    assert found[Form("{S} buys {O}.", *ORGANIZATIONS)] == (Key("buy", "verb", "subject", "object", (), False),)
    assert len(parser.texts) == 2
    parser.texts.clear()
    compile_forms([Form("{S}, the prosecutor of {O}, slept.", ("Person",), ("Organization",))], LEXICON, parser.parse)
    assert len(parser.texts) in (2, 3)


def test_the_keys_are_those_that_two_of_three_fillings_give(parser: CountingParser) -> None:
    checked = [form for form in forms(load_ontology())[::40] if not templates._VERB.match(form.text)]
    found = compile_forms(checked, LEXICON, parser.parse)
    assert len(checked) > 50
    for form in checked:
        fillings = [templates._filled(form, n, LEXICON) for n in range(3)]
        readings = [templates._read([filling], LEXICON, parser.parse)[filling] for filling in fillings]
        agreed = {key for keys in readings for key in keys if sum(key in other for other in readings) >= 2}
        assert set(found[form]) == agreed, form


@pytest.mark.parametrize("verb", ["mentor", "pilot", "champion", "insure", "tour", "partner", "buy"])
def test_a_verb_that_is_a_noun_too_is_read_as_a_verb(parser: CountingParser, verb: str) -> None:
    form = Form(f"{{S}} {verb}s {{O}}.", *ORGANIZATIONS)
    assert compile_forms([form], LEXICON, parser.parse)[form] == (Key(verb, "verb", "subject", "object", (), False),)


def test_such_a_verb_is_never_read_as_a_noun(parser: CountingParser) -> None:
    """The "Siemens sponsor Microsoft" would make every sponsor of a company something else."""
    found = compile_forms([Form("{S} sponsors {O}.", *ORGANIZATIONS)], LEXICON, parser.parse)
    assert {key.kind for keys in found.values() for key in keys} <= {"verb"}


def test_auxiliaries_and_past_verbs_are_read_as_they_stand(parser: CountingParser) -> None:
    """ "also" would make "say to" of what is said in a letter, which no template means."""
    for text in ("{S} said in an email to {O}.", "{S} is the owner of {O}.", "{S} has a stake in {O}."):
        compile_forms([Form(text, ("Person",), ("Organization",))], LEXICON, parser.parse)
    assert not any("also" in text for text in parser.texts)


def test_a_template_that_gives_nothing_is_named(parser: CountingParser, tmp_path: Path) -> None:
    ontology = _small(tmp_path, "{S} buys {O}.", "{S}.")
    table = build_table(ontology, compile_forms(forms(ontology), LEXICON, parser.parse))
    assert table.failed == (("acquires", "{S}."),)
