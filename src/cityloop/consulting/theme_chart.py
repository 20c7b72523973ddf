"""A theme as a picture: where the city stands among its peers on each indicator, from worst (left) to best (right)."""

from unicodedata import east_asian_width

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from cityloop.web.charts import Scale
from cityloop.web.formats import figure

ROW, TITLE, LINE, FOOT = 46, 15, 31, 22
LETTERS = 44
SCALE = Scale(0, 100)
LEVELS = (25, 75)


def theme_chart(theme, number: int):
    """The SVG of a theme's rows, with a title and a description; `number` tells the charts of a page apart.

    A line spans what the missing values leave open, a dashed strip is an indicator without a value.
    """
    height = ROW * len(theme.rows) + FOOT
    names = f"theme-{number}-title", f"theme-{number}-desc"
    rows = ((_row(row, index * ROW),) for index, row in enumerate(theme.rows))
    shape = (
        '<svg class="places" role="img" aria-labelledby="{} {}" height="{}"><title id="{}">{}</title>'
        '<desc id="{}">{}</desc>{}{}{}</svg>'
    )
    return format_html(
        shape, *names, height, names[0], theme.title, names[1], _said(theme), _middle(height),
        format_html_join("", "{}", rows), _ends(height),
    )  # fmt: skip


def _said(theme) -> str:
    """The picture in words."""
    told = []
    for row in theme.rows:
        place = row.finding.percentile
        words = {"title": row.title, "place": figure(place, 0)}
        told.append((_("%(title)s: no data") if place is None else _("%(title)s: percentile %(place)s")) % words)
    return "; ".join(told)


def _middle(height: int):
    """The band between the quarters: neither ahead nor behind."""
    shape = '<rect class="band" x="{}" width="{}" y="0" height="{}"/>'
    return format_html(shape, SCALE.at(LEVELS[0]), SCALE.width(*LEVELS), height - FOOT)


def _row(row, top: int):
    line = top + LINE
    title = format_html('<text x="0" y="{}">{}</text>', top + TITLE, _short(row.title))
    finding = row.finding
    if finding.percentile is None:
        empty = '<rect class="none" x="0" y="{}" width="100%" height="12" rx="4"/>'
        return format_html("{}{}", title, format_html(empty, line - 6))
    base = format_html('<line class="base" x1="0" x2="100%" y1="{0}" y2="{0}"/>', line)
    arm = ""
    if finding.low != finding.high:
        shape = '<line class="arm" x1="{}" x2="{}" y1="{}" y2="{}"/>'
        arm = format_html(shape, SCALE.at(finding.low), SCALE.at(finding.high), line, line)
    dot = '<circle class="pt{}" cx="{}" cy="{}" r="6"/>'
    hollow = "" if row.certain else " null"
    return format_html("{}{}{}{}", title, base, arm, format_html(dot, hollow, SCALE.at(finding.percentile), line))


def _short(title: str) -> str:
    """As much of a title as fits on a phone; the table has the whole. A Korean letter takes the room of two."""
    room = LETTERS
    for index, letter in enumerate(title):
        room -= 2 if east_asian_width(letter) in "WF" else 1
        if room < 0:
            return f"{title[:index].rstrip()}…"
    return title


def _ends(height: int):
    words = '<text x="0" y="{0}">{1}</text><text x="100%" y="{0}" text-anchor="end">{2}</text>'
    return format_html(words, height - 5, _("worst of all"), _("best of all"))
