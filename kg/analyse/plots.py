"""Charts as PNG pictures, drawn with matplotlib; the same figures give the same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

from kg.analyse.charts import OTHER, Chart, charts
from kg.analyse.statistics import Statistics
from kg.errors import PluginError

#: Paul Tol's scheme "bright" (2021), which the colour-blind can tell apart, darkened; the last: what is left over.
_COLOURS = ("#33658a", "#b5482f", "#27794a", "#8a6a00", "#86408c", "#0d7a8a", "#6b7280")
#: Inches, and dots an inch: 1280 by 800.
_SIZE, _DPI = (8.0, 5.0), 160
_LETTERS = 34


def plots(figures: Statistics, labels: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Yield each chart's name and its picture.

    Raises:
        PluginError: matplotlib is not installed.
    """
    try:
        import matplotlib
    except ImportError as error:
        raise PluginError(
            "pictures need matplotlib", cause="it is not installed", remedy="pip install 'newskg[plots]'"
        ) from error
    # Names are no mathematics, whatever dollar signs they have, and every machine has the font.
    settings: Any = {"font.family": "DejaVu Sans", "text.parse_math": False, "axes.spines.top": False}
    with matplotlib.rc_context(settings | {"axes.spines.right": False, "font.size": 11}):
        for chart in charts(figures, labels):
            yield chart.name, _picture(chart)


def _picture(chart: Chart) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=_SIZE, dpi=_DPI, layout="constrained")
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    figure.suptitle(chart.title, x=0.02, ha="left", fontsize=15, fontweight="bold")
    if chart.kind == "dots":
        axes.loglog([int(label) for label in chart.labels], [row[0] for row in chart.values], "o", color=_COLOURS[0])
        axes.set_xlabel("edges")
        axes.set_ylabel(chart.unit)
        axes.grid(visible=True, color="#d9dce1", linewidth=0.6)
    elif chart.name == "months":
        _stack(chart, axes.bar, "bottom")
        axes.tick_params(axis="x", rotation=45 if len(chart.labels) > 8 else 0)
        axes.set_ylabel(chart.unit)
        axes.set_xticks(range(0, len(chart.labels), max(1, len(chart.labels) // 18)))
    else:
        _stack(chart, axes.barh, "left")
        axes.invert_yaxis()
        axes.set_xlabel(chart.unit)
    if chart.series:
        figure.legend(frameon=False, loc="outside right upper")
    stream = io.BytesIO()
    canvas.print_png(stream, metadata={"Software": "newskg"})  # type: ignore[no-untyped-call]
    return stream.getvalue()


def _stack(chart: Chart, draw: Any, base: str) -> None:
    """Draw bars or columns, the series on one another; long labels are cut, and equal ones kept apart."""
    names = [_drawable(label) for label in chart.labels]
    names = [f"{name}{' ' * names[:i].count(name)}" for i, name in enumerate(names)]
    below = [0.0] * len(names)
    for number in range(max(map(len, chart.values))):
        values = [row[number] for row in chart.values]
        series = chart.series[number] if chart.series else None
        colour = _COLOURS[-1] if series == OTHER else _COLOURS[number % 6]
        draw(names, values, **{base: below}, color=colour, label=series and _drawable(series))
        below = [low + value for low, value in zip(below, values, strict=True)]


def _drawable(text: str) -> str:
    """Return a text that the font can draw, cut to its length: other characters would only be boxes and warnings."""
    short = text if len(text) <= _LETTERS else text[: _LETTERS - 1] + "…"
    from matplotlib.font_manager import FontProperties, findfont, get_font

    known = get_font(findfont(FontProperties(family="DejaVu Sans"))).get_charmap()
    return "".join(c if ord(c) in known and c.isprintable() else "?" for c in short)
