"""What the pages show: rows of plain values, made from records. Nothing here is escaped; the templates do that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.analyse.show import qualifiers
from kg.analyse.wording import fitting
from kg.model import Claim, Document, Evidence, counted, headline
from kg.rdf.vocabulary import is_web_iri
from kg.serve.site import Site, address

#: Sentences that stand open under a claim; the others unfold.
_OPEN_SENTENCES = 1
#: Code points of the article round a quoted sentence.
_CONTEXT = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A name that leads to a page; ``href`` None: it leads nowhere. ``note`` stands beside it."""

    text: str
    href: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView:
    """A sentence with its article; ``note`` is what it says where that is not what the claim came to."""

    text: str
    href: str
    document: Link
    published: str
    note: str
    speaker: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A claim: its parts as links, what qualifies it in words, its sentences, the claims that speak against it."""

    href: str
    subject: Link
    relation: str
    object: Link
    negative: bool
    status: str
    said: tuple[str, ...]
    speakers: tuple[Link, ...]
    confidence: int
    sources: str
    quotes: tuple[QuoteView, ...]
    disputed_by: tuple[Link, ...]
    n_open: int = _OPEN_SENTENCES


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The claims of one relation seen from one side: ``before`` and ``after`` stand round the entity's name."""

    relation: str
    outgoing: bool
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A piece of an article's text; ``href`` leads to the evidence that it is part of, or None."""

    text: str
    href: str | None
    claims: str = ""


def entity_link(site: Site, id: str) -> Link:
    """Return a link to an entity; one that the file does not hold leads nowhere."""
    entity = site.records.entities.get(id)
    if entity is None:
        return Link(text=id)
    return Link(text=entity.name, href=address("entity", id), note=site.class_label(entity.type))


def document_link(site: Site, id: str) -> Link:
    """Return a link to an article by its headline."""
    document = site.records.documents.get(id)
    if document is None:
        return Link(text=id)
    return Link(text=headline(document), href=address("document", id), note=document.name)


def web_link(text: str) -> Link:
    """Return a link to another site if the text is the address of one; any other scheme is plain text."""
    return Link(text=text, href=text if is_web_iri(text) else None)


def quote_view(site: Site, evidence: Evidence, claim: Claim | None) -> QuoteView:
    """Return a sentence as a claim's page shows it; without a claim it has no note."""
    document = site.records.documents.get(evidence.document_id)
    note = ""
    if claim is not None and (evidence.status, evidence.polarity) != (claim.status, claim.polarity):
        denied = "not " if evidence.polarity != claim.polarity else ""
        note = f"says: {denied}{evidence.status}" + (f", for {evidence.time}" if evidence.time else "")
    return QuoteView(
        text=" ".join(evidence.quote.split()),
        href=address("evidence", evidence.id),
        document=document_link(site, evidence.document_id),
        published=(document.source.published_at or "") if document else "",
        note=note,
        speaker=None if evidence.said_by is None else entity_link(site, evidence.said_by),
    )


def claim_view(site: Site, claim: Claim) -> ClaimView:
    """Return a claim with its sentences: those that state it as it stands first, then by score."""
    known = [site.records.evidence[id] for id in claim.evidence if id in site.records.evidence]
    known.sort(
        key=lambda e: ((e.status, e.polarity) != (claim.status, claim.polarity), -e.score, e.document_id, e.start)
    )
    distinct = {(e.document_id, e.start, e.end): e for e in reversed(known)}
    ordered = [e for e in known if distinct[e.document_id, e.start, e.end] is e]
    others = [site.claims[id] for id in sorted(claim.disputed_by) if id in site.claims]
    return ClaimView(
        href=address("claim", claim.id),
        subject=entity_link(site, claim.subject),
        relation=claim.phrase or fitting(site.labels.get(claim.predicate, claim.predicate), claim.datatype),
        object=entity_link(site, claim.object) if claim.datatype is None else Link(text=claim.object),
        negative=claim.polarity == "negative",
        status=claim.status,
        said=tuple(qualifiers(claim)),
        speakers=tuple(sorted((entity_link(site, id) for id in claim.attributed_to), key=lambda link: link.text)),
        confidence=round(100 * claim.confidence),
        sources=_sources(claim),
        quotes=tuple(quote_view(site, evidence, claim) for evidence in ordered),
        disputed_by=tuple(Link(text=sentence(site, other), href=address("claim", other.id)) for other in others),
    )


def sentence(site: Site, claim: Claim) -> str:
    """Return a claim in words, without what qualifies it."""
    relation = claim.phrase or fitting(site.labels.get(claim.predicate, claim.predicate), claim.datatype)
    other = entity_link(site, claim.object).text if claim.datatype is None else claim.object
    denied = "not: " if claim.polarity == "negative" else ""
    return f"{denied}{entity_link(site, claim.subject).text} {relation} {other}"


def sections(site: Site, entity_id: str, claims: Sequence[Claim]) -> tuple[Section, ...]:
    """Return claims by relation and side, as an entity's page shows them: its own first, then what is said of it."""
    grouped: dict[tuple[bool, str], list[Claim]] = {}
    for claim in claims:
        relation = claim.phrase or fitting(site.labels.get(claim.predicate, claim.predicate), claim.datatype)
        grouped.setdefault((claim.subject != entity_id, relation), []).append(claim)
    found = []
    for (incoming, relation), group in sorted(grouped.items()):
        group.sort(key=lambda c: (c.polarity == "negative", -c.source_count, c.time or "", c.object, c.subject, c.id))
        views = tuple(claim_view(site, claim) for claim in group)
        found.append(Section(relation=relation, outgoing=not incoming, claims=views))
    return tuple(found)


def stretches(site: Site, document: Document) -> tuple[Stretch, ...]:
    """Return an article's text cut at the borders of its evidence; together they are the text."""
    marked = [site.records.evidence[id] for id in site.evidence_in.get(document.id, ())]
    marked = [e for e in marked if 0 <= e.start < e.end <= len(document.text)]
    borders = sorted({0, len(document.text), *(e.start for e in marked), *(e.end for e in marked)})
    found = []
    waiting, open_now = sorted(marked, key=lambda e: (-e.start, -e.end, e.id)), list[Evidence]()
    for start, end in pairwise(borders):
        while waiting and waiting[-1].start <= start:
            open_now.append(waiting.pop())
        open_now = [e for e in open_now if e.end > start]
        said = sorted({sentence(site, claim) for e in open_now for claim in site.claims_on.get(e.id, ())})
        href = address("evidence", open_now[0].id) if open_now else None
        found.append(Stretch(text=document.text[start:end], href=href, claims="\n".join(said)))
    return tuple(found)


def context(text: str, start: int, end: int, *, size: int = _CONTEXT) -> tuple[str, str]:
    """Return at most ``size`` code points before and after a stretch of text, cut between words.

    >>> context("One two three four five six", 8, 13, size=6)
    ('… two ', ' four …')
    """
    before, after = text[max(0, start - size) : start], text[end : end + size]
    if start > size:
        before = "… " + before[before.find(" ") + 1 :]
    if end + size < len(text):
        after = (after.rpartition(" ")[0] or after) + " …"
    return before, after


def _sources(claim: Claim) -> str:
    words = counted(claim.source_count, "article")
    if claim.independent_source_count != claim.source_count:
        words += f", {claim.independent_source_count:,} independent"
    return words
