"""The things of the graph as RDF: an entity with its claims, a claim with its evidence, and so on."""

from __future__ import annotations

from typing import Final

from kg.graph.serialise import GRAPHS

#: What stands about each kind of thing, beside its own statements; IT is the thing, ?s what is told of too.
_ABOUT: Final = {
    "entity": "{ ?s rdf:subject IT } UNION { ?s rdf:object IT } UNION { IT skosxl:prefLabel|skosxl:altLabel ?s }",
    "claim": "{ IT kg:evidence ?s }",
    "evidence": "{ IT oa:hasSelector ?s } UNION { ?s kg:evidence IT }",
    "document": "{ ?s kg:document IT }",
}

#: Ending of an address to the media type that it asks for, whatever the Accept header says.
SUFFIXES: Final = {
    ".ttl": "text/turtle",
    ".jsonld": "application/ld+json",
    ".nt": "application/n-triples",
    ".rdf": "application/rdf+xml",
    ".html": "text/html",
}


def describing(kind: str, iri: str) -> str:
    """Return the query for everything that a thing's page tells; ``iri`` is one that ``kg.rdf`` made, so it is safe.

    >>> describing("claim", "urn:c")
    'CONSTRUCT { ?s ?p ?o } WHERE { { VALUES ?s { <urn:c> } } UNION { <urn:c> kg:evidence ?s } ?s ?p ?o }'
    """
    return (
        f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {{ VALUES ?s {{ <{iri}> }} }} UNION "
        f"{_ABOUT[kind].replace('IT', f'<{iri}>')} ?s ?p ?o }}"
    )


def split_suffix(name: str) -> tuple[str, str | None]:
    """Return the last part of an address without its ending, and the media type that the ending asks for.

    >>> split_suffix("ann-lee.ttl"), split_suffix("st. john")
    (('ann-lee', 'text/turtle'), ('st. john', None))
    """
    for suffix, media_type in SUFFIXES.items():
        if name.endswith(suffix):
            return name.removesuffix(suffix), media_type
    return name, None


#: What a thing is given as, the preferred first.
OFFERED: Final = ("text/html", *GRAPHS)
