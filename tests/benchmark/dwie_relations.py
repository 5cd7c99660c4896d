"""Turns our relation mentions into relations of DWIE, by the table in dwie.toml."""

from __future__ import annotations

import csv
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from kg.annotate.gazetteer import Entry, read_entries
from kg.evaluate.closure import Rule, Triple, derive, read_rule
from kg.model import CoreferenceChain, GraphRecords, Mention
from kg.schema import ontology_directory
from tests.benchmark.mapping import Row, mapped, read_rows

TABLE = Path(__file__).with_name("dwie.toml")
#: Names the entity of a country's adjective by the country's chain.
ADJECTIVE = "adjective of "


def read_table() -> dict[str, Any]:
    """Return dwie.toml."""
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True, kw_only=True)
class DwieMapping:
    """The whole table, with what the gazetteer knows.

    ``country_of`` holds countries by the name of a place; ``state`` a country's usual name by each of its names and
    adjectives; ``regions`` the names of states of a federation, provinces, seas and other large places.
    """

    rows: tuple[Row, ...]
    rules: tuple[Rule, ...]
    country_of: Mapping[str, frozenset[str]]
    state: Mapping[str, str]
    regions: frozenset[str]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Self:
        """Read the rows of the table and the shipped gazetteers."""
        entries = list(read_entries(ontology_directory() / "gazetteers"))
        return cls(
            rows=read_rows(table),
            rules=tuple(map(read_rule, table["follows"]["rules"])),
            country_of=_countries_of_places(entries),
            regions=frozenset(_regions()),
            state={e.name: e.country or e.canonical for e in entries if e.type == "Country"},
        )

    def triples(self, records: GraphRecords, *, gazetteer: bool = True) -> frozenset[Triple]:
        """Return what one document's relation mentions say in DWIE's terms, between chains, with what follows.

        ``gazetteer``: places are put into their countries by the gazetteer, too.
        """
        facts = set(self._said(records))
        countries: dict[str, set[str]] = defaultdict(set)
        for chain in records.chains.values():
            mentions = [records.mentions[id_] for id_ in chain.mentions]
            if chain.type == "Country":
                for name in {m.canonical or self.state.get(m.text, m.text) for m in mentions if _is_name(m)}:
                    countries[name].add(chain.id)
                if any(m.kind == "demonym" for m in mentions):
                    facts.add((ADJECTIVE + chain.id, "adjective", chain.id))
        facts |= {
            (chain.id, "town", chain.id)
            for chain in records.chains.values()
            if chain.type == "Place" and not _names(chain, records) & self.regions
        }
        if gazetteer:
            facts |= set(self._places(records, countries))
        return derive(facts, self.rules)

    def _said(self, records: GraphRecords) -> Iterator[Triple]:
        for relation, name in mapped(records, self.rows):
            ends = (relation.subject, relation.object)
            subject, object_ = reversed(ends) if name.startswith("<") else ends
            yield (subject, name.removeprefix("<"), object_)

    def _places(self, records: GraphRecords, countries: Mapping[str, Iterable[str]]) -> Iterator[Triple]:
        for chain in records.chains.values():
            if chain.type in ("Place", "Facility"):
                for name in _names(chain, records):
                    for country in self.country_of.get(name, ()):
                        yield from ((chain.id, "place_in", id_) for id_ in countries.get(country, ()))


def _countries_of_places(entries: Iterable[Entry]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        if entry.type == "Place" and entry.kind == "name" and entry.country:
            found[entry.name].add(entry.country)
    return {name: frozenset(countries) for name, countries in found.items()}


def _regions() -> Iterator[str]:
    """Yield the names of places that the gazetteer does not have from its list of cities."""
    path = ontology_directory() / "gazetteers" / "places.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        yield from (row["name"] for row in csv.DictReader(lines) if not row["source"].startswith("World cities"))


def _is_name(mention: Mention) -> bool:
    return mention.kind in ("name", "demonym")


def _names(chain: CoreferenceChain, records: GraphRecords) -> set[str]:
    return {m.text for m in (records.mentions[id_] for id_ in chain.mentions) if m.kind == "name"}
