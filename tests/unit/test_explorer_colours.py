"""The explorer's colours of classes stay apart for whoever sees colours in another way, and from the ground."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

type Vector = NDArray[np.float64]

SHAPES = Path(__file__).parents[2] / "web" / "explorer" / "src" / "shapes.ts"
#: What each kind of eye makes of linear red, green and blue, at its full degree.
#: Source: G. M. Machado et al., "A Physiologically-based Model for Simulation of Color Vision Deficiency", 2009.
EYES = {
    "most": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]]
)
_WHITE = np.array([0.95047, 1, 1.08883])
#: Differences of CIELAB; 2.3 is what can just be seen side by side, 10 is plain at a glance.
LEAST = 11.0
GROUNDS = {"LIGHT": "#fcfcfa", "DARK": "#111315"}


def _linear(colour: str) -> Vector:
    parts = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def _lab(linear: Vector) -> Vector:
    xyz = _TO_XYZ @ linear / _WHITE
    x, y, z = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def _colours(palette: str) -> list[str]:
    found = re.search(rf"const {palette} = \[(.*?)\]", SHAPES.read_text(encoding="utf-8"))
    assert found is not None
    return re.findall("#[0-9a-f]{6}", found[1])


@pytest.mark.parametrize("palette", GROUNDS)
@pytest.mark.parametrize("eye", EYES)
def test_every_two_colours_are_told_apart(palette: str, eye: str) -> None:
    seen = {c: _lab(np.clip(np.array(EYES[eye]) @ _linear(c), 0, 1)) for c in _colours(palette)}
    assert len(seen) == 12
    for one, other in combinations(seen, 2):
        assert np.linalg.norm(seen[one] - seen[other]) >= LEAST, (one, other)


@pytest.mark.parametrize("palette", GROUNDS)
def test_every_colour_stands_out_from_its_ground(palette: str) -> None:
    """Contrast of 3 or more, as WCAG 2.2 AA asks of what is drawn."""
    for colour in _colours(palette):
        low, high = sorted(float(_linear(c) @ _TO_XYZ[1]) for c in (colour, GROUNDS[palette]))
        assert (high + 0.05) / (low + 0.05) >= 3, colour
