"""Score the judging of name pairs against a file that says which are one thing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.resolve.measure_pairs import PairFigures, judge_rows, kinds_of_error, pair_figures, read_pairs
from kg.resolve.settings import ResolveSettings
from kg.resolve.words import NameWords
from kg.schema import load_ontology


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredPairs:
    """The figures, and of which kinds the wrong judgements are: (error, kind, number)."""

    figures: PairFigures
    errors: tuple[tuple[str, str, int], ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the figures as JSON takes them."""
        f = self.figures
        return {
            "pairs_of_one": f.n_same,
            "pairs_of_two": f.n_different,
            "false_merges": f.wrong,
            "false_merge_rate": round(f.false_merge_rate, 4),
            "missed_merges": f.missed,
            "missed_merge_rate": round(f.missed_rate, 4),
            "errors": [{"error": error, "kind": kind, "number": number} for error, kind, number in self.errors],
        }

    def as_text(self, *, errors: bool = False) -> str:
        """Return the two figures as text, with the kinds of errors where asked for."""
        f = self.figures
        lines = [
            f"false merges   {f.wrong} of {f.n_different} pairs of two things ({f.false_merge_rate:.1%})",
            f"missed merges  {f.missed} of {f.n_same} pairs of one thing ({f.missed_rate:.1%})",
        ]
        if errors:
            lines += [f"  {number:>3}  {error}: {kind or 'no kind given'}" for error, kind, number in self.errors]
        return "\n".join(lines)


def score_pairs(path: Path, *, ontology: Path | None = None) -> ScoredPairs:
    """Judge the pairs of a file by names and contexts alone, as ``judge_pair`` does, and compare.

    Raises:
        InputError: the file cannot be read.
        FormatError: a line is no pair.
    """
    judged = judge_rows(read_pairs(path), NameWords.of(load_ontology(ontology)), ResolveSettings())
    return ScoredPairs(figures=pair_figures(judged), errors=kinds_of_error(judged))
