"""Read news articles, get a knowledge graph with the sentence behind every edge.

::

    import kg

    graph = kg.build(["seeds"])          # files, folders, patterns, or "-" for standard input
    graph.claims                         # read-only mappings of frozen records
    graph.query("SELECT ?name WHERE { ?p a kg:Person ; rdfs:label ?name }").values()
    graph.write("exports/graph.ttl")
    graph = kg.load("exports/graph.ttl")

The names below load when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.errors import KgError
    from kg.model import Claim, Document, Entity, Evidence, GraphRecords, Rejected
    from kg.pipeline.api import Graph, build, load
    from kg.pipeline.settings import BuildSettings
    from kg.schema import Ontology, load_ontology

__version__ = "0.1.0"

__all__ = [
    "BuildSettings",
    "Claim",
    "Document",
    "Entity",
    "Evidence",
    "Graph",
    "GraphRecords",
    "KgError",
    "Ontology",
    "Rejected",
    "build",
    "load",
    "load_ontology",
]

#: Where each public name is defined.
_HOMES = {
    "BuildSettings": "kg.pipeline.settings",
    "Claim": "kg.model",
    "Document": "kg.model",
    "Entity": "kg.model",
    "Evidence": "kg.model",
    "Graph": "kg.pipeline.api",
    "GraphRecords": "kg.model",
    "KgError": "kg.errors",
    "Ontology": "kg.schema",
    "Rejected": "kg.model",
    "build": "kg.pipeline.api",
    "load": "kg.pipeline.api",
    "load_ontology": "kg.schema",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
