"""Charts as SVG has them: what is drawn where. Pure.

The plot is as many units wide as there are values, 100 high, and stretched to its place on the
page; all words stand around it, in HTML.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import floor, log10

HEIGHT = 100
BARS = "bars"  # the kind of a series that is drawn as bars
BAR = 0.76  # of the width of a value
NICE = (1, 1.5, 2, 3, 4, 5, 6, 8, 10)

Value = float | None  # None where nobody was there to count
Write = Callable[[float], str]


@dataclass(slots=True)
class Series:
    """Values with a name; `kind` says how its line looks."""

    name: str
    kind: str
    values: Sequence[Value]
    path: str = ""


@dataclass(slots=True)
class Bar:
    """One value of a bar chart."""

    x: float
    y: float
    height: float


@dataclass(slots=True)
class Row:
    """One moment: what the table says, and what is shown over the plot there."""

    time: str
    cells: list[str]
    told: str


@dataclass(slots=True)
class Chart:
    """A chart with its table. `ticks` stand beside it, from the top down; `times` below it."""

    id: str
    title: str
    series: list[Series]
    ticks: list[str]
    times: list[str]
    rows: list[Row]
    bars: list[Bar] = field(default_factory=list)

    @property
    def width(self) -> int:
        """Of the plot."""
        return len(self.rows)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see yet."""
        return all(value is None for series in self.series for value in series.values)


def chart(id: str, title: str, series: list[Series], times: Sequence[str], write: Write) -> Chart:
    """A chart of these series, with a time for each value, which `write` puts in words."""
    top = nice(max((value or 0 for each in series for value in each.values), default=0))
    rows = [row(time, series, index, write) for index, time in enumerate(times)]
    made = Chart(id, title, series, [write(top), write(top / 2), write(0)], few(times), rows)
    for each in series:
        if each.kind == BARS:
            made.bars = bars_of(each.values, top)
        else:
            each.path = path(each.values, top)
    return made


def row(time: str, series: Sequence[Series], index: int, write: Write) -> Row:
    values = [each.values[index] for each in series]
    cells = ["–" if value is None else write(value) for value in values]
    named = [f"{each.name}: {cell}" for each, cell in zip(series, cells, strict=True)]
    return Row(time, cells, "\n".join([time, *named]))


def nice(largest: float) -> float:
    """A round number that is not smaller, at which a scale may end."""
    if largest <= 0:
        return 1
    power = 10.0 ** floor(log10(largest))
    return next(step * power for step in NICE if step * power >= largest * 0.999)


def few(times: Sequence[str]) -> list[str]:
    """The first, the last, and some in between."""
    if len(times) < 5:
        return list(times)
    return [times[(len(times) - 1) * quarter // 4] for quarter in range(5)]


def height(value: float, top: float) -> float:
    return min(HEIGHT, round(HEIGHT * value / top, 2))  # a scale may end a thousandth too early


def bars_of(values: Sequence[Value], top: float) -> list[Bar]:
    """A bar for each value that is not nothing; the smallest can still be seen."""
    found = [(index, max(1, height(value, top))) for index, value in enumerate(values) if value]
    gap = (1 - BAR) / 2
    return [Bar(round(index + gap, 2), round(HEIGHT - tall, 2), tall) for index, tall in found]


def path(values: Sequence[Value], top: float) -> str:
    """The line through the values, interrupted where one is not known."""
    words: list[str] = []
    pen = False
    for index, value in enumerate(values):
        if value is None:
            pen = False
            continue
        y = HEIGHT - height(value, top)
        # A value that stands alone is a short stroke, or nobody would see it.
        words.append(f"L{index + 0.5} {y:g}" if pen else f"M{index + 0.3} {y:g}H{index + 0.7}")
        pen = True
    return "".join(words)
