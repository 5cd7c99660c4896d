"""Gold files, figures, errors by cause, and gold entities as an oracle."""

from kg.evaluate.errors import ErrorCase, cases_as_text, count_causes, error_cases
from kg.evaluate.gate import Floors, fallen, floors_as_text, gate_figures, raised, read_floors
from kg.evaluate.gold import Gold, GoldDocument, GoldEntity, GoldRelation, read_gold
from kg.evaluate.metrics import Figures, Report, evaluate
from kg.evaluate.oracle import gold_mentions
from kg.evaluate.reliability import Reliability, reliability, scored_claims

__all__ = [
    "ErrorCase",
    "Figures",
    "Floors",
    "Gold",
    "GoldDocument",
    "GoldEntity",
    "GoldRelation",
    "Reliability",
    "Report",
    "cases_as_text",
    "count_causes",
    "error_cases",
    "evaluate",
    "fallen",
    "floors_as_text",
    "gate_figures",
    "gold_mentions",
    "raised",
    "read_floors",
    "read_gold",
    "reliability",
    "scored_claims",
]
