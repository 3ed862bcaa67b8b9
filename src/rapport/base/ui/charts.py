"""Scores over time as plain geometry: dates and values in, places on a canvas out. Nothing is rendered here.

Readable in grey: series differ by dash and by the shape of their marks, bands by edge and label.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDE, COMPACT, HEIGHT = 680, 350, 280
LEFT, TOP, BOTTOM = 40, 18, 34
POINTS_A_VALUE, POINTS_A_DATE = 32, 90
SHAPES = ("circle", "square", "diamond")


@dataclass(frozen=True, slots=True)
class Reading:
    """One value on one day."""

    at: date
    value: float


@dataclass(frozen=True, slots=True)
class Series:
    """Readings of one thing, in any order."""

    name: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A range of values that has a name; ``low`` and ``high`` both belong to it."""

    low: float
    high: float
    label: str


@dataclass(frozen=True, slots=True)
class LineChart:
    """What to show: at most three series on one scale from ``minimum`` to ``maximum``."""

    title: str
    series: tuple[Series, ...]
    maximum: float
    minimum: float = 0
    bands: tuple[Band, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what cannot be read."""
        if len(self.series) > len(SHAPES):
            raise ValueError("At most three series: more cannot be told apart in grey.")
        if self.maximum <= self.minimum:
            raise ValueError("The scale must have a length.")


@dataclass(frozen=True, slots=True)
class Mark:
    """One reading on the canvas. ``path`` draws its shape; ``label`` is empty where labels would crowd."""

    x: float
    y: float
    path: str
    label: str


@dataclass(frozen=True, slots=True)
class DrawnSeries:
    """One line with its marks; ``index`` picks dash and colour."""

    index: int
    name: str
    points: str
    marks: tuple[Mark, ...]
    sample: str


@dataclass(frozen=True, slots=True)
class DrawnBand:
    """One band on the canvas."""

    y: float
    height: float
    middle: float
    label: str
    is_odd: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled place on an axis; ``anchor`` is an SVG text-anchor."""

    at: float
    label: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that a template needs to draw a chart and its table."""

    title: str
    description: str
    width: int
    height: int
    left: int
    right: float
    top: int
    bottom: float
    series: tuple[DrawnSeries, ...]
    bands: tuple[DrawnBand, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    rows: tuple[tuple[date, tuple[str, ...], str], ...]

    @property
    def plot_width(self) -> float:
        """Give the width of the plot between its two edges."""
        return round(self.right - self.left, 1)


@dataclass(frozen=True, slots=True)
class _Canvas:
    width: int
    first: date
    last: date
    minimum: float
    maximum: float
    right: float

    @property
    def bottom(self) -> float:
        return HEIGHT - BOTTOM

    @property
    def room(self) -> float:
        return self.right - LEFT

    def x(self, day: date) -> float:
        days = (self.last - self.first).days
        part = 0.5 if days == 0 else (day - self.first).days / days
        return round(LEFT + 14 + part * (self.right - LEFT - 28), 1)

    def y(self, value: float) -> float:
        kept = min(max(value, self.minimum), self.maximum)
        part = (kept - self.minimum) / (self.maximum - self.minimum)
        return round(self.bottom - part * (self.bottom - TOP), 1)


def draw(chart: LineChart, *, width: int = WIDE) -> Drawing | None:
    """Place every reading, band and label; None if there is no reading at all.

    A ``COMPACT`` canvas has no room beside the plot: its bands carry no labels, the template lists them.
    """
    days = sorted({r.at for s in chart.series for r in s.readings})
    if not days:
        return None
    widest = max((len(b.label) for b in chart.bands), default=0) if width == WIDE else 0
    right = width - 12 - min(190, 8 * widest)
    canvas = _Canvas(width, days[0], days[-1], chart.minimum, chart.maximum, right)
    return Drawing(
        title=chart.title,
        description=describe(chart),
        width=width,
        height=HEIGHT,
        left=LEFT,
        right=canvas.right,
        top=TOP,
        bottom=canvas.bottom,
        series=tuple(_series(canvas, n, s) for n, s in enumerate(chart.series) if s.readings),
        bands=_bands(canvas, chart.bands),
        x_ticks=_x_ticks(canvas, days),
        y_ticks=_y_ticks(canvas, chart),
        rows=_rows(chart, days),
    )


def describe(chart: LineChart) -> str:
    """Say in words what each line does: first value, last value, how many readings."""
    return " ".join(_sentence(s) for s in chart.series if s.readings)


def _sentence(series: Series) -> str:
    ordered = _ordered(series)
    first, last = ordered[0], ordered[-1]
    if len(ordered) == 1:
        return f"{series.name}: {_number(first.value)} on {_day(first.at)}, the only reading."
    return (
        f"{series.name}: {_number(first.value)} on {_day(first.at)}, "
        f"{_number(last.value)} on {_day(last.at)}, {len(ordered)} readings."
    )


def _series(canvas: _Canvas, index: int, series: Series) -> DrawnSeries:
    ordered = _ordered(series)
    ends = {0, len(ordered) - 1}
    marks = []
    for n, reading in enumerate(ordered):
        x, y = canvas.x(reading.at), canvas.y(reading.value)
        shown = canvas.room >= len(ordered) * POINTS_A_VALUE or n in ends
        marks.append(Mark(x, y, _shape(index, x, y), _number(reading.value) if shown else ""))
    points = " ".join(f"{m.x},{m.y}" for m in marks)
    return DrawnSeries(index, series.name, points, tuple(marks), _shape(index, 20, 8))


def _shape(index: int, x: float, y: float) -> str:
    if SHAPES[index] == "square":
        return f"M{x - 4.5} {y - 4.5}h9v9h-9z"
    if SHAPES[index] == "diamond":
        return f"M{x} {y - 6}l6 6l-6 6l-6 -6z"
    return f"M{x - 5} {y}a5 5 0 1 1 10 0a5 5 0 1 1 -10 0z"


def _bands(canvas: _Canvas, bands: Sequence[Band]) -> tuple[DrawnBand, ...]:
    drawn = []
    ordered = sorted(bands, key=lambda band: band.low)
    for n, band in enumerate(ordered):
        # a band reaches up to where the next begins, so that no value falls between two
        ceiling = ordered[n + 1].low if n + 1 < len(ordered) else band.high
        top, bottom = canvas.y(ceiling), canvas.y(band.low)
        middle = round((top + bottom) / 2 + 4, 1)
        label = band.label if canvas.width == WIDE else ""
        drawn.append(DrawnBand(top, round(bottom - top, 1), middle, label, n % 2 == 1))
    return tuple(drawn)


def _x_ticks(canvas: _Canvas, days: Sequence[date]) -> tuple[Tick, ...]:
    count = max(2, min(int(canvas.room // POINTS_A_DATE), len(days)))
    steps = [round(n * (len(days) - 1) / max(1, count - 1)) for n in range(count)]
    years = days[0].year != days[-1].year
    ticks: list[Tick] = []
    for step in sorted(set(steps)):
        x, text = canvas.x(days[step]), _day(days[step]) if years else _short_day(days[step])
        room = 92 if years else 60
        if not ticks or x - ticks[-1].at >= room:
            ticks.append(Tick(x, text))
    return tuple(ticks)


def _y_ticks(canvas: _Canvas, chart: LineChart) -> tuple[Tick, ...]:
    values = sorted({chart.minimum, chart.maximum, *(band.low for band in chart.bands)})
    ticks: list[Tick] = []
    for value in values:
        y = canvas.y(value)
        if not ticks or ticks[-1].at - y >= 14:  # noqa: PLR2004  # a line of text
            ticks.append(Tick(y, _number(value), "end"))
    return tuple(ticks)


def _rows(chart: LineChart, days: Sequence[date]) -> tuple[tuple[date, tuple[str, ...], str], ...]:
    tables = [{r.at: r.value for r in _ordered(s)} for s in chart.series]
    rows = []
    for day in days:
        values = tuple(_number(t[day]) if day in t else "" for t in tables)
        rows.append((day, values, _band_of(chart, tables[0][day]) if len(tables) == 1 else ""))
    return tuple(rows)


def _band_of(chart: LineChart, value: float) -> str:
    return next((b.label for b in chart.bands if b.low <= value <= b.high), "")


def _ordered(series: Series) -> list[Reading]:
    return sorted(series.readings, key=lambda reading: reading.at)


def _number(value: float) -> str:
    return f"{value:g}"


def _day(day: date) -> str:
    return f"{day:%b} {day.day}, {day.year}"


def _short_day(day: date) -> str:
    return f"{day:%b} {day.day}"
