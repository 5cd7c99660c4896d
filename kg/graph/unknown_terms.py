"""Prefixed names of a query that stand nowhere in the graph: a misspelt one gives no rows and no error."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.graph.guard import declared_prefixes, tokens
from kg.rdf.vocabulary import KG, XSD

if TYPE_CHECKING:
    import pyoxigraph

#: The prefix of entities: their ids are names, so that a near one may have been meant.
_THINGS = "entity"
#: Least likeness of a name that is offered (0 to 100, rapidfuzz ratio): a letter too much, too few, or two that changed
#: places still fit in a short word ("lable": 80), "seeAlso" is not offered for "hasNote".
_LIKE_ENOUGH = 70


def unknown_terms(text: str, store: pyoxigraph.Store, prefixes: Mapping[str, str]) -> list[tuple[str, str | None]]:
    """Return the prefixed names of a query that stand nowhere in the graph, each with the nearest that may be meant.

    In the query's order, each once. The nearest is one of the graph, else one that the vocabulary defines; None where
    no name is near, or where the vocabulary defines the term itself: it is right, and the graph has nothing of it.
    Datatypes and functions are looked up in their vocabulary alone: they need not stand in the graph.
    """
    import pyoxigraph

    known = declared_prefixes(text, prefixes)
    found: dict[str, str | None] = {}
    for kind, token in tokens(text):
        prefix, colon, name = token.partition(":")
        namespace, name = known.get(prefix, ""), re.sub(r"\\(.)", r"\1", name)
        if kind != "name" or not colon or not name or not namespace or token in found:
            continue
        defined = _defined(namespace)
        if namespace == XSD and name in defined:
            continue
        try:
            term = pyoxigraph.NamedNode(namespace + name)
        except ValueError:
            continue
        if any(next(store.quads_for_pattern(*at), None) for at in _places(term)):
            continue
        near = None
        if name not in defined:
            near = _nearest(name, _names(store, namespace, things=prefix == _THINGS)) or _nearest(name, defined)
        found[token] = f"{prefix}:{near}" if near else None
    return list(found.items())


def _places(term: pyoxigraph.NamedNode) -> tuple[tuple[Any, Any, Any], ...]:
    return (None, term, None), (term, None, None), (None, None, term)


def _names(store: pyoxigraph.Store, namespace: str, *, things: bool) -> frozenset[str]:
    """Return the names of a namespace that are predicates or classes in the graph, or its subjects."""
    asked = "SELECT DISTINCT ?t { ?t a ?c }" if things else "SELECT DISTINCT ?t { { ?s ?t ?o } UNION { ?s a ?t } }"
    rows: Any = store.query(asked)
    terms = (row[0].value for row in rows)
    return frozenset(term.removeprefix(namespace) for term in terms if term.startswith(namespace))


@cache
def _defined(namespace: str) -> frozenset[str]:
    """Return the terms that a well-known vocabulary defines, as rdflib lists them; none for another namespace."""
    if namespace == KG:
        return frozenset()
    from rdflib import namespace as vocabularies
    from rdflib.namespace import DefinedNamespace

    for vocabulary in vars(vocabularies).values():
        if isinstance(vocabulary, type) and issubclass(vocabulary, DefinedNamespace) and str(vocabulary) == namespace:
            return frozenset(str(term).removeprefix(namespace) for term in dir(vocabulary))
    return frozenset()


def _nearest(name: str, known: frozenset[str]) -> str | None:
    from rapidfuzz import fuzz, process

    hits = process.extract(
        name, sorted(known), scorer=fuzz.ratio, processor=str.casefold, limit=1, score_cutoff=_LIKE_ENOUGH
    )
    return hits[0][0] if hits else None
