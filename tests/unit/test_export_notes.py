"""Obsidian notes and JSON-LD for web pages: what other readers make of them, and that no text becomes markup."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml  # type: ignore[import-untyped]
from hypothesis import given
from markdown_it import MarkdownIt

from kg.export import ExportSettings, read_file, write_file
from kg.export.archive import MARK
from kg.export.obsidian import START, carried
from kg.export.obsidian_names import NoteNames, escaped, link, note_name, spaced, unescaped
from kg.export.web_jsonld import articles, entities, script, write
from kg.model import Entity, GraphRecords
from kg.pipeline.api import Graph
from kg.schema import load_ontology
from tests.strategies import HOSTILE, ONTOLOGY, hostile_graph, texts
from tests.unit.test_export_sqlite import small_graph

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
#: Obsidian's own: what neither CommonMark nor a test's parser knows, each as it must not stand in escaped text.
OBSIDIAN = re.compile(r"(?<!\\)(?:\[\[|==|%%|\$|#\w|\^\w)|!\[\[")


class Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def rendered(markdown: str) -> Text:
    found = Text()
    found.feed(MARKDOWN.render(markdown))
    return found


@pytest.mark.parametrize(
    "text",
    [*HOSTILE, "<script>alert(1)</script>", "![x](javascript:alert(1))", "[[other note]] ![[embed]]", "1. a list",
     "- item", "---", "$5 and $6", "%%hidden%%", "==marked==", "#tag ^block", "&lt;b&gt; &amp; AT&T", "`code`",
     "https://example.org/a", "{{template}} <% tp %>", "~~gone~~ **bold** _it_", "a | b", "    code"],
    ids=ascii,
)  # fmt: skip
def test_hostile_text_stays_text_in_markdown(text: str) -> None:
    found = rendered(f"- {escaped(text)}\n  > {escaped(text)}\n")
    assert found.tags <= {"ul", "li", "blockquote", "p"}
    assert not OBSIDIAN.search(escaped(text))
    assert unescaped(escaped(text)) == spaced(text)
    if spaced(text) and "\\" not in text:
        assert " ".join(found.text.split()) == " ".join(2 * [spaced(text)])


@given(text=texts)
def test_any_text_survives_markdown(text: str) -> None:
    assert unescaped(escaped(text)) == spaced(text)
    assert "\n" not in escaped(text)


@given(name=texts)
def test_a_note_s_name_is_safe_on_every_file_system_and_in_a_link(name: str) -> None:
    found = note_name(name)
    assert found == found.strip(" .")
    assert found
    assert len(found.encode()) <= 200
    assert not set(found) & set('*"\\/<>:|?#^[]')
    assert all(unicodedata.category(c) not in ("Cc", "Cf") for c in found)
    assert note_name(found) == found
    assert link(found, name).count("[[") == link(found, name).count("]]") == 1


@pytest.mark.parametrize("name", ["..", "../../etc/passwd", "CON", "com1.md", "a" * 1000, "\u202egpj.exe", ".obsidian"])
def test_a_name_leads_nowhere_else(name: str) -> None:
    found = note_name(name)
    assert "/" not in found
    assert not found.startswith(".")
    assert found.casefold() not in ("con", "com1.md")


def test_names_that_differ_in_case_or_in_what_is_unsafe_are_different_files() -> None:
    names = NoteNames()
    found = [
        names.take(name, f"id-{i}") for i, name in enumerate(["Mercury", "MERCURY", "A/B", "A:B", "A-B", "ﬁn", "fin"])
    ]
    assert len({name.casefold() for name in found}) == len(found)
    assert found[:3] == ["Mercury", "MERCURY (id-1)", "A-B"]


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    graph = small_graph()
    other = Entity(id="elodie-muller-2", name="ÉLODIE MÜLLER", type="Person")
    return write_file(graph.replace(entities=[*graph.entities.values(), other]), load_ontology(), tmp_path / "vault",
                      format="obsidian")  # fmt: skip


def test_a_note_links_its_claims_and_quotes_their_sentences(vault: Path) -> None:
    note = (vault / "Person" / "Élodie Müller.md").read_text()
    head, _, body = note.removeprefix("---\n").partition("---\n")
    assert yaml.safe_load(head) == {
        "newskg": "entity", "id": "elodie-muller", "name": "Élodie Müller", "aliases": ["Minister Mueller"],
        "type": "Person", "mentions": 0,
    }  # fmt: skip
    assert (
        "## visits …\n- [[Northern Works]] — 2025-07\n  > Élodie Müller visited the Northern Works on Monday.\n" in body
    )
    assert "## heads …\n- [[Northern Works]] — planned\n" in body
    assert "— [[A visit]]" in body
    assert "[[Élodie Müller]] visits [[Northern Works]]" in (vault / "Articles" / "A visit.md").read_text()


def test_every_link_leads_to_one_note(vault: Path) -> None:
    notes = [path.stem.casefold() for path in vault.rglob("*.md")]
    assert len(notes) == len(set(notes)) == 5
    assert {link.casefold() for note in read_file(vault, format="obsidian") for link in note.links} <= set(notes)
    assert (vault / f"{START}.md").exists()
    assert (vault / MARK).exists()


def test_notes_of_hostile_names_lie_in_the_folder_with_sound_front_matter(tmp_path: Path) -> None:
    vault = write_file(hostile_graph(), ONTOLOGY, tmp_path / "vault", format="obsidian")
    found = list(vault.rglob("*.md"))
    assert len(found) == 2 * len(HOSTILE) + 1
    for path in found:
        head = path.read_text(encoding="utf-8").removeprefix("---\n").partition("---\n")[0]
        assert yaml.safe_load(head)["newskg"] in ("start", "entity", "article")
        # Obsidian reads its links before all else
        body = re.sub(r"\[\[[^\]]*\]\]", "link", path.read_text(encoding="utf-8").partition("\n---\n")[2])
        assert rendered(body).tags <= {"h1", "h2", "ul", "li", "p", "blockquote"}
    assert read_file(vault, format="obsidian") == carried(hostile_graph(), ONTOLOGY, ExportSettings())


def scripts_in(page: str) -> list[str]:
    class Page(HTMLParser):
        inside = False

        def handle_starttag(self, tag: str, attrs: object) -> None:
            self.inside = tag == "script"
            tags.append(tag)

        def handle_data(self, data: str) -> None:
            if self.inside:
                found.append(data)

    found: list[str] = []
    tags: list[str] = []
    Page().feed(page)
    assert tags == ["script"]
    return found


@pytest.mark.parametrize("name", [*HOSTILE, "</script><script>alert(1)</script>", "<!-- <script>"], ids=ascii)
def test_json_ld_in_a_page_is_one_element_whatever_the_names(name: str) -> None:
    graph = small_graph()
    named = graph.replace(
        entities=[replace(graph.entities["elodie-muller"], name=name, document_ids=frozenset({"d1"}))]
    )
    (article,) = articles(named, ONTOLOGY, ExportSettings())
    (inner,) = scripts_in(script(article))
    assert json.loads(inner)["mentions"][0]["name"] == name


def test_an_article_says_what_it_mentions_in_the_words_of_schema_org() -> None:
    graph = small_graph()
    people = [replace(e, document_ids=frozenset({"d1"}), same_as=frozenset({"http://www.wikidata.org/entity/Q1", "x"}))
              for e in graph.entities.values()]  # fmt: skip
    (article,) = articles(graph.replace(entities=people), load_ontology(), ExportSettings())
    assert (article["@type"], article["headline"]) == ("NewsArticle", "A visit")
    assert [(m["@type"], m["name"]) for m in article["mentions"]] == [
        ("Person", "Élodie Müller"), ("Organization", "Northern Works")
    ]  # fmt: skip
    assert article["mentions"][0]["sameAs"] == ["http://www.wikidata.org/entity/Q1"]
    (person, _) = entities(graph.replace(entities=people), load_ontology(), ExportSettings())
    assert person["alternateName"] == ["Minister Mueller"]
    assert person["subjectOf"][0]["headline"] == "A visit"


def test_json_ld_readers_take_it(tmp_path: Path) -> None:
    import pyoxigraph

    out = io.BytesIO()
    write(hostile_graph(), ONTOLOGY, out)
    for line in out.getvalue().splitlines()[:5]:
        # the context is a web address, which no test fetches: the vocabulary it stands for is written in its place
        row = json.loads(line) | {"@context": {"@vocab": "https://schema.org/"}}
        found = list(pyoxigraph.parse(json.dumps(row).encode(), format=pyoxigraph.RdfFormat.JSON_LD))
        assert any(quad.object.value == "https://schema.org/NewsArticle" for quad in found)


def test_the_empty_graph_is_a_vault_with_one_note(tmp_path: Path) -> None:
    graph = Graph(GraphRecords(), ONTOLOGY)
    vault = graph.write(tmp_path / "vault", format="obsidian")
    assert [path.name for path in vault.glob("*.md")] == [f"{START}.md"]
