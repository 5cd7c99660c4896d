"""Reading a built graph: figures, one entity's card, a summary page; and the graph as networkx."""

from kg.analyse.communities import communities
from kg.analyse.disagreement import Disagreement, disagreements
from kg.analyse.network import to_networkx
from kg.analyse.paths import Path, Step, paths
from kg.analyse.roles import Certainty, Tenure, holding_at, tenures
from kg.analyse.show import EntityCard, Match, card, find_entities
from kg.analyse.statistics import Statistics, statistics
from kg.analyse.summary import summary
from kg.analyse.timeline import TimelineRow, timeline, timeline_text, undated

__all__ = [
    "Certainty",
    "Disagreement",
    "EntityCard",
    "Match",
    "Path",
    "Statistics",
    "Step",
    "Tenure",
    "TimelineRow",
    "card",
    "communities",
    "disagreements",
    "find_entities",
    "holding_at",
    "paths",
    "statistics",
    "summary",
    "tenures",
    "timeline",
    "timeline_text",
    "to_networkx",
    "undated",
]
