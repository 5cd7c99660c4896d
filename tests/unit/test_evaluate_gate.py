"""Floors rise with the figures, fall only when told to, and hold for one gold only."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import FormatError, InputError
from kg.evaluate import Floors, fallen, floors_as_text, raised, read_floors

FLOORS = Floors(gold_sha256="aa", figures={"type": 0.9, "relations recall": 0.4})


def test_figures_at_or_above_their_floors_pass() -> None:
    assert fallen("seeds", FLOORS, "aa", {"type": 0.9, "relations recall": 0.7}) == []


def test_each_figure_that_fell_is_named_with_both_values() -> None:
    assert fallen("seeds", FLOORS, "aa", {"type": 0.899, "relations recall": 0.1}) == [
        "seeds: type fell to 0.899, its floor is 0.90",
        "seeds: relations recall fell to 0.100, its floor is 0.40",
    ]


def test_a_figure_that_is_no_longer_measured_has_fallen() -> None:
    assert len(fallen("seeds", FLOORS, "aa", {"type": 1.0})) == 1


def test_other_gold_and_no_floors_do_not_pass() -> None:
    good = {"type": 1.0, "relations recall": 1.0}
    assert "not the one" in fallen("seeds", FLOORS, "bb", good)[0]
    assert "no floors" in fallen("seeds", None, "aa", good)[0]


def test_floors_rise_to_the_figures_rounded_down() -> None:
    new = raised("seeds", FLOORS, "aa", {"type": 0.958, "relations recall": 0.57})
    assert new.figures == {"type": 0.95, "relations recall": 0.57}


def test_raising_lowers_no_floor() -> None:
    fine = Floors(gold_sha256="aa", figures={"type": 0.905})
    assert raised("seeds", fine, "aa", {"type": 0.907}).figures == {"type": 0.905}


def test_raising_is_refused_where_a_figure_fell_or_the_gold_changed() -> None:
    with pytest.raises(InputError, match=r"type fell to 0\.800"):
        raised("seeds", FLOORS, "aa", {"type": 0.8, "relations recall": 0.9})
    with pytest.raises(InputError, match="gold"):
        raised("seeds", FLOORS, "bb", {"type": 0.95, "relations recall": 0.9})


def test_floors_are_lowered_only_when_told_to() -> None:
    new = raised("seeds", FLOORS, "bb", {"type": 0.8, "relations recall": 0.9}, lower=True)
    assert new == Floors(gold_sha256="bb", figures={"type": 0.8, "relations recall": 0.9})


def test_the_first_floors_need_no_flag() -> None:
    assert raised("seeds", None, "aa", {"type": 0.5}).figures == {"type": 0.5}


def test_floors_read_back_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    path.write_text(floors_as_text({"train": FLOORS, "dev": FLOORS}))
    assert read_floors(path) == {"dev": FLOORS, "train": FLOORS}


@pytest.mark.parametrize("text", ["", "[]", '{"dev": 3}', '{"dev": {"floors": {}}}'])
def test_a_file_without_floors_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "floors.json"
    path.write_text(text)
    with pytest.raises(FormatError, match="no floors"):
        read_floors(path)


def test_missing_floors_are_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot read"):
        read_floors(tmp_path / "missing.json")
