"""Measure judgements of name pairs: what is merged wrongly, and what is missed."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import FormatError, InputError
from kg.model import Judgement
from kg.resolve.judge import judge_pair
from kg.resolve.pair import NameInContext
from kg.resolve.settings import ResolveSettings
from kg.resolve.words import NameWords

_ROW = 'a row is {"left": {"name": ..., "context": ...}, "right": {...}, "same": true or false}'


@dataclass(frozen=True, slots=True, kw_only=True)
class PairFigures:
    """Counts over a set of name pairs: ``merged`` were judged "same", ``wrong`` of them are two things."""

    n_same: int
    n_different: int
    merged: int
    wrong: int

    @property
    def false_merge_rate(self) -> float:
        """The share of pairs of two things that were merged, in [0, 1]."""
        return self.wrong / self.n_different if self.n_different else 0.0

    @property
    def missed(self) -> int:
        """The number of pairs of one thing that were not merged."""
        return self.n_same - (self.merged - self.wrong)

    @property
    def missed_rate(self) -> float:
        """The share of pairs of one thing that were not merged, in [0, 1]."""
        return self.missed / self.n_same if self.n_same else 0.0

    @property
    def merge_recall(self) -> float:
        """The share of pairs of one thing that were merged, in [0, 1]."""
        return (self.merged - self.wrong) / self.n_same if self.n_same else 0.0

    def __str__(self) -> str:
        return (
            f"{self.n_same} same, {self.n_different} different: merge recall {self.merge_recall:.3f}, "
            f"false-merge rate {self.false_merge_rate:.3f} ({self.wrong} of {self.merged} merges wrong)"
        )


def to_learn(pair_id: str) -> bool:
    """Say whether a pair is in the half that thresholds may be set on."""
    return int(hashlib.sha256(pair_id.encode()).hexdigest(), 16) % 2 == 0


def judge_rows(
    rows: Iterable[dict[str, Any]], words: NameWords, settings: ResolveSettings
) -> list[tuple[dict[str, Any], Judgement]]:
    """Judge the pairs of a pairs file by name and context alone."""
    return [
        (
            row,
            judge_pair(
                NameInContext(name=row["left"]["name"], context=row["left"].get("context", "")),
                NameInContext(name=row["right"]["name"], context=row["right"].get("context", "")),
                words=words,
                settings=settings,
            ),
        )
        for row in rows
    ]


def pair_figures(judged: Iterable[tuple[dict[str, Any], Judgement]]) -> PairFigures:
    """Count merges and wrong merges."""
    judged = list(judged)
    merged = [row for row, judgement in judged if judgement.verdict == "same"]
    return PairFigures(
        n_same=sum(row["same"] for row, _ in judged),
        n_different=sum(not row["same"] for row, _ in judged),
        merged=len(merged),
        wrong=sum(not row["same"] for row in merged),
    )


def read_pairs(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a pairs file: ``id``, ``left``, ``right`` (``name``, ``context``), ``same``, ``kind``.

    A class (``type``) that a row gives is not looked at.

    Raises:
        InputError: the file cannot be read.
        FormatError: a line is no such row.
    """
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read the pairs '{path}'", cause=str(error)) from error
    rows = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            sides = [(row[side]["name"], row[side].get("context", "")) for side in ("left", "right")]
            valid = all(isinstance(text, str) for side in sides for text in side) and isinstance(row["same"], bool)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise FormatError(f"{path}, line {number}: no pair", cause=repr(error), remedy=_ROW) from error
        if not valid:
            raise FormatError(f"{path}, line {number}: no pair", remedy=_ROW)
        rows.append(row)
    return rows


def kinds_of_error(judged: Iterable[tuple[dict[str, Any], Judgement]]) -> tuple[tuple[str, str, int], ...]:
    """Return (error, kind, number) of the wrong judgements: which kinds of pair are merged wrongly or missed."""
    counts: Counter[tuple[str, str]] = Counter()
    for row, judgement in judged:
        merged = judgement.verdict == "same"
        if merged != row["same"]:
            counts[("false merge" if merged else "missed merge", str(row.get("kind", "")))] += 1
    return tuple((error, kind, number) for (error, kind), number in sorted(counts.items()))
