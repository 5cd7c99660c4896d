"""Charts as inline SVG: classes in place of styles, so that a strict policy lets them in; texts are escaped."""

from __future__ import annotations

import math
from collections.abc import Iterator

from kg.analyse.charts import OTHER, Chart
from kg.analyse.html_page import escaped

#: The width of every chart in its own units; a phone shows 325 pixels of it and a desk 490, so 13 reads on both.
WIDTH = 360
_ROW, _HEIGHT, _LEFT, _BOTTOM = 34, 240, 34, 24
#: Letters of a label that fit beside its value.
_LETTERS = 43

STYLE = """\
svg { display: block; width: 100%; height: auto; font: 13px system-ui, sans-serif; }
svg text { fill: var(--ink); }
svg text.soft { fill: var(--soft); font-size: 12px; }
svg line { stroke: var(--line); }
svg .track { fill: var(--line); opacity: .45; }
.bar { fill: var(--bar); }
""" + "".join(f".c{n} {{ fill: var(--s{n}); background: var(--s{n}); }}\n" for n in range(7))


def svg(chart: Chart) -> str:
    """Return a chart as SVG with a title and a line for each value, which a mouse and a screen reader find."""
    if chart.kind == "dots":
        height, parts = _HEIGHT, [*_dots(chart)]
    elif chart.kind == "stacks" and chart.name == "months":
        height, parts = _HEIGHT, [*_columns(chart)]
    else:
        height, parts = _ROW * len(chart.labels) + 4, [*_bars(chart)]
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escaped(chart.title)}">\n{"".join(parts)}</svg>\n'
    )


def colour(chart: Chart, number: int) -> str:
    """Return the class of a series' colour; what is left over is grey."""
    return "c6" if chart.series[number] == OTHER else f"c{number % 6}"


def number(value: float) -> str:
    """Return a number as charts write it.

    >>> number(12345.0), number(0.12345)
    ('12,345', '0.123')
    """
    return f"{value:,.0f}" if value == int(value) else f"{value:.3g}"


def _bars(chart: Chart) -> Iterator[str]:
    """Yield a bar a label, the label above it and the value at the right; stacked where there are series."""
    most = max(chart.totals, default=0) or 1
    for i, (label, row) in enumerate(zip(chart.labels, chart.values, strict=True)):
        top = i * _ROW
        short = label if len(label) <= _LETTERS else label[: _LETTERS - 1] + "…"
        yield f"<g><title>{escaped(label)}: {number(sum(row))} {chart.unit}</title>\n"
        yield f'<text x="0" y="{top + 14}">{escaped(short)}</text>'
        yield f'<text class="soft" x="{WIDTH}" y="{top + 14}" text-anchor="end">{number(sum(row))}</text>\n'
        yield f'<rect class="track" x="0" y="{top + 20}" width="{WIDTH}" height="8" rx="2"/>'
        left = 0.0
        for part, value in enumerate(row):
            width = WIDTH * value / most
            class_ = colour(chart, part) if chart.series else "bar"
            yield f'<rect class="{class_}" x="{left:.1f}" y="{top + 20}" width="{width:.1f}" height="8" rx="2"/>'
            left += width
        yield "</g>\n"


def _columns(chart: Chart) -> Iterator[str]:
    """Yield a column a label, its series on one another, with a scale at the left."""
    most = max(chart.totals, default=0) or 1
    height, wide = _HEIGHT - _BOTTOM - 8, (WIDTH - _LEFT) / max(1, len(chart.labels))
    for share in (0.0, 0.5, 1.0):
        y = 8 + height * (1 - share)
        yield f'<line x1="{_LEFT}" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>'
        if share != 0.5 or most > 1:
            yield _scale(y, number(round(most * share)))
    step = max(1, math.ceil(len(chart.labels) * 58 / (WIDTH - _LEFT)))
    for i, (label, row) in enumerate(zip(chart.labels, chart.values, strict=True)):
        x, y = _LEFT + i * wide, 8.0 + height
        yield "<g>"
        for part, value in enumerate(row):
            tall = height * value / most
            said = f"{label}, {chart.series[part]}: {number(value)}"
            y -= tall
            width = min(56.0, wide * 0.8)
            yield (
                f'<rect class="{colour(chart, part)}" x="{x + (wide - width) / 2:.1f}" y="{y:.1f}" width="{width:.1f}" '
                f'height="{tall:.1f}"><title>{escaped(said)}</title></rect>'
            )
        yield "</g>\n"
        if i % step == 0:
            yield (
                f'<text class="soft" x="{x + wide / 2:.1f}" y="{_HEIGHT - 6}" text-anchor="middle">'
                f"{escaped(label)}</text>\n"
            )


def _dots(chart: Chart) -> Iterator[str]:
    """Yield a dot a pair on two logarithmic scales, with a line at each power of ten."""
    points = [
        (math.log10(int(label)), math.log10(row[0])) for label, row in zip(chart.labels, chart.values, strict=True)
    ]
    right, top = (max(1.0, math.ceil(max(axis))) for axis in zip(*points, strict=True))
    height, wide = _HEIGHT - _BOTTOM - 8, WIDTH - _LEFT - 16

    def place(x: float, y: float) -> tuple[float, float]:
        return _LEFT + wide * x / right, 8 + height * (1 - y / top)

    for power in range(int(top) + 1):
        _, y = place(0, power)
        yield f'<line x1="{_LEFT}" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>'
        yield _scale(y, _power(power))
    for power in range(int(right) + 1):
        x, _ = place(power, 0)
        yield f'<text class="soft" x="{x:.1f}" y="{_HEIGHT - 6}" text-anchor="middle">{_power(power)}</text>\n'
    for label, row, point in zip(chart.labels, chart.values, points, strict=True):
        x, y = place(*point)
        yield (
            f'<circle class="bar" cx="{x:.1f}" cy="{y:.1f}" r="4"><title>{label} edges: {number(row[0])} '
            f"{chart.unit}</title></circle>\n"
        )


def _scale(y: float, text: str) -> str:
    return f'<text class="soft" x="{_LEFT - 4}" y="{y + 4:.1f}" text-anchor="end">{text}</text>\n'


def _power(power: int) -> str:
    return ("1", "10", "100", "1k", "10k", "100k", "1M")[power] if power < 7 else f"1e{power}"
