"""Line and column charts over an ordered axis, as SVG that reads the tokens; the page puts the same values in a table.

Widths are percentages and heights are pixels, so words keep their size on a phone.
"""

from dataclasses import dataclass
from itertools import pairwise
from math import floor, log10
from unicodedata import east_asian_width

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from cityloop.web.formats import figure

HEIGHT, TOP, BOTTOM = 250, 34, 214
LEFT, RIGHT = 12.0, 96.0  # where the first and last value stand, in percent


def ticks(low: float, high: float, wanted: int = 4) -> list[float]:
    """Round values that cover `low` to `high` in about `wanted` steps of 1, 2 or 5.

    >>> ticks(0, 97)
    [0, 20, 40, 60, 80, 100]
    >>> ticks(34.5, 46.6)
    [30, 35, 40, 45, 50]
    """
    rough = (high - low) / wanted or 1
    unit = 10 ** floor(log10(rough))
    step = next(step * unit for step in (1, 2, 5, 10) if step * unit >= rough * 0.75)
    first, count = floor(low / step), 0
    while count == 0 or (first + count) * step < high:
        count += 1
    return [round((first + index) * step, 10) for index in range(count + 1)]


def _with_room(low: float, high: float) -> tuple[float, float]:
    """A little room under the lowest value, for its name; never below zero for values that cannot be."""
    lower = low - (high - low) * 0.15
    return (max(0.0, lower) if low >= 0 else lower), high


@dataclass(frozen=True)
class Series:
    """A named row of values, one for each label of the axis; `None` is a gap, never zero."""

    name: str
    values: list


def _columns(words: str) -> int:
    """How many Latin letters wide the words are: Korean letters count twice."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in words)


class Frame:
    """The common ground of a chart: gridlines with their values, labels under them, positions inside."""

    def __init__(self, labels, series: list[Series], from_zero: bool):
        known = [float(value) for row in series for value in row.values if value is not None]
        low, high = (min(known), max(known)) if known else (0.0, 1.0)
        self.labels, self.series = [str(label) for label in labels], series
        self.marks = ticks(min(low, 0.0), max(high, 0.0)) if from_zero else ticks(*_with_room(low, high))

    def x(self, index: int) -> float:
        return LEFT + (RIGHT - LEFT) * (index / (len(self.labels) - 1) if len(self.labels) > 1 else 0.5)

    def y(self, value) -> float:
        share = (float(value) - self.marks[0]) / (self.marks[-1] - self.marks[0])
        return round(BOTTOM - share * (BOTTOM - TOP), 1)

    def grid(self):
        line = '<line class="grid-l" x1="0" x2="100%" y1="{0}" y2="{0}"/><text x="0" y="{1}">{2}</text>'
        rows = ((self.y(mark), self.y(mark) - 4, figure(mark)) for mark in self.marks)
        return format_html_join("", line, rows)

    def axis(self):
        """As many labels as fit on a phone, and between them those (`roomy`) that fit where the chart is wide."""
        room = 12 + 7 * max((_columns(label) for label in self.labels), default=1)
        always, wide = (max(1, -(-len(self.labels) // max(1, width // room))) for width in (310, 620))
        always = -(-always // wide) * wide  # what a phone shows is also among what a wide chart shows
        rows = (
            ("roomy" if index % always else "", f"{self.x(index):.1f}", BOTTOM + 24, label)
            for index, label in enumerate(self.labels)
            if index % wide == 0
        )
        return format_html_join("", '<text class="{}" x="{}%" y="{}" text-anchor="middle">{}</text>', rows)

    def draw(self, label, body):
        said = "; ".join(filter(None, (self._said(row) for row in self.series)))
        return format_html(
            '<svg class="chart fluid" role="img" aria-label="{}: {}" height="{}">{}{}{}</svg>',
            label,
            said,
            HEIGHT,
            self.grid(),
            self.axis(),
            body,
        )

    def _said(self, row: Series) -> str:
        known = [(label, value) for label, value in zip(self.labels, row.values, strict=True) if value is not None]
        if not known:
            return ""
        (first, start), (last, end) = known[0], known[-1]
        words = {"name": row.name, "first": first, "start": figure(start), "last": last, "end": figure(end)}
        return _("%(name)s %(start)s (%(first)s) to %(end)s (%(last)s)") % words


def lines(labels, series: list[Series], *, label, marked=None):
    """Values over an ordered axis: the first series is the subject, the others its company.

    `marked`: `(index, words)` of a moment to mark with a vertical line. A gap in the values is a gap in the line.
    """
    frame = Frame(labels, series, from_zero=False)
    body = [_moment(frame, *marked)] if marked else []
    body += [_line(frame, row, number) for number, row in reversed(list(enumerate(series)))]
    body.append(_ends(frame))
    return frame.draw(label, format_html_join("", "{}", ((part,) for part in body)))


def _line(frame: Frame, row: Series, number: int):
    style, points = ("1" if number == 0 else "2"), list(enumerate(row.values))
    strokes = [
        (style, f"{frame.x(i):.1f}", f"{frame.x(j):.1f}", frame.y(a), frame.y(b))
        for (i, a), (j, b) in pairwise(points)
        if a is not None and b is not None
    ]
    dots = [(style, f"{frame.x(i):.1f}", frame.y(value), 4) for i, value in points if value is not None]
    drawn = format_html_join("", '<line class="l{}" x1="{}%" x2="{}%" y1="{}" y2="{}"/>', strokes)
    return format_html("{}{}", drawn, format_html_join("", '<circle class="d{}" cx="{}%" cy="{}" r="{}"/>', dots))


def _ends(frame: Frame):
    """Names at the last points of at most two series: the higher above, the lower below where there is room."""
    last = sorted(((known[-1][1], row) for row in frame.series[:2] if (known := _known(row))), key=lambda end: -end[0])
    rows = []
    for number, (value, row) in enumerate(last):
        y = frame.y(value) + (24 if number else -12)
        if y <= BOTTOM:
            rows.append(("end strong" if row is frame.series[0] else "end", y, figure(value), row.name))
    return format_html_join("", '<text class="{}" x="99%" y="{}" text-anchor="end">{} {}</text>', rows)


def _known(row: Series):
    return [(index, value) for index, value in enumerate(row.values) if value is not None]


def _moment(frame: Frame, index, words):
    x = f"{frame.x(index):.1f}%"
    line = '<line class="cut" x1="{0}" x2="{0}" y1="16" y2="{1}"/><text x="{0}" dx="6" y="20">{2}</text>'
    return format_html(line, x, BOTTOM + 6, words)


def columns(labels, series: list[Series], *, label):
    """Counts over an ordered axis, side by side where there are two series; what is not known is a dash."""
    frame = Frame(labels, series, from_zero=True)
    step = (RIGHT - LEFT) / max(1, len(frame.labels) - 1)
    width = min(7.0, step * 0.7) / len(series)
    shapes = [_column(frame, row, number, width) for number, row in enumerate(series)]
    return frame.draw(label, format_html_join("", "{}", ((shape,) for shape in shapes)))


def _column(frame: Frame, row: Series, number: int, width: float):
    parts = []
    for index, value in enumerate(row.values):
        left = frame.x(index) + (number - len(frame.series) / 2) * width
        middle = f"{left + width / 2:.1f}"
        foot, top = frame.y(0), frame.y(value or 0)
        parts.append(
            format_html(
                '<rect class="d{}" x="{}%" width="{}%" y="{}" height="{}"/>'
                '<text class="{}" x="{}%" y="{}" text-anchor="middle">{}</text>',
                "1" if number == 0 else "2",
                f"{left:.1f}",
                f"{width * 0.92:.1f}",
                min(foot, top),
                round(abs(foot - top), 1),
                "strong",
                middle,
                top - 6,
                figure(value),
            )
        )
    return format_html_join("", "{}", ((part,) for part in parts))
