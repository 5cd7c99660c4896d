"""Link entities to rows of a table of known things: skos:closeMatch, with a score and its reasons."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.model import Entity, GraphRecords, Judgement, Verdict
from kg.resolve.context import context_stems
from kg.resolve.nodes import sentence_around
from kg.resolve.pair import Row
from kg.resolve.words import alias_key

#: Who decided, in the judgements of links.
DECIDED_BY = "link@1"
_WIKIDATA = "http://www.wikidata.org/entity/"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """A row of a table: ``id`` is an IRI or a Wikidata id; ``type`` a class of the ontology, "" where not known.

    ``score`` is what the service that gave the row thinks of it, in [0, 1]; None: the row is from a table.
    """

    id: str
    label: str
    aliases: tuple[str, ...] = ()
    description: str = ""
    type: str = ""
    score: float | None = None

    @property
    def iri(self) -> str:
        """The id as an IRI.

        >>> LinkRow(id="Q30", label="United States").iri
        'http://www.wikidata.org/entity/Q30'
        """
        return f"{_WIKIDATA}{self.id}" if self.id[:1] == "Q" and self.id[1:].isdigit() else self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkSettings:
    """Weights in natural log-odds that an entity is a row's thing; ``link_from`` bounds the sum, ``margin`` the lead.

    Set by hand: an equal label with an equal class links, an equal label alone does not.
    """

    prior: float = -2.0
    same_label: float = 3.0
    same_alias: float = 2.2
    same_type: float = 1.5
    other_type: float = -8.0
    shared_word: float = 0.6
    max_shared_words: int = 3
    service_match: float = 2.0
    link_from: float = 1.5
    margin: float = 1.0


class NameTable:
    """The rows of a table by the names that they give."""

    def __init__(self, rows: Iterable[LinkRow] = ()) -> None:
        self._by_name: dict[str, set[LinkRow]] = defaultdict(set)
        for row in rows:
            for name in (row.label, *row.aliases):
                if alias_key(name):
                    self._by_name[alias_key(name)].add(row)

    def find(self, names: Iterable[str]) -> set[LinkRow]:
        """Return the rows that give one of the names."""
        return {row for name in set(map(alias_key, names)) for row in self._by_name.get(name, ())}

    def identifier(self, names: Iterable[str], type_name: str | None) -> str | None:
        """Return the IRI of the only row that gives one of the names and is of the class; None where there is no such.

        >>> table = NameTable([LinkRow(id="Q20", label="Norway", aliases=("Norge",), type="Country")])
        >>> table.identifier(["Norge"], "Country"), table.identifier(["Norge"], "Organization")
        ('http://www.wikidata.org/entity/Q20', None)
        """
        found = {row.iri for row in self.find(names) if row.type and row.type == type_name}
        return found.pop() if len(found) == 1 else None


def link(graph: GraphRecords, rows: Iterable[LinkRow], *, settings: LinkSettings | None = None) -> GraphRecords:
    """Return the graph with each entity's link, where one row fits and no other nearly as well.

    The link stands in ``same_as``, its score and reasons in a judgement of the entity's id and the IRI. The
    result depends on the sets of entities and rows alone; linking twice changes nothing.
    """
    chosen = settings or LinkSettings()
    table = NameTable(rows)
    entities: list[Entity] = []
    judgements = {key: j for key, j in graph.judgements.items() if j.decided_by != DECIDED_BY}
    for entity in graph.entities.values():
        candidates = table.find((entity.name, *entity.aliases))
        judged = sorted(
            (_judge(graph, entity, row, chosen) for row in candidates),
            key=lambda judgement: (-_total(judgement), judgement.right),
        )
        if judged and _total(judged[0]) >= chosen.link_from:
            lead = _total(judged[0]) - _total(judged[1]) if len(judged) > 1 else math.inf
            verdict: Verdict = "same" if lead >= chosen.margin else "unsure"
            best = replace(judged[0], verdict=verdict)
            judgements[best.id] = best
            if verdict == "same":
                entity = replace(entity, same_as=entity.same_as | {best.right})
        entities.append(entity)
    return graph.replace(entities=entities, judgements=list(judgements.values()))


def _total(judgement: Judgement) -> float:
    return sum(weight for _, _, weight in judgement.features)


def _judge(graph: GraphRecords, entity: Entity, row: LinkRow, s: LinkSettings) -> Judgement:
    rows: list[Row] = [("prior", "a name and a row", s.prior)]
    if alias_key(entity.name) == alias_key(row.label):
        rows.append(("same label", row.label, s.same_label))
    else:
        names = {alias_key(name) for name in (entity.name, *entity.aliases)}
        shared = sorted(name for name in (row.label, *row.aliases) if alias_key(name) in names)
        rows.append(("same alias", shared[0], s.same_alias))
    if row.type:
        same = row.type == entity.type
        value = entity.type if same else f"{entity.type} / {row.type}"
        rows.append(("class", value, s.same_type if same else s.other_type))
    said, _ = context_stems(row.description)
    common = sorted(word for word in said & _around(graph, entity) if len(word) > 3)
    if common:
        rows.append(
            ("words of the description", " ".join(common), s.shared_word * min(len(common), s.max_shared_words))
        )
    if row.score is not None:
        rows.append(("the service's score", f"{row.score:.2f}", s.service_match * row.score))
    total = sum(weight for _, _, weight in rows)
    return Judgement(
        left=entity.id,
        right=row.iri,
        verdict="unsure",
        score=1 / (1 + math.exp(-total)),
        features=tuple(rows),
        decided_by=DECIDED_BY,
    )


def _around(graph: GraphRecords, entity: Entity) -> frozenset[str]:
    """Return the stems of the sentences of the entity's first names."""
    stems: set[str] = set()
    for chain_id in sorted(entity.chains)[:5]:
        chain = graph.chains.get(chain_id)
        document = graph.documents.get(chain.document_id) if chain else None
        for mention_id in chain.mentions[:2] if chain else ():
            mention = graph.mentions.get(mention_id)
            if mention is not None and document is not None:
                stems |= context_stems(sentence_around(document.text, mention.span))[0]
    return frozenset(stems)
