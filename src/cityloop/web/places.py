"""Where something stands on several counts, from the worst of all (left) to the best (right), as one picture."""

from unicodedata import east_asian_width

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from cityloop.web.charts import Scale
from cityloop.web.formats import figure

ROW, TITLE, LINE, FOOT = 46, 15, 31, 22
LETTERS = 44
SCALE = Scale(0, 100)
LEVELS = (25, 75)


def places(title, rows):
    """The SVG of rows under a title, which is said in words as well; heights are pixels, widths follow the page.

    `rows`: mappings with `title`, `place` (0 the worst, 100 the best, None without a value), `low` and `high` around
    it, and `certain`: hollow where it is not. A band is the middle half, a line spans what is left open, a dashed strip
    is a row without a value.
    """
    height = ROW * len(rows) + FOOT
    shape = '<svg class="places" role="img" height="{}"><title>{}</title><desc>{}</desc>{}{}</svg>'
    drawn = format_html_join("", "{}", ((_row(row, index * ROW),) for index, row in enumerate(rows)))
    return format_html(shape, height, title, _said(rows), drawn, _ends(height))


def _said(rows) -> str:
    """The picture in words."""
    return "; ".join(
        (_("%(title)s: no data") if row["place"] is None else _("%(title)s: percentile %(place)s"))
        % {"title": row["title"], "place": figure(row["place"], 0)}
        for row in rows
    )


def _row(row, top: int):
    line = top + LINE
    title = format_html('<text x="0" y="{}">{}</text>', top + TITLE, _short(row["title"]))
    if row["place"] is None:
        empty = '<rect class="none" x="0" y="{}" width="100%" height="12" rx="4"/>'
        return format_html("{}{}", title, format_html(empty, line - 6))
    middle = format_html(
        '<rect class="band" x="{}" width="{}" y="{}" height="16" rx="2"/>',
        SCALE.at(LEVELS[0]),
        SCALE.width(*LEVELS),
        line - 8,
    )
    base = format_html('<line class="base" x1="0" x2="100%" y1="{0}" y2="{0}"/>', line)
    span = '<line class="arm" x1="{}" x2="{}" y1="{}" y2="{}"/>'
    open_end = row["low"] != row["high"]
    arm = format_html(span, SCALE.at(row["low"]), SCALE.at(row["high"]), line, line) if open_end else ""
    dot = '<circle class="pt{}" cx="{}" cy="{}" r="6"/>'
    hollow = "" if row["certain"] else " null"
    return format_html("{}{}{}{}{}", title, middle, base, arm, format_html(dot, hollow, SCALE.at(row["place"]), line))


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
