"""Obsidian: a note an entity and a note an article, linked to one another, each claim with the sentences behind it."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from kg.errors import FormatError
from kg.export.archive import read_archive, write_archive
from kg.export.obsidian_names import NoteNames, escaped, link, spaced, unescaped, yaml
from kg.export.settings import ExportSettings
from kg.model import Claim, Document, Entity, Evidence, GraphRecords, headline, posts
from kg.schema.ontology import Ontology

NAME = "obsidian"
#: The note to begin with; no entity's note is called so.
START = "Start here"
#: Sentences that a note quotes for one claim; the note of each article has all of its own.
MAX_QUOTES = 3
#: Entities that the first note names of each class, the most mentioned ones.
_MAX_LISTED = 25
_LINK = re.compile(r"\[\[([^\]|]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note as a reader finds it: its path, the properties of its front matter, its links and quotes in their order.

    A quote is on one line, whatever white space the article has.
    """

    path: str
    properties: Mapping[str, Any]
    links: tuple[str, ...]
    quotes: tuple[str, ...]


def write(graph: GraphRecords, ontology: Ontology, stream: BinaryIO, *, settings: ExportSettings | None = None) -> None:
    """Write the notes as an archive: one an entity, in a folder of its class, one an article, and one to begin with."""
    write_archive(stream, NAME, _Vault(graph, ontology, settings or ExportSettings()).notes())


def carried(graph: GraphRecords, ontology: Ontology, settings: ExportSettings) -> tuple[Note, ...]:
    """Return what `read` gives back of a graph that `write` wrote."""
    vault = _Vault(graph, ontology, settings)
    return tuple(_note(path, "".join(pieces)) for path, pieces in vault.notes())


def read(stream: BinaryIO) -> tuple[Note, ...]:
    """Read the notes of an archive that `write` wrote; FormatError where it is not one."""
    return tuple(_note(path, text) for path, text in read_archive(stream, NAME).items())


def _note(path: str, text: str) -> Note:
    head, separator, body = text.removeprefix("---\n").partition("---\n")
    if not (text.startswith("---\n") and separator):
        raise FormatError(f"the note {path!r} has no front matter", remedy="export the notes again")
    try:
        properties = {key: json.loads(value) for key, _, value in (line.partition(": ") for line in head.splitlines())}
    except ValueError as error:
        raise FormatError(f"the front matter of {path!r} cannot be read", cause=str(error)) from error
    lines = body.split("\n")
    return Note(
        path=path,
        properties=properties,
        links=tuple(note for line in lines for note in _LINK.findall(line.replace("\\[", ""))),
        quotes=tuple(unescaped(line.lstrip()[2:]) for line in lines if line.lstrip().startswith("> ")),
    )


class _Vault:
    """The notes of one graph. Names are given in order of the ids, so they depend on no order of records."""

    def __init__(self, graph: GraphRecords, ontology: Ontology, settings: ExportSettings) -> None:
        self.graph, self.settings = graph, settings
        declared = {**ontology.properties, **ontology.values}
        self.labels = {name: found.label or name for name, found in declared.items()}
        names = NoteNames((START,))
        self.entities = sorted(graph.entities.values(), key=lambda e: e.id)
        self.documents = sorted(graph.documents.values(), key=lambda d: d.id)
        self.note_of = {entity.id: names.take(entity.name, entity.id) for entity in self.entities}
        self.article_of = {d.id: names.take(headline(d), d.id) for d in self.documents}
        folders = NoteNames()
        self.folders = {
            name: folders.take(name, name) for name in ("Articles", *sorted({e.type for e in self.entities}))
        }
        self.claims_of: dict[str, list[Claim]] = defaultdict(list)
        self.claims_in: dict[str, dict[str, list[Evidence]]] = defaultdict(lambda: defaultdict(list))
        self.claims = {**graph.claims, **graph.value_claims, **graph.open_claims}
        for id, claim in sorted(self.claims.items()):
            for end in {claim.subject, claim.object} if claim.datatype is None else {claim.subject}:
                self.claims_of[end].append(claim)
            for evidence in self.evidence(claim):
                self.claims_in[evidence.document_id][id].append(evidence)

    def evidence(self, claim: Claim) -> list[Evidence]:
        """Return a claim's sentences, the most certain first."""
        found = [self.graph.evidence[id] for id in claim.evidence & self.graph.evidence.keys()]
        return sorted(found, key=lambda e: (-e.score, e.document_id, e.start, e.id))

    def notes(self) -> Iterator[tuple[str, Iterable[str]]]:
        yield f"{START}.md", self.start()
        for entity in self.entities:
            yield f"{self.folders[entity.type]}/{self.note_of[entity.id]}.md", self.entity_note(entity)
        for document in self.documents:
            yield f"{self.folders['Articles']}/{self.article_of[document.id]}.md", self.article_note(document)

    def start(self) -> Iterator[str]:
        yield _front({"newskg": "start", "entities": len(self.entities), "articles": len(self.documents)})
        yield "# What the articles say\n\nWritten by newskg; the next export writes these notes anew.\n"
        numbers = Counter(entity.type for entity in self.entities)
        for name, number in sorted(numbers.items(), key=lambda row: (-row[1], row[0])):
            known = sorted((e for e in self.entities if e.type == name), key=lambda e: (-e.n_mentions, e.id))
            yield f"\n## {escaped(name)} ({number})\n" + "".join(f"- {self.named(e.id)}\n" for e in known[:_MAX_LISTED])
        if self.documents:
            yield f"\n## Articles ({len(self.documents)})\n"
        for document in self.documents:
            yield f"- {self.article(document.id)}\n"

    def entity_note(self, entity: Entity) -> Iterator[str]:
        yield _front(
            {
                "newskg": "entity",
                "id": entity.id,
                "name": entity.name,
                "aliases": sorted({spaced(a) for a in entity.aliases | {entity.name}} - {"", self.note_of[entity.id]}),
                "type": entity.type,
                "mentions": entity.n_mentions,
                "same_as": sorted(entity.same_as),
            }
        )
        yield f"# {escaped(entity.name)}\n"
        groups: dict[tuple[bool, str], list[Claim]] = defaultdict(list)
        for claim in self.claims_of[entity.id]:
            groups[claim.subject != entity.id, self.says(claim)].append(claim)
        for (incoming, says), claims in sorted(groups.items()):
            yield f"\n## {f'… {says}' if incoming else f'{says} …'}\n"
            for claim in sorted(claims, key=lambda c: (not c.asserted, -c.confidence, c.id)):
                other = claim.subject if incoming else claim.object
                end = escaped(other) if claim.datatype is not None else self.named(other)
                yield f"- {end}{self.how(claim)}\n"
                yield from self.quotes(self.evidence(claim))
        found = [id for id in sorted(entity.document_ids) if id in self.graph.documents]
        if found:
            yield "\n## Articles\n" + "".join(f"- {self.article(id)}\n" for id in found)

    def quotes(self, found: list[Evidence]) -> Iterator[str]:
        for evidence in found[:MAX_QUOTES]:
            yield f"  > {escaped(evidence.quote)}\n"
            yield f"  — {self.article(evidence.document_id)}\n\n"
        if len(found) > MAX_QUOTES:
            yield f"  and {len(found) - MAX_QUOTES} more\n"

    def article_note(self, document: Document) -> Iterator[str]:
        source = document.source
        yield _front(
            {
                "newskg": "article",
                "id": document.id,
                "name": document.name,
                "title": source.title,
                "publisher": source.publisher,
                "published": source.published_at,
                "authors": list(source.authors),
                "source": source.uri,
            }
        )
        yield f"# {escaped(headline(document))}\n"
        about = [e for e in self.entities if document.id in e.document_ids]
        if about:
            yield "\n## Entities\n" + "".join(f"- {self.named(e.id)}\n" for e in about)
        if self.claims_in[document.id]:
            yield "\n## Claims\n"
        rows = sorted(self.claims_in[document.id].items(), key=lambda row: (row[1][0].start, row[0]))
        for id, found in rows:
            claim = self.claims[id]
            end = escaped(claim.object) if claim.datatype is not None else self.named(claim.object)
            yield f"- {self.named(claim.subject)} {self.says(claim)} {end}{self.how(claim)}\n"
            for evidence in sorted(found, key=lambda e: (e.start, e.id)):
                yield f"  > {escaped(evidence.quote)}\n\n"
        if self.settings.include_text and document.text:
            yield "\n## Text\n" + "".join(f"\n{escaped(line)}\n" for line in document.text.split("\n") if line.strip())

    def named(self, id: str) -> str:
        entity = self.graph.entities.get(id)
        return escaped(id) if entity is None else link(self.note_of[id], entity.name)

    def article(self, id: str) -> str:
        document = self.graph.documents.get(id)
        return escaped(id) if document is None else link(self.article_of[id], headline(document))

    def says(self, claim: Claim) -> str:
        return escaped(claim.phrase if claim.phrase is not None else self.labels.get(claim.predicate, claim.predicate))

    def how(self, claim: Claim) -> str:
        words = [", ".join(posts(claim.titles))] if claim.titles else []
        words += ["denied"] if claim.polarity == "negative" else []
        words += [claim.status] if claim.status != "occurred" else []
        words += [claim.outcome] if claim.outcome is not None else []
        words += [claim.time] if claim.time else []
        words += [f"until {claim.until}"] if claim.until else []
        words += ["disputed"] if claim.disputed_by else []
        speakers = [self.named(id) for id in sorted(claim.attributed_to)]
        said = [escaped("; ".join(words))] if words else []
        said += [f"according to {', '.join(speakers)}"] if speakers else []
        return f" — {'; '.join(said)}" if said else ""


def _front(properties: dict[str, Any]) -> str:
    """Return front matter with the properties that are known."""
    known = {name: value for name, value in properties.items() if value not in (None, "", [])}
    return "---\n" + "".join(f"{name}: {yaml(value)}\n" for name, value in known.items()) + "---\n"
