"""What a program learns about the service: SPARQL service description, and VoID of the graph."""

from __future__ import annotations

from typing import Final

from kg.rdf.terms import Literal, Quad, ntriples_line
from kg.rdf.vocabulary import DCTERMS, PREFIXES, TYPE, VOID

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_RESULT_FORMATS: Final = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "JSON-LD", "N-Triples", "RDF_XML",
)  # fmt: skip


def service_description(endpoint: str, media_type: str, *, row_limit: int) -> bytes:
    """Return the description of the endpoint with this address.

    Source: https://www.w3.org/TR/sparql11-service-description/
    """
    dataset, graph = f"{endpoint}#dataset", f"{endpoint}#graph"
    quads: list[Quad] = [
        (endpoint, TYPE, _SD + "Service", None),
        (endpoint, _SD + "endpoint", endpoint, None),
        (endpoint, _SD + "supportedLanguage", _SD + "SPARQL11Query", None),
        *((endpoint, _SD + "resultFormat", _FORMATS + name, None) for name in _RESULT_FORMATS),
        (endpoint, _SD + "defaultDataset", dataset, None),
        (endpoint, DCTERMS + "description", Literal(f"An answer has at most {row_limit} rows.", language="en"), None),
        (dataset, TYPE, _SD + "Dataset", None),
        (dataset, _SD + "defaultGraph", graph, None),
        (graph, TYPE, _SD + "Graph", None),
        (graph, DCTERMS + "description", Literal("The whole graph, evidence included.", language="en"), None),
    ]
    return as_rdf(quads, media_type, prefixes={"sd": _SD, "formats": _FORMATS})


def void_links(dataset: str, origin: str, example: str | None) -> list[Quad]:
    """Return where the dataset can be asked, looked up and fetched, to stand beside its own VoID statements.

    ``origin`` ends in a slash; ``example`` is an entity, or None in an empty graph.
    """
    links: list[Quad] = [
        (dataset, VOID + "sparqlEndpoint", origin + "sparql", None),
        (dataset, VOID + "uriLookupEndpoint", origin + "lookup?iri=", None),
        (dataset, VOID + "dataDump", origin + "graph", None),
        (dataset, VOID + "openSearchDescription", origin + "opensearch.xml", None),
        (dataset, VOID + "rootResource", origin, None),
    ]
    return links + ([(dataset, VOID + "exampleResource", example, None)] if example else [])


def as_rdf(quads: list[Quad], media_type: str, *, prefixes: dict[str, str] | None = None, more: str = "") -> bytes:
    """Return statements, and those of ``more`` in N-Triples, as a media type of ``kg.graph.serialise.GRAPHS``."""
    import pyoxigraph

    from kg.graph.serialise import GRAPHS

    lines = "".join(sorted({*map(ntriples_line, quads), *more.splitlines(keepends=True)}))
    triples = [quad.triple for quad in pyoxigraph.parse(lines, format=pyoxigraph.RdfFormat.N_TRIPLES)]
    used = {**PREFIXES, **(prefixes or {})}
    named = {name: iri for name, iri in sorted(used.items()) if iri in lines}
    return (
        pyoxigraph.serialize(triples, format=getattr(pyoxigraph.RdfFormat, GRAPHS[media_type]), prefixes=named) or b""
    )
