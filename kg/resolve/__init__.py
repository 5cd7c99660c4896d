"""Canonicalise: decide which names of the corpus mean one entity, across documents."""

from kg.resolve.canonicalise import canonicalise
from kg.resolve.curation import Curation, CurationRow, read_curation, with_row
from kg.resolve.divide import divide
from kg.resolve.explain import explain
from kg.resolve.judge import judge_pair
from kg.resolve.pair import NameInContext
from kg.resolve.settings import ResolveSettings
from kg.resolve.waterfall import describe
from kg.resolve.words import NameWords

__all__ = [
    "Curation",
    "CurationRow",
    "NameInContext",
    "NameWords",
    "ResolveSettings",
    "canonicalise",
    "describe",
    "divide",
    "explain",
    "judge_pair",
    "read_curation",
    "with_row",
]
