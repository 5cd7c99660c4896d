"""The pages for people, and the same things as RDF for programs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import jinja2
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, RedirectResponse, Response

from kg.graph.forked import Reply
from kg.graph.serialise import GRAPHS
from kg.model import Claim, Document, Entity, Evidence, counted, counts, headline, named
from kg.rdf.vocabulary import VOID, local_name
from kg.serve.description import as_rdf, void_links
from kg.serve.negotiation import preferred
from kg.serve.resources import OFFERED, describing, split_suffix
from kg.serve.security import POLICY
from kg.serve.site import KINDS, Site, address
from kg.serve.views import (
    claim_view,
    context,
    document_link,
    entity_link,
    quote_view,
    sections,
    sentence,
    stretches,
    web_link,
)

STATIC = Path(__file__).parent / "static"
_PER_CLASS, _DOCUMENTS, _FOUND = 8, 12, 50
#: Claims on one page of an entity; the others are behind a link.
_CLAIMS = 200
#: The hash of the one style that the editor's table writes into its page.
_TABLE_STYLE = "'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='"

type Construct = Callable[[str, str], Awaitable[Reply]]


@cache
def _templates() -> jinja2.Environment:
    """Return the templates: everything that is put into them is escaped, and a name that is missing is an error."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


class Pages:
    """The pages of one graph. ``construct`` runs a CONSTRUCT query."""

    def __init__(self, site: Site, construct: Construct) -> None:
        self._site, self._construct = site, construct

    def start(self, request: Request) -> Response:
        """Show how large the graph is, what it is about, and the ways in."""
        return self._page("start.html", **self._overview)

    @cached_property
    def _overview(self) -> dict[str, Any]:
        site = self._site
        documents = sorted(
            site.records.documents.values(), key=lambda d: (d.source.published_at or "", d.name), reverse=True
        )
        return {
            "classes": [
                (site.class_label(name), [(entity_link(site, e.id), counted(n, "claim")) for e, n in entities])
                for name, entities in site.most_connected(_PER_CLASS)
            ],
            "documents": [
                (document_link(site, d.id), d.source.publisher, d.source.published_at) for d in documents[:_DOCUMENTS]
            ],
            "figures": [
                counted(len(site.records.entities), "entity", "entities"),
                *counts(site.records).claims().split(", "),
                counted(len(site.records.evidence), "sentence"),
                counted(len(site.records.documents), "article"),
            ],
            "file": site.path.name,
        }

    def search(self, request: Request) -> Response:
        """Show the entities that a text may mean; one that is certain is shown at once."""
        text = request.query_params.get("q", "").strip()
        found = self._site.find(text, limit=_FOUND) if text else ()
        sure = [match for match in found if match.how == "name"]
        if len(found) == 1 and sure:
            return RedirectResponse(address("entity", sure[0].entity.id), 303)
        rows = [
            (
                entity_link(self._site, match.entity.id),
                match.name if match.name != match.entity.name else "",
                counted(len(self._site.claims_of.get(match.entity.id, ())), "claim"),
            )
            for match in found
        ]
        return self._page("search.html", asked=text, rows=rows)

    async def thing(self, kind: str, request: Request) -> Response:
        """Show an entity, claim, evidence or document: as a page or as RDF, by ending or Accept header."""
        name = request.path_params["id"]
        liked = preferred(request.headers.get("accept", ""), OFFERED)
        id, ending = split_suffix(name)
        record, media_type = self._record(kind, id), ending
        if ending is None or record is None:
            id, record, media_type = name, self._record(kind, name), liked
        if record is None and (ending or liked) != "text/html":
            return PlainTextResponse(f"no {kind} of this graph has the id {name!r}\n", 404)
        if record is None:
            return self._missing(kind, name)
        if media_type is None:
            return PlainTextResponse(f"there is {', '.join(OFFERED)}\n", 406)
        iri = self._site.iri(kind, id)
        headers = {"vary": "Accept", "link": f'<{iri}>; rel="describes"'}
        if media_type != "text/html":
            reply = await self._construct(describing(kind, iri), media_type)
            return Response(reply.body, media_type=media_type, headers=headers)
        page = self._show(record, request)
        page.headers.update(headers)
        return page

    def look_up(self, request: Request) -> Response:
        """Lead from the IRI of a thing, as the graph's file has it, to its page here."""
        iri = request.query_params.get("iri", "")
        kind = iri.removeprefix(self._site.base).partition("/")[0]
        id = local_name(iri)
        if kind not in KINDS or self._record(kind, id) is None or self._site.iri(kind, id) != iri:
            return PlainTextResponse("no thing of this graph has this IRI\n", 404)
        return RedirectResponse(address(kind, id), 303)

    async def void(self, request: Request) -> Response:
        """Return the VoID description of the dataset."""
        media_type = preferred(request.headers.get("accept", ""), list(GRAPHS)) or "text/turtle"
        dataset = self._site.base + "dataset"
        own = await self._construct(
            f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {{ VALUES ?s {{ <{dataset}> }} }} UNION "
            f"{{ <{dataset}> <{VOID}classPartition>|<{VOID}propertyPartition> ?s }} ?s ?p ?o }}",
            "application/n-triples",
        )
        first = min(self._site.records.entities, default=None)
        example = self._site.iri("entity", first) if first else None
        links = void_links(dataset, str(request.base_url), example)
        body = as_rdf(links, media_type, more=own.body.decode())
        return Response(body, media_type=media_type, headers={"vary": "Accept"})

    def query_page(self, request: Request) -> Response:
        """Show the query editor with the shipped queries."""
        shipped = [
            {"name": query.name, "title": query.title, "about": query.about, "text": self._site.declared(query.text)}
            for query in self._site.queries
        ]
        settings = {
            "endpoint": "/sparql",
            "base": self._site.base,
            "queries": shipped,
            "prefixes": self._site.prefixes,
            "terms": self._site.terms,
        }
        page = self._page("query.html", settings=settings)
        page.headers["content-security-policy"] = POLICY.replace("style-src 'self'", f"style-src 'self' {_TABLE_STYLE}")
        return page

    def download(self, request: Request) -> Response:
        """Send the graph's file."""
        return FileResponse(self._site.path, filename=self._site.path.name)

    def open_search(self, request: Request) -> Response:
        """Return the description by which a browser can search here from its address bar."""
        text = _templates().get_template("opensearch.xml").render(origin=str(request.base_url))
        return Response(text, media_type="application/opensearchdescription+xml")

    def preview(self, entity: Entity) -> Response:
        """Return a small card of an entity for another tool's page."""
        return self._page("preview.html", entity=entity, **self._entity(entity, ()))

    def _record(self, kind: str, id: str) -> Entity | Claim | Evidence | Document | None:
        site = self._site
        if kind == "entity":
            return site.records.entities.get(id)
        if kind == "claim":
            return site.claims.get(id)
        return site.records.evidence.get(id) if kind == "evidence" else site.records.documents.get(id)

    def _show(self, record: Entity | Claim | Evidence | Document, request: Request) -> Response:
        site = self._site
        match record:
            case Entity():
                return self._entity_page(record, request)
            case Claim():
                view = claim_view(site, record)
                return self._page("claim.html", claim=view, record=record, title=sentence(site, record))
            case Evidence():
                return self._evidence_page(record)
            case Document():
                entities = sorted(
                    (e for e in site.records.entities.values() if record.id in e.document_ids),
                    key=lambda e: (-e.n_mentions, e.name, e.id),
                )
                return self._page(
                    "document.html",
                    document=record,
                    title=headline(record),
                    uri=web_link(record.source.uri),
                    entities=[entity_link(site, e.id) for e in entities],
                    stretches=stretches(site, record),
                    n_sentences=counted(len(site.evidence_in.get(record.id, ())), "sentence"),
                )

    def _entity_page(self, entity: Entity, request: Request) -> Response:
        text = request.query_params.get("from", "0")
        start = min(int(text), 10**9) if text.isascii() and text.isdigit() else 0
        claims = sorted(
            self._site.claims_of.get(entity.id, ()),
            key=lambda c: (c.subject != entity.id, c.predicate, -c.source_count, c.id),
        )
        more = start + _CLAIMS if start + _CLAIMS < len(claims) else None
        shown = claims[start : start + _CLAIMS]
        return self._page(
            "entity.html",
            entity=entity,
            sections=sections(self._site, entity.id, shown),
            start=start,
            more=more,
            total=len(claims),
            **self._entity(entity, claims),
        )

    def _entity(self, entity: Entity, claims: Sequence[Claim]) -> dict[str, Any]:
        site = self._site
        return {
            "title": entity.name,
            "class_label": site.class_label(entity.type),
            "aliases": sorted(entity.aliases - {entity.name}),
            "same_as": [web_link(other) for other in sorted(entity.same_as)],
            "figures": [
                named(entity.n_mentions),
                counted(len(entity.document_ids), "article"),
                counted(len(site.claims_of.get(entity.id, ())), "claim"),
            ],
            "documents": sorted((document_link(site, id) for id in entity.document_ids), key=lambda link: link.text),
            "href": address("entity", entity.id),
        }

    def _evidence_page(self, evidence: Evidence) -> Response:
        site = self._site
        document = site.records.documents.get(evidence.document_id)
        text = document.text if document and evidence.end <= len(document.text) else evidence.quote
        start, end = (evidence.start, evidence.end) if text is not evidence.quote else (0, len(text))
        before, after = context(text, start, end)
        return self._page(
            "evidence.html",
            evidence=evidence,
            view=quote_view(site, evidence, None),
            before=before,
            quote=text[start:end],
            after=after,
            claims=[claim_view(site, claim) for claim in site.claims_on.get(evidence.id, ())],
        )

    def not_found(self, request: Request, error: Exception) -> Response:
        """Say that there is no such page."""
        return self._missing("page", request.url.path)

    def _missing(self, kind: str, id: str) -> Response:
        near = self._site.find(id.replace("-", " "), limit=5) if kind == "entity" else ()
        links = [entity_link(self._site, match.entity.id) for match in near]
        return self._page("missing.html", kind=kind, id=id, near=links, status=404)

    def _page(self, template: str, *, status: int = 200, **values: Any) -> Response:
        rendered = _templates().get_template(template).render(address=address, **values)
        return HTMLResponse(rendered, status)
