"""Canonicalise: decide which names of the corpus mean one entity, across documents."""

from kg.resolve.canonicalise import GivenClasses, canonicalise, given_classes
from kg.resolve.curation import Curation, CurationRow, read_curation, with_row, without_row
from kg.resolve.divide import divide
from kg.resolve.explain import explain
from kg.resolve.judge import judge_pair
from kg.resolve.pair import NameInContext
from kg.resolve.reject import reject_claims
from kg.resolve.settings import ResolveSettings
from kg.resolve.waterfall import describe
from kg.resolve.words import NameWords

__all__ = [
    "Curation",
    "CurationRow",
    "GivenClasses",
    "NameInContext",
    "NameWords",
    "ResolveSettings",
    "canonicalise",
    "describe",
    "divide",
    "explain",
    "given_classes",
    "judge_pair",
    "read_curation",
    "reject_claims",
    "with_row",
    "without_row",
]
