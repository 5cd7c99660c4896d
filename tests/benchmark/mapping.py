"""A table that says how our relations read in a set of other relations: dwie.toml, knowledgenet.toml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.model import GraphRecords, RelationMention


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Our relation with the classes of its ends ("*": any), the set's relations, and when they hold.

    ``title``: one of these words is in the relation's title. ``object``: one is in a name of the object. Empty: always.
    """

    predicate: str
    types: tuple[str, str]
    theirs: tuple[str, ...]
    title: tuple[str, ...]
    object: tuple[str, ...]

    def fits(self, relation: RelationMention, records: GraphRecords) -> bool:
        """Say whether a relation mention is what the row speaks of."""
        if relation.predicate != self.predicate:
            return False
        ends = records.chains[relation.subject], records.chains[relation.object]
        names = (records.mentions[id_].text for id_ in ends[1].mentions)
        return (
            all(wanted in ("*", end.type) for wanted, end in zip(self.types, ends, strict=True))
            and (not self.title or _has_words(relation.title or "", self.title))
            and (not self.object or any(_has_words(name, self.object) for name in names))
        )


def read_rows(table: Mapping[str, Any]) -> tuple[Row, ...]:
    """Read the rows called ``map`` of a table."""
    return tuple(
        Row(
            predicate=predicate,
            types=(left, right),
            theirs=tuple(row["theirs"]),
            title=tuple(row.get("title", ())),
            object=tuple(row.get("object", ())),
        )
        for row in table["map"]
        for predicate, left, right in [row["ours"].split()]
    )


def mapped(records: GraphRecords, rows: Sequence[Row]) -> Iterator[tuple[RelationMention, str]]:
    """Yield each stated relation mention with each relation that it reads as: those of the first row that fits.

    Left out: what is denied, planned or only possible. A "<" before a name says that the ends change places.
    """
    for relation in records.relation_mentions.values():
        if relation.polarity == "positive" and relation.status not in ("planned", "possible"):
            row = next((row for row in rows if row.fits(relation, records)), None)
            yield from ((relation, name) for name in (row.theirs if row else ()))


def _has_words(text: str, words: Sequence[str]) -> bool:
    plain = f" {' '.join(re.findall(r'[^\W_]+', text.casefold()))} "
    return any(f" {word} " in plain for word in words)
