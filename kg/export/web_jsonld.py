"""schema.org JSON-LD for web pages: what each article mentions, and what each entity is, ready to stand in a page.

One JSON object a line, articles before entities. A line goes into a page as it is, between
``<script type="application/ld+json">`` and ``</script>``: what HTML could read as markup is escaped.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from kg.errors import FormatError
from kg.export.settings import ExportSettings
from kg.export.stream import write_text
from kg.model import Document, Entity, GraphRecords, headline
from kg.rdf.declarations import Vocabulary
from kg.rdf.vocabulary import SCHEMA, is_web_iri, local
from kg.schema.ontology import Ontology

#: How each object, and so each file, begins.
SIGNATURE = b'{"@context": "https://schema.org", "@id": "'
#: What could end a script element or begin a comment or a reference in it, and what JavaScript takes for a line's end.
_IN_HTML = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}

type JsonObject = dict[str, Any]


def write(graph: GraphRecords, ontology: Ontology, stream: BinaryIO, *, settings: ExportSettings | None = None) -> None:
    """Write one line an article, sorted by id, then one an entity, sorted by id."""
    write_text(stream, (embeddable(row) + "\n" for row in carried(graph, ontology, settings or ExportSettings())))


def carried(graph: GraphRecords, ontology: Ontology, settings: ExportSettings) -> tuple[JsonObject, ...]:
    """Return what `read` gives back of a graph that `write` wrote."""
    return (*articles(graph, ontology, settings), *entities(graph, ontology, settings))


def read(stream: BinaryIO) -> tuple[JsonObject, ...]:
    """Read the objects of a file that `write` wrote; FormatError names the line that is none."""
    rows = []
    for number, line in enumerate(stream, start=1):
        try:
            row = json.loads(line)
        except ValueError as error:
            raise FormatError(f"line {number} is not JSON", cause=str(error)) from error
        if not isinstance(row, dict) or "@type" not in row:
            raise FormatError(f"line {number} is no schema.org object", cause='it has no "@type"')
        rows.append(row)
    return tuple(rows)


def embeddable(value: JsonObject) -> str:
    """Return an object as JSON that may stand inside a script element of any HTML page.

    >>> embeddable({"name": "</script><b>"})
    '{"name": "\\\\u003c/script\\\\u003e\\\\u003cb\\\\u003e"}'
    """
    return json.dumps(value, ensure_ascii=False).translate(_IN_HTML)


def script(value: JsonObject) -> str:
    """Return an object as the element that goes into the head of a page."""
    return f'<script type="application/ld+json">{embeddable(value)}</script>'


def articles(graph: GraphRecords, ontology: Ontology, settings: ExportSettings) -> Iterator[JsonObject]:
    """Yield each article as a schema.org NewsArticle with the entities that it mentions."""
    vocabulary, mentioned = Vocabulary(ontology), _entities_by_document(graph)
    for id, document in sorted(graph.documents.items()):
        yield _article(document, mentioned.get(id, []), vocabulary, settings)


def entities(graph: GraphRecords, ontology: Ontology, settings: ExportSettings) -> Iterator[JsonObject]:
    """Yield each entity with its other names, what it is the same as, and the articles about it."""
    vocabulary = Vocabulary(ontology)
    for _, entity in sorted(graph.entities.items()):
        found = [graph.documents[id] for id in sorted(entity.document_ids) if id in graph.documents]
        yield _top(
            {
                **_thing(entity, vocabulary, settings),
                "alternateName": sorted(entity.aliases - {entity.name}),
                "subjectOf": [_named_article(document, settings) for document in found],
            }
        )


def _article(document: Document, found: list[Entity], vocabulary: Vocabulary, settings: ExportSettings) -> JsonObject:
    source = document.source
    return _top(
        {
            **_named_article(document, settings),
            "datePublished": source.published_at,
            "inLanguage": document.language,
            "publisher": {"@type": "Organization", "name": source.publisher} if source.publisher else None,
            "author": [{"@type": "Person", "name": name} for name in source.authors if name],
            "license": source.licence,
            "mentions": [_thing(entity, vocabulary, settings) for entity in found],
        }
    )


def _named_article(document: Document, settings: ExportSettings) -> JsonObject:
    uri = document.source.uri
    return {
        "@id": f"{settings.base}document/{local(document.id)}",
        "@type": "NewsArticle",
        "headline": headline(document),
        **({"url": uri} if is_web_iri(uri) else {}),
    }


def _thing(entity: Entity, vocabulary: Vocabulary, settings: ExportSettings) -> JsonObject:
    types = [iri.removeprefix(SCHEMA) for iri in vocabulary.schema_classes(entity.type)] or ["Thing"]
    same = sorted(filter(is_web_iri, entity.same_as))
    return {
        "@id": f"{settings.base}entity/{local(entity.id)}",
        "@type": types[0] if len(types) == 1 else types,
        "name": entity.name,
        **({"sameAs": same} if same else {}),
    }


def _top(value: JsonObject) -> JsonObject:
    """Return an object that stands alone, with its context and without what is not known."""
    return {"@context": "https://schema.org", **{name: v for name, v in value.items() if v not in (None, [], "")}}


def _entities_by_document(graph: GraphRecords) -> dict[str, list[Entity]]:
    found: dict[str, list[Entity]] = {}
    for _, entity in sorted(graph.entities.items()):
        for id in sorted(entity.document_ids | {document_id for _, document_id in entity.uses}):
            found.setdefault(id, []).append(entity)
    return found
