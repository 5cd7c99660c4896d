"""Canonicalise: decide which names of the corpus mean one entity, across documents."""

from kg.resolve.canonicalise import canonicalise
from kg.resolve.explain import describe, explain
from kg.resolve.judge import judge_pair
from kg.resolve.pair import NameInContext
from kg.resolve.settings import ResolveSettings
from kg.resolve.words import NameWords

__all__ = [
    "NameInContext",
    "NameWords",
    "ResolveSettings",
    "canonicalise",
    "describe",
    "explain",
    "judge_pair",
]
