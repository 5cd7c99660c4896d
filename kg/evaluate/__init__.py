"""Gold files, figures, errors by cause, and gold entities as an oracle."""

from kg.evaluate.errors import ErrorCase, cases_as_text, count_causes, error_cases
from kg.evaluate.gold import Gold, GoldDocument, GoldEntity, GoldRelation, read_gold
from kg.evaluate.metrics import Figures, Report, evaluate
from kg.evaluate.oracle import gold_mentions

__all__ = [
    "ErrorCase",
    "Figures",
    "Gold",
    "GoldDocument",
    "GoldEntity",
    "GoldRelation",
    "Report",
    "cases_as_text",
    "count_causes",
    "error_cases",
    "evaluate",
    "gold_mentions",
    "read_gold",
]
