"""How much is in a graph, counted and worded in one way for all commands, pages and files."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.graph import GraphRecords


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many there are of each; a relation is a claim between two entities, a value one of a date or number."""

    articles: int
    entities: int
    relations: int
    values: int
    open_claims: int
    sentences: int

    def claims(self) -> str:
        """Return how many claims of each kind there are, in words; open claims only where there are some.

        >>> Counts(articles=5, entities=44, relations=51, values=1, open_claims=0, sentences=83).claims()
        '51 relations, 1 value'
        """
        said = [counted(self.relations, "relation"), counted(self.values, "value")]
        return ", ".join([*said, *([counted(self.open_claims, "open claim")] if self.open_claims else [])])

    def __str__(self) -> str:
        """Return the size of the graph in words.

        >>> str(Counts(articles=1, entities=44, relations=51, values=4, open_claims=0, sentences=83))
        '1 article, 44 entities, 51 relations, 4 values'
        """
        entities = counted(self.entities, "entity", "entities")
        return f"{counted(self.articles, 'article')}, {entities}, {self.claims()}"


def counts(graph: GraphRecords) -> Counts:
    """Return how much is in a graph."""
    return Counts(
        articles=len(graph.documents),
        entities=len(graph.entities),
        relations=len(graph.claims),
        values=len(graph.value_claims),
        open_claims=len(graph.open_claims),
        sentences=len(graph.evidence),
    )


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun; ``plural`` is for nouns that do not only take an s.

    >>> counted(1, "claim"), counted(1200, "claim"), counted(2, "entity", "entities")
    ('1 claim', '1,200 claims', '2 entities')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def named(n_mentions: int) -> str:
    """Return how often an entity is named; a country of which only adjectives stand is in the graph without a name.

    >>> named(1), named(0)
    ('1 mention', 'named by its adjective alone')
    """
    return counted(n_mentions, "mention") if n_mentions else "named by its adjective alone"
