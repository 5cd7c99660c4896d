"""Floors: figures that a project must not fall below, each pinned to the gold that it was measured on."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import FormatError, InputError
from kg.evaluate.metrics import Report

#: Digits of a floor. Two leave room for one triple more or less in a few hundred.
_DIGITS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """The floors of one gold file: its SHA-256, and the least value of each figure, in [0, 1]."""

    gold_sha256: str
    figures: Mapping[str, float]


def gate_figures(report: Report) -> dict[str, float]:
    """Return the figures that have floors, by name; quotes are 1 where there are none to be wrong."""
    return {
        "entities F1": report.entities.f1,
        "type": report.type_share,
        "relations precision": report.relations.precision,
        "relations recall": report.relations.recall,
        "quotes": report.quotes_valid / report.quotes_checked if report.quotes_checked else 1.0,
    }


def fallen(name: str, floors: Floors | None, gold_sha256: str, figures: Mapping[str, float]) -> list[str]:
    """Return a line for each figure that is under its floor, and one where the gold is not that of the floors.

    >>> fallen("seeds", Floors(gold_sha256="1", figures={"type": 0.9}), "1", {"type": 0.875})
    ['seeds: type fell to 0.875, its floor is 0.90']
    """
    if floors is None:
        return [f"{name}: there are no floors"]
    if floors.gold_sha256 != gold_sha256:
        return [f"{name}: the gold is not the one that the floors were measured on"]
    return [
        f"{name}: {figure} fell to {figures.get(figure, 0.0):.3f}, its floor is {floor:.{_DIGITS}f}"
        for figure, floor in floors.figures.items()
        if figures.get(figure, 0.0) < floor
    ]


def raised(
    name: str, floors: Floors | None, gold_sha256: str, figures: Mapping[str, float], *, lower: bool = False
) -> Floors:
    """Return the floors put to the figures, rounded down; a floor above its figure by less than that stays.

    Raises:
        InputError: a figure is under its floor, or the gold has changed, and ``lower`` is not set.
    """
    lost = fallen(name, floors, gold_sha256, figures) if floors is not None else []
    if lost and not lower:
        raise InputError("; ".join(lost), cause="floors only rise", remedy="mend what was lost, or --lower-floors")
    kept = {} if lower or floors is None else floors.figures
    scale = 10**_DIGITS
    return Floors(
        gold_sha256=gold_sha256,
        figures={
            # What is added keeps 0.29, which is 28.999... hundredths, from losing one.
            figure: max(kept.get(figure, 0.0), math.floor(value * scale + 1e-9) / scale)
            for figure, value in figures.items()
        },
    )


def read_floors(path: Path) -> dict[str, Floors]:
    """Return the floors of a file by the name of their gold.

    Raises:
        InputError: the file cannot be read.
        FormatError: it does not hold floors.
    """
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        return {
            name: Floors(
                gold_sha256=row["gold_sha256"],
                figures={figure: float(value) for figure, value in row["floors"].items()},
            )
            for name, row in table.items()
        }
    except OSError as error:
        raise InputError(f"cannot read {path}", cause=error.strerror or str(error)) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise FormatError(f"{path} holds no floors", cause=f"{type(error).__name__}: {error}") from error


def floors_as_text(floors: Mapping[str, Floors]) -> str:
    """Return what ``read_floors`` reads, sorted by name."""
    table = {
        name: {"gold_sha256": row.gold_sha256, "floors": dict(row.figures)} for name, row in sorted(floors.items())
    }
    return json.dumps(table, indent=2, ensure_ascii=False) + "\n"
