"""What was read from the articles, article by article: for looking at one text, and for other programs."""

from __future__ import annotations

from typing import Any

from kg.export.jsonl import claim_rows
from kg.pipeline.api import Graph


def readings(graph: Graph) -> list[dict[str, Any]]:
    """Return one row a document, by name: its entities with their places, its claims as in ``claims.jsonl``.

    Offsets are half-open code points of ``text``.
    """
    records = graph.records
    claims = list(claim_rows(records))
    rows = []
    for document in sorted(records.documents.values(), key=lambda d: (d.name, d.id)):
        entities: list[dict[str, Any]] = []
        for entity in records.entities.values():
            places = [
                {"start": m.span.start, "end": m.span.end, "text": m.text, "kind": m.kind}
                for chain in (records.chains[id] for id in sorted(entity.chains))
                if chain.document_id == document.id
                for m in (records.mentions[id] for id in chain.mentions)
            ]
            if places:
                places.sort(key=lambda place: (place["start"], place["end"]))
                entities.append({"id": entity.id, "name": entity.name, "type": entity.type, "mentions": places})
        entities.sort(key=lambda entity: (entity["mentions"][0]["start"], entity["id"]))
        rows.append(
            {
                "document": document.name,
                "published_at": document.source.published_at,
                "text": document.text,
                "entities": entities,
                "claims": [c for c in claims if any(e["document"] == document.name for e in c["evidence"])],
            }
        )
    return rows


def readings_as_text(rows: list[dict[str, Any]]) -> str:
    """Return what `readings` gave, for a terminal."""
    lines: list[str] = []
    for row in rows:
        lines += [f"{row['document']}  ({row['published_at'] or 'no date'})", "", f"{len(row['entities'])} entities"]
        for entity in row["entities"]:
            forms = sorted(
                {m["text"] for m in entity["mentions"] if m["kind"] not in ("pronoun", "set")} - {entity["name"]}
            )
            also = f"  also {', '.join(forms)}" if forms else ""
            lines.append(f"  {entity['type']:<12}  {entity['name']}  x{len(entity['mentions'])}{also}")
        lines += ["", f"{len(row['claims'])} claims"]
        for claim in row["claims"]:
            denied = "not " if claim["polarity"] == "negative" else ""
            said = [*claim["title"], *([claim["status"]] if claim["status"] != "occurred" else [])]
            said += [claim["time"]] if claim["time"] else []
            lines.append(
                f"  {claim['subject']} {denied}{claim['predicate']} {claim['object']}"
                + (f"  ({'; '.join(said)})" if said else "")
            )
            lines += [f'    "{" ".join(e["sentence"].split())}"' for e in claim["evidence"]]
        lines.append("")
    return "\n".join(lines[:-1]) + "\n"
