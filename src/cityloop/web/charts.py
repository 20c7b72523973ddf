"""Small figures in a line of text or a cell, as SVG that reads the tokens; percentages let them stretch.

Every figure is `role="img"` with a spoken label; the caller writes the number beside it.
"""

from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

EMPTY = SafeString('<rect class="none" x="0" y="4" width="100%" height="16" rx="4"/>')
BASE = SafeString('<line class="base" x1="0" x2="100%" y1="12" y2="12"/>')
WHOLE = SafeString('<rect class="bar rest" x="0" y="7" width="100%" height="10" rx="5"/>')


@dataclass(frozen=True)
class Scale:
    """A line from `low` to `high`; values outside are drawn at its ends."""

    low: float
    high: float

    def at(self, value) -> str:
        """The position of a value, as an SVG percentage."""
        width = float(self.high) - float(self.low)
        share = (float(value) - float(self.low)) / width if width else 0.5
        return f"{min(1.0, max(0.0, share)) * 100:.1f}%"

    def width(self, start, end) -> str:
        """The distance between two values, as an SVG percentage."""
        return f"{float(self.at(end)[:-1]) - float(self.at(start)[:-1]):.1f}%"


def _small(label, body):
    return format_html('<svg class="whisker" role="img" aria-label="{}" height="24">{}</svg>', label, body)


def absent(label):
    """A dashed empty strip: what is not measured is never drawn as zero."""
    return _small(label, EMPTY)


def interval(estimate, low, high, *, scale: Scale, label, promised=None, zero=0):
    """An estimate on its interval; hollow and grey when the interval reaches `zero` (`None`: there is no such line).

    `promised`: the value promised beforehand; everything at least as far from zero is shaded.
    """
    if estimate is None or low is None or high is None:
        return absent(label)
    null = " null" if zero is not None and low <= zero <= high else ""
    parts = [_promised(promised, scale, zero)] if promised is not None else []
    parts.append(BASE)
    if zero is not None:
        parts.append(format_html('<line class="zero" x1="{0}" x2="{0}" y1="0" y2="24"/>', scale.at(zero)))
    ends = (null, scale.at(low), scale.at(high))
    parts.append(format_html('<line class="arm{}" x1="{}" x2="{}" y1="12" y2="12"/>', *ends))
    parts.append(format_html('<circle class="pt{}" cx="{}" cy="12" r="6"/>', null, scale.at(estimate)))
    return _small(label, format_html_join("", "{}", ((part,) for part in parts)))


def _promised(promised, scale: Scale, zero):
    start, end = (scale.low, promised) if promised < (zero or 0) else (promised, scale.high)
    shape = '<rect class="band" x="{}" width="{}" y="2" height="20"/>'
    return format_html(shape, scale.at(start), scale.width(start, end))


def place(value, peers, *, scale: Scale, label, middle=None):
    """A value among its peers; `middle` is the `(low, high)` of the middle half of them."""
    if value is None:
        return absent(label)
    parts = []
    if middle:
        shape = '<rect class="band" x="{}" width="{}" y="4" height="16" rx="2"/>'
        parts.append(format_html(shape, scale.at(middle[0]), scale.width(*middle)))
    parts.append(BASE)
    tick = '<line class="peer" x1="{0}" x2="{0}" y1="7" y2="17"/>'
    parts += [format_html(tick, scale.at(peer)) for peer in peers if peer is not None]
    parts.append(format_html('<circle class="pt" cx="{}" cy="12" r="6.5"/>', scale.at(value)))
    return _small(label, format_html_join("", "{}", ((part,) for part in parts)))


def bar(value, of, *, label, least=None):
    """A share of `of` as a bar; `least` marks the floor that must be reached, in the same unit."""
    if value is None:
        return absent(label)
    scale = Scale(0, of)
    parts = [
        WHOLE,
        format_html('<rect class="bar" x="0" y="7" width="{}" height="10" rx="5"/>', scale.at(value)),
    ]
    if least is not None:
        parts.append(format_html('<line class="min" x1="{0}" x2="{0}" y1="3" y2="21"/>', scale.at(least)))
    return _small(label, format_html_join("", "{}", ((part,) for part in parts)))


def _sign(width, height, body, whisker=True):
    style = ' class="whisker fixed"' if whisker else ""
    return SafeString(f'<svg width="{width}" height="{height}"{style} aria-hidden="true">{body}</svg>')


SIGNS = {
    "interval": _sign(
        40, 14, '<line class="arm" x1="4" x2="36" y1="7" y2="7"/><circle class="pt" cx="20" cy="7" r="5"/>'
    ),
    "null": _sign(
        40, 14, '<line class="arm null" x1="4" x2="36" y1="7" y2="7"/><circle class="pt null" cx="20" cy="7" r="5"/>'
    ),
    "band": _sign(24, 14, '<rect class="band" width="24" height="14" rx="2"/>'),
    "dot": _sign(14, 14, '<circle class="k-dot" cx="7" cy="7" r="5.5"/>', whisker=False),
    "new": _sign(14, 14, '<circle class="k-ring" cx="7" cy="7" r="5"/>', whisker=False),
    "peer": _sign(18, 16, '<path class="peer" d="M3 3v10M9 3v10M15 3v10"/>'),
    "apart": _sign(16, 16, '<rect class="k-apart" x="1" y="1" width="14" height="14" rx="3"/>', whisker=False),
    "capital": _sign(22, 14, '<rect class="k-c" width="22" height="14" rx="3"/>', whisker=False),
    "running": _sign(22, 14, '<rect class="k-o" width="22" height="14" rx="3"/>', whisker=False),
}
