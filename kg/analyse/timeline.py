"""An entity's timeline: its roles as intervals, and its dated claims, in the order of their dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kg.analyse.roles import Tenure, tenures
from kg.analyse.show import Sentence, name_of, qualifiers, sentences
from kg.analyse.wording import fitting
from kg.model import GraphRecords, Period, posts
from kg.schema import Ontology


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """One line of an entity's timeline: a role, or a dated claim; ``text`` says it in words.

    ``since`` and ``until`` are ISO dates or None; both are the same for what happened once.
    """

    since: str | None
    until: str | None
    seen: tuple[str, str] | None
    text: str
    kind: Literal["role", "event"]
    claims: tuple[str, ...]
    sentences: tuple[Sentence, ...]


def timeline(graph: GraphRecords, ontology: Ontology, entity_id: str) -> tuple[TimelineRow, ...]:
    """Return an entity's roles and dated claims, earliest first; roles without any date come last."""
    rows = [
        TimelineRow(
            since=tenure.since,
            until=tenure.until,
            seen=tenure.seen,
            text=_words(graph, ontology, tenure),
            kind="role",
            claims=tenure.claims,
            # One sentence may be behind several claims of a role.
            sentences=tuple(dict.fromkeys(s for id in tenure.claims for s in sentences(graph, graph.claims[id]))),
        )
        for tenure in tenures(graph, ontology)
        if entity_id in (tenure.holder, tenure.body)
    ]
    in_roles = {id for row in rows for id in row.claims}
    for claim in graph.claims.values():
        if claim.id in in_roles or claim.time is None or entity_id not in (claim.subject, claim.object):
            continue
        prop = ontology.properties.get(claim.predicate)
        said = f"{name_of(graph, claim.subject)} {prop.label if prop else claim.predicate} "
        said += name_of(graph, claim.object)
        how = [*(["denied"] if claim.polarity == "negative" else []), *qualifiers(replace(claim, time=None))]
        rows.append(
            TimelineRow(
                since=claim.time,
                until=claim.until or claim.time,
                seen=None,
                text=said + (f" ({', '.join(how)})" if how else ""),
                kind="event",
                claims=(claim.id,),
                sentences=sentences(graph, claim),
            )
        )
    for claim in graph.value_claims.values():
        if claim.subject == entity_id and Period.read(claim.object) is not None:
            prop = ontology.values.get(claim.predicate)
            how = [*(["denied"] if claim.polarity == "negative" else []), *qualifiers(claim)]
            rows.append(
                TimelineRow(
                    since=claim.object,
                    until=claim.object,
                    seen=None,
                    text=f"{name_of(graph, claim.subject)} "
                    f"{fitting(prop.label if prop else claim.predicate, claim.datatype)} {claim.object}"
                    + (f" ({', '.join(how)})" if how else ""),
                    kind="event",
                    claims=(claim.id,),
                    sentences=sentences(graph, claim),
                )
            )
    return tuple(sorted(rows, key=lambda r: (r.since or (r.seen and r.seen[0]) or r.until or "~", r.text, r.claims)))


def undated(graph: GraphRecords, ontology: Ontology, entity_id: str) -> tuple[str, ...]:
    """Return the ids of the claims that something happened to an entity without a date, which its timeline lacks."""
    in_roles = {id for tenure in tenures(graph, ontology) for id in tenure.claims}
    return tuple(
        claim.id
        for claim in graph.claims.values()
        if claim.time is None
        and claim.id not in in_roles
        and entity_id in (claim.subject, claim.object)
        and claim.predicate in ontology.properties
        and ontology.properties[claim.predicate].happens
    )


def _words(graph: GraphRecords, ontology: Ontology, tenure: Tenure) -> str:
    label = ontology.properties[tenure.predicate].label
    words = [", ".join(posts(tenure.titles))] if tenure.titles else []
    words += ["acting"] if tenure.acting and not any("acting" in t.casefold() for t in tenure.titles) else []
    words += ["over"] if tenure.over_by and not tenure.until else []
    said = f"{name_of(graph, tenure.holder)} {label} {name_of(graph, tenure.body)}"
    return f"{said} ({'; '.join(words)})" if words else said


def timeline_text(rows: Sequence[TimelineRow], *, max_sentences: int = 1) -> str:
    """Return a timeline as aligned text: when it was, as far as sources say, and what it is."""
    lines = []
    for row in rows:
        lines.append(f"{_when(row):<24}  {row.text}")
        lines += [f'    "{s.text}"  [{s.document}]' for s in row.sentences[:max_sentences]]
    return "".join(line + "\n" for line in lines)


def _when(row: TimelineRow) -> str:
    """Return in words from when to when; "seen" where sources have it in between without saying since when."""
    first, last = row.seen or ("", "")
    if row.since and row.until:
        return row.since if row.since == row.until else f"{row.since} to {row.until}"
    stated = f"since {row.since}" if row.since else f"until {row.until}" if row.until else ""
    seen = "" if not first else f"seen {first}" if first == last else f"seen {first} to {last}"
    return ", ".join(word for word in (stated, seen) if word) or "undated"
