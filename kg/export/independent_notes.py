"""What other readers find in notes and in JSON for web pages: srsly's YAML, markdown-it, and rdflib."""

from __future__ import annotations

import io
import json
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_FRONT = re.compile(r"---\n(.*?\n)---\n(.*)", re.DOTALL)
_SCHEMA: Final = "https://schema.org/"
#: What schema.org's own context, which is not fetched, says of these: their values are addresses.
_CONTEXT: Final = {"@vocab": _SCHEMA, "sameAs": {"@type": "@id"}, "url": {"@type": "@id"}, "license": {"@type": "@id"}}


def notes_contents(path: Path) -> Mapping[str, set[Any]]:
    """Return the entities, labels, articles, links and quotes of a folder or archive of notes.

    Front matter is read by srsly's YAML, what stands below it by markdown-it. A link of an entity's note leads to
    another entity by its note's name; a quote stands in the note of its article.
    """
    import srsly

    markdown = _markdown()
    fronts: dict[str, dict[str, Any]] = {}
    bodies: dict[str, str] = {}
    for name, text in _notes(path):
        match = _FRONT.fullmatch(text)
        if match is not None:
            fronts[name], bodies[name] = srsly.yaml_loads(match[1]), match[2]
    of_kind = {kind: {n: f for n, f in fronts.items() if f.get("newskg") == kind} for kind in ("entity", "article")}
    entities = {name: front["id"] for name, front in of_kind["entity"].items()}
    found: dict[str, set[Any]] = {kind: set() for kind in ("entities", "labels", "documents", "links", "quotes")}
    for name, front in of_kind["entity"].items():
        found["entities"].add(front["id"])
        names = (front.get("name", ""), *front.get("aliases", ()), name)
        found["labels"] |= {(front["id"], label) for label in names}
        links, _ = _links_and_quotes(markdown, bodies[name])
        found["links"] |= {(front["id"], entities[link]) for link in links if link in entities}
    for name, front in of_kind["article"].items():
        found["documents"].add(front["id"])
        _, quotes = _links_and_quotes(markdown, bodies[name])
        found["quotes"] |= {(front["id"], quote) for quote in quotes}
    return found


def web_contents(path: Path) -> Mapping[str, set[Any]]:
    """Return the entities, labels, articles and mentions of lines of schema.org JSON-LD, as rdflib reads them."""
    from rdflib import RDF, Graph, URIRef

    with path.open(encoding="utf-8") as stream:
        rows = [json.loads(line) for line in stream]
    for row in rows:
        row.pop("@context", None)
    with warnings.catch_warnings():
        # rdflib's own parsers use what rdflib has deprecated.
        warnings.simplefilter("ignore", DeprecationWarning)
        graph = Graph().parse(data=json.dumps({"@context": _CONTEXT, "@graph": rows}), format="json-ld")
    articles = set(graph.subjects(RDF.type, URIRef(_SCHEMA + "NewsArticle")))
    names = [(str(s), str(o)) for s, o in graph.subject_objects(URIRef(_SCHEMA + "name")) if isinstance(s, URIRef)]
    others = [(str(s), str(o)) for s, o in graph.subject_objects(URIRef(_SCHEMA + "alternateName"))]
    return {
        "entities": {entity for entity, _ in names},
        "labels": {*names, *others},
        "documents": {str(article) for article in articles},
        "mentions": {(str(s), str(o)) for s, o in graph.subject_objects(URIRef(_SCHEMA + "mentions"))},
    }


def _notes(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the names, without ending, and the texts of the notes of a folder or an archive."""
    if path.is_dir():
        for file in sorted(path.rglob("*.md")):
            yield file.stem, file.read_text(encoding="utf-8")
        return
    with zipfile.ZipFile(path) as archive:
        for name in sorted(name for name in archive.namelist() if name.endswith(".md")):
            with io.TextIOWrapper(archive.open(name), encoding="utf-8", newline="") as stream:
                yield PurePosixPath(name).stem, stream.read()


def _markdown() -> MarkdownIt:
    """Return a reader of CommonMark that knows links in double brackets, which Obsidian adds."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark")
    reader.inline.ruler.before("link", "wikilink", _wikilink)
    return reader


def _wikilink(state: StateInline, silent: bool) -> bool:
    end = state.src.find("]]", state.pos + 2)
    if not state.src.startswith("[[", state.pos) or end < 0:
        return False
    if not silent:
        token = state.push("wikilink", "", 0)
        token.content = state.src[state.pos + 2 : end]
    state.pos = end + 2
    return True


def _links_and_quotes(markdown: MarkdownIt, body: str) -> tuple[set[str], set[str]]:
    """Return the notes that a note links to, and the texts of its quotations."""
    links: set[str] = set()
    quotes: set[str] = set()
    depth = 0
    for token in markdown.parse(body):
        depth += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if token.type != "inline":
            continue
        pieces = token.children or []
        links |= {piece.content.partition("|")[0] for piece in pieces if piece.type == "wikilink"}
        if depth:
            quotes.add("".join("\n" if piece.type == "softbreak" else piece.content for piece in pieces))
    return links, quotes
