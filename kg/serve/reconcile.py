"""The Reconciliation Service API, by which OpenRefine and others match the cells of a table with entities.

Source: https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

import kg
from kg.analyse import Match
from kg.model import Claim, Entity, counted
from kg.schema.ontology import Ontology
from kg.serve.forms import FORM, RefusedError, body_of, decoded
from kg.serve.site import Site

_MAX_QUERIES, _MAX_BYTES = 500, 2 * 1024 * 1024
_RESULTS, _MOST_RESULTS = 5, 100
#: How much a name counts that fits in a way; a name that fits only in part or nearly is never a certain match.
_WEIGHTS: Mapping[str, float] = {"name": 100.0, "alias": 95.0, "part": 80.0, "spelling": 85.0}
#: The part of the score that the values of properties decide, where a query gives any.
_PROPERTIES_SHARE = 0.4


class Reconciler:
    """Answers reconciliation, suggestion, preview and extension requests from a site.

    Ids of entities are their ids in the graph, ids of types and properties the local names of the ontology.
    """

    def __init__(self, site: Site, preview: Callable[[Entity], Response]) -> None:
        self._site, self._preview = site, preview
        self._ontology: Ontology = site.graph.ontology

    async def service(self, request: Request) -> Response:
        """Answer ``queries`` or ``extend`` of a GET or a POSTed form; without them return the manifest."""
        try:
            given = dict(decoded(request.scope["query_string"]))
            if request.method == "POST":
                if request.headers.get("content-type", FORM).partition(";")[0].strip().lower() != FORM:
                    raise RefusedError(415, f"send {FORM} with queries= or extend=")
                given |= decoded(await body_of(request, most=_MAX_BYTES))
            # In a thread: a batch takes long enough for others to notice.
            if "extend" in given:
                return JSONResponse(await run_in_threadpool(self._extend, _object(given["extend"])))
            if "queries" in given:
                return JSONResponse(await run_in_threadpool(self._batch, _object(given["queries"])))
        except RefusedError as error:
            return _error(error.status, str(error))
        return JSONResponse(self.manifest(str(request.base_url)))

    def _batch(self, queries: Mapping[str, Any]) -> dict[str, Any]:
        if len(queries) > _MAX_QUERIES:
            raise RefusedError(400, f"a batch has at most {_MAX_QUERIES} queries")
        return {key: {"result": self._results(query)} for key, query in queries.items()}

    def manifest(self, origin: str) -> dict[str, Any]:
        """Return what the service says of itself; ``origin`` is its address and ends in a slash."""

        def service(path: str) -> dict[str, str]:
            return {"service_url": origin.rstrip("/"), "service_path": path}

        used = {entity.type for entity in self._site.records.entities.values()}
        return {
            "versions": ["0.2"],
            "name": f"newskg: {self._site.path.name}",
            "identifierSpace": self._site.base + "entity/",
            "schemaSpace": self._ontology.base,
            "serviceVersion": kg.__version__,
            "logo": origin + "static/icon.svg",
            "defaultTypes": [self._type(name) for name in sorted(used)],
            "view": {"url": origin + "entity/{{id}}"},
            "preview": {"url": origin + "reconcile/preview?id={{id}}", "width": 420, "height": 190},
            "suggest": {kind: service(f"/reconcile/suggest/{kind}") for kind in ("entity", "type", "property")},
            "extend": {"propose_properties": service("/reconcile/properties"), "property_settings": []},
        }

    def suggest_entity(self, request: Request) -> Response:
        """Return entities for a beginning that somebody types."""
        found = self._site.find(
            request.query_params.get("prefix", ""), limit=_limit(request.query_params.get("limit"), 20)
        )
        return JSONResponse(
            {
                "result": [
                    {
                        "id": match.entity.id,
                        "name": match.entity.name,
                        "description": self._describe(match.entity),
                        "notable": [self._type(match.entity.type)],
                    }
                    for match in found
                ]
            }
        )

    def suggest_type(self, request: Request) -> Response:
        """Return classes whose name or label holds what somebody types."""
        return self._suggest(request, {name: self._site.class_label(name) for name in self._ontology.classes})

    def suggest_property(self, request: Request) -> Response:
        """Return properties whose name or label holds what somebody types."""
        return self._suggest(request, self._site.labels)

    def properties(self, request: Request) -> Response:
        """Return the properties that entities of a type have in this graph, the commonest first."""
        wanted = request.query_params.get("type", "")
        counts: dict[str, int] = {}
        for claim in self._site.claims.values():
            entity = self._site.records.entities.get(claim.subject)
            if claim.phrase is None and entity and (not wanted or self._ontology.is_a(entity.type, wanted)):
                counts[claim.predicate] = counts.get(claim.predicate, 0) + 1
        names = sorted(counts, key=lambda name: (-counts[name], name))[: _limit(request.query_params.get("limit"), 50)]
        return JSONResponse({"type": wanted, "properties": [self._property(name) for name in names]})

    def preview(self, request: Request) -> Response:
        """Return a card of an entity for a frame in another local tool."""
        entity = self._site.records.entities.get(request.query_params.get("id", ""))
        if entity is None:
            return _error(404, "no entity has this id")
        page = self._preview(entity)
        page.headers["content-security-policy"] = (
            "default-src 'none'; style-src 'self'; base-uri 'none'; "
            "frame-ancestors 'self' http://127.0.0.1:* http://localhost:*"
        )
        return page

    def _results(self, query: Any) -> list[dict[str, Any]]:
        if not isinstance(query, Mapping) or not (query.get("query") or query.get("properties")):
            raise RefusedError(400, "a query has 'query', 'properties', or both")
        name, types = query.get("query", ""), query.get("type") or []
        types = [types] if isinstance(types, str) else types
        properties = query.get("properties") or []
        if not (isinstance(name, str) and isinstance(types, list) and isinstance(properties, list)):
            raise RefusedError(400, "'query' is a text, 'type' one or more ids, 'properties' a list")
        if not all(isinstance(p, Mapping) and "pid" in p and "v" in p for p in properties):
            raise RefusedError(400, "a property has 'pid' and 'v'")
        types = [self._local(str(type)) for type in types]
        strict, limit = query.get("type_strict", "any"), _limit(query.get("limit"), _RESULTS)
        # More are asked for than wanted: types and properties still change the order.
        found = self._site.find(name, types=types if strict != "should" else (), limit=4 * limit + 20)
        if not name:
            found = self._with_properties(properties)
        if strict == "all":
            found = tuple(m for m in found if all(self._ontology.is_a(m.entity.type, type) for type in types))
        scored = [self._scored(match, types, properties) for match in found]
        scored.sort(key=lambda row: (-row["score"], row["name"], row["id"]))
        certain = [row for row in scored if row["match"]]
        for row in certain if len(certain) > 1 else ():
            row["match"] = False
        return scored[:limit]

    def _scored(self, match: Match, types: list[str], properties: list[Mapping[str, Any]]) -> dict[str, Any]:
        entity, likeness = match.entity, match.score * _WEIGHTS[match.how]
        features: list[dict[str, Any]] = [{"id": "name", "value": round(likeness, 2)}]
        score, fits = likeness, match.how in ("name", "alias")
        if types:
            typed = any(self._ontology.is_a(entity.type, type) for type in types)
            features.append({"id": "type", "value": typed})
            fits, score = fits and typed, score if typed else score / 2
        if properties:
            agree = [self._agrees(entity, self._local(str(p["pid"])), p["v"]) for p in properties]
            features += [{"id": str(p["pid"]), "value": yes} for p, yes in zip(properties, agree, strict=True)]
            score = (1 - _PROPERTIES_SHARE) * score + _PROPERTIES_SHARE * 100 * sum(agree) / len(agree)
            fits = fits and all(agree)
        return {
            "id": entity.id,
            "name": entity.name,
            "description": self._describe(entity),
            "type": [self._type(entity.type)],
            "score": round(score, 2),
            "match": fits,
            "features": features,
        }

    def _with_properties(self, properties: list[Mapping[str, Any]]) -> tuple[Match, ...]:
        """Return the entities that have the first of the properties, for a query without a name."""
        pid, value = self._local(str(properties[0]["pid"])), properties[0]["v"]
        subjects = {claim.subject for claim in self._site.claims.values() if claim.predicate == pid}
        entities = (self._site.records.entities[id] for id in sorted(subjects & self._site.records.entities.keys()))
        return tuple(
            Match(entity=e, name=e.name, how="part", score=1.0) for e in entities if self._agrees(e, pid, value)
        )

    def _agrees(self, entity: Entity, property: str, value: Any) -> bool:
        """Say whether the graph states one of the values of the entity's property."""
        wanted = {_folded(v.get("name") or v["id"]) if isinstance(v, Mapping) else _folded(v) for v in _list(value)}
        wanted |= {str(v["id"]) for v in _list(value) if isinstance(v, Mapping)}
        return any(not wanted.isdisjoint(self._values(claim)) for claim in self._stated(entity.id, property))

    def _values(self, claim: Claim) -> set[str]:
        other = self._site.records.entities.get(claim.object)
        if claim.datatype is not None or other is None:
            return {_folded(claim.object)}
        return {other.id, *map(_folded, (other.name, *other.aliases))}

    def _stated(self, entity_id: str, property: str) -> Iterable[Claim]:
        claims = self._site.claims_of.get(entity_id, ())
        return (c for c in claims if c.subject == entity_id and c.predicate == property and c.asserted)

    def _extend(self, query: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of properties of entities, as the data extension part of the interface has it."""
        ids, properties = query.get("ids"), query.get("properties")
        if not isinstance(ids, list) or not isinstance(properties, list):
            raise RefusedError(400, "'extend' has 'ids' and 'properties'")
        names = [self._local(str(p.get("id", ""))) for p in properties if isinstance(p, Mapping)]
        rows = {str(id): {name: self._cells(str(id), name) for name in names} for id in ids[:_MAX_QUERIES]}
        return {"meta": [self._property(name) for name in names], "rows": rows}

    def _cells(self, entity_id: str, property: str) -> list[dict[str, str]]:
        cells: dict[str, dict[str, str]] = {}
        for claim in self._stated(entity_id, property):
            other = self._site.records.entities.get(claim.object)
            value = claim.datatype is not None or other is None
            cells[claim.object] = {"str": claim.object} if value else {"id": other.id, "name": other.name}  # type: ignore[union-attr]
        return [cells[key] for key in sorted(cells)]

    def _suggest(self, request: Request, labels: Mapping[str, str]) -> Response:
        wanted = _folded(request.query_params.get("prefix", ""))
        fitting = [n for n, label in labels.items() if wanted in _folded(label) or wanted in _folded(n)]
        fitting.sort(key=lambda name: (not _folded(labels[name]).startswith(wanted), labels[name], name))
        rows = [{"id": name, "name": labels[name]} for name in fitting]
        return JSONResponse({"result": rows[: _limit(request.query_params.get("limit"), 20)]})

    def _describe(self, entity: Entity) -> str:
        claims = counted(len(self._site.claims_of.get(entity.id, ())), "claim")
        return f"{self._site.class_label(entity.type)}, {claims}"

    def _local(self, id: str) -> str:
        """Return a type's or property's id as it is used here: senders may put the schema space before it."""
        return id.removeprefix(self._ontology.base).removeprefix("kg:")

    def _type(self, name: str) -> dict[str, str]:
        return {"id": name, "name": self._site.class_label(name)}

    def _property(self, name: str) -> dict[str, str]:
        return {"id": name, "name": self._site.labels.get(name, name)}


def _object(text: Any) -> Mapping[str, Any]:
    try:
        found = json.loads(text)
    except (TypeError, ValueError, RecursionError) as error:
        raise RefusedError(400, "no JSON") from error
    if not isinstance(found, dict):
        raise RefusedError(400, "a JSON object is needed")
    return found


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _folded(value: Any) -> str:
    return " ".join(str(value).casefold().split())


def _limit(value: Any, default: int) -> int:
    try:
        return min(max(int(value), 1), _MOST_RESULTS)
    except (TypeError, ValueError, OverflowError):
        return default


def _error(status: int, message: str) -> Response:
    return JSONResponse({"status": "error", "message": message}, status)
