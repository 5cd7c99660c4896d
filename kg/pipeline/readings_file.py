"""What was read from each article, on disk, so that ``kg build --add`` need not read it again.

One JSON line an article, after a first line that says what read it: the records of the document stages, before
anything that depends on other articles was decided.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kg.errors import FormatError, InputError
from kg.model import CoreferenceChain, Cut, Document, GraphRecords, Mention, Rejected, RelationMention, Source, Span
from kg.pipeline.settings import BuildSettings
from kg.schema.ontology import Ontology

FILE_NAME = "readings.jsonl"
#: How the file begins; ``write_folder`` replaces no other file of the name.
BEGINNING = '{"newskg_readings": '
_KINDS = ("mentions", "chains", "relation_mentions", "rejected")


def reading_lines(read: GraphRecords, ontology: Ontology, settings: BuildSettings, versions: Mapping[str, Any]) -> str:
    """Return what the document stages gave as JSON lines, documents sorted by id; equal readings give equal bytes."""
    by_document: dict[str, dict[str, list[Any]]] = {id: defaultdict(list) for id in read.documents}
    loose: list[Any] = []
    for kind in _KINDS:
        for _, record in sorted(getattr(read, kind).items()):
            place = by_document.get(record.document_id or "")
            (loose if place is None else place[kind]).append(asdict(record))
    lines: list[Any] = [{"newskg_readings": _made_of(ontology, settings, versions), "rejected": loose}]
    lines += [{"document": asdict(read.documents[id]), **rows} for id, rows in sorted(by_document.items())]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def read_readings(path: Path, ontology: Ontology, settings: BuildSettings, versions: Mapping[str, Any]) -> GraphRecords:
    """Return the records of a file that `reading_lines` made.

    Raises:
        InputError: there is no such file, or another ontology, model or extractor read the articles.
        FormatError: the file is damaged.
    """
    if not path.is_file():
        raise InputError(
            f"no {FILE_NAME} in '{path.parent}'",
            cause="nothing has been built there, or by an older version",
            remedy="build there without --add first",
        )
    try:
        # str.splitlines would also break at characters that a text may hold, such as U+0085.
        first, *rows = (json.loads(line) for line in path.read_bytes().split(b"\n") if line)
        made_of = first["newskg_readings"]
        records = list(_records(first)) + [record for row in rows for record in _records(row)]
    except (ValueError, TypeError, KeyError) as error:
        raise FormatError(f"cannot read {path}", cause=str(error), remedy="build all articles again") from error
    if made_of != _made_of(ontology, settings, versions):
        raise InputError(
            f"the articles in '{path.parent}' were read in another way",
            cause="the ontology, the models, the extractors or the version of kg have changed since",
            remedy="build all articles again, without --add",
        )
    return GraphRecords.of(**{kind: [r for k, r in records if k == kind] for kind in ("documents", *_KINDS)})


def _made_of(ontology: Ontology, settings: BuildSettings, versions: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "ontology_sha256": ontology.hash,
        "extractors": list(settings.extractors),
        "voters": list(settings.voters),
        "versions": dict(versions),
    }


def _records(row: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    if "document" in row:
        d = row["document"]
        source = Source(**(d["source"] | {"authors": tuple(d["source"]["authors"])}))
        yield "documents", Document(**(d | {"source": source, "cuts": tuple(Cut(**cut) for cut in d["cuts"])}))
    for m in row.get("mentions", ()):
        yield "mentions", Mention(**(m | {"span": Span(**m["span"])}))
    for c in row.get("chains", ()):
        votes = tuple((name, weight) for name, weight in c["type_votes"])
        yield "chains", CoreferenceChain(**(c | {"mentions": tuple(c["mentions"]), "type_votes": votes}))
    for r in row.get("relation_mentions", ()):
        yield "relation_mentions", RelationMention(**(r | {"cue": Span(**r["cue"]), "sentence": Span(**r["sentence"])}))
    for r in row.get("rejected", ()):
        yield "rejected", Rejected(**r)
