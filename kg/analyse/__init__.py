"""Reading a built graph: figures, one entity's card, a summary page; and the graph as networkx."""

from kg.analyse.disagreement import Disagreement, disagreements
from kg.analyse.network import to_networkx
from kg.analyse.show import EntityCard, Match, card, find_entities
from kg.analyse.statistics import Statistics, statistics
from kg.analyse.summary import disputes, summary

__all__ = [
    "Disagreement",
    "EntityCard",
    "Match",
    "Statistics",
    "card",
    "disagreements",
    "disputes",
    "find_entities",
    "statistics",
    "summary",
    "to_networkx",
]
