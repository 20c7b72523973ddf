"""Numbers that open to their source, and figures drawn from numbers."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from cityloop.web import charts, places, plots
from cityloop.web import map as maps
from cityloop.web.formats import figure

register = template.Library()


@register.simple_block_tag
def stat(content, label, value, unit="", open=False):
    """`{% stat "Severity-adjusted" "73.9" unit="±1.9" %}<li>265 marks</li>{% endstat %}`: a number and its lineage.

    The body is the lineage, one `<li>` a station; a number without one is not made a figure.
    """
    if not content.strip():
        raise template.TemplateSyntaxError(f"stat {label}: a figure needs its source; put its lineage in the body")
    context = {"label": label, "value": value, "unit": unit, "open": open, "lineage": content}
    return template.loader.render_to_string("components/stat.html", context)


@register.inclusion_tag("components/source.html")
def source(cite, href=None, on=None, licence=None, note=None, simulated=False):
    """`{% source "SDG Index for European Cities" href=url licence="CC BY 4.0" on=date %}`: where values come from."""
    return {"cite": cite, "href": href, "on": on, "licence": licence, "note": note, "simulated": simulated}


@register.simple_tag
def whisker(estimate, low, high, start, end, label, promised=None, zero=0):
    """`{% whisker -31 -42 -19 -60 20 label="Near misses −31%, −42 ~ −19" promised=-10 %}`: an estimate on its interval.

    `start` and `end` are the ends of the scale, equal in one column. No estimate draws the dashed empty strip.
    """
    scale = charts.Scale(start, end)
    return charts.interval(estimate, low, high, scale=scale, label=label, promised=promised, zero=zero)


@register.simple_tag
def strip(value, peers, start, end, label, low=None, high=None):
    """`{% strip 21.9 peers 12 30 label="PM2.5: 21.9, median 22.4" low=19 high=24 %}`: a value among its peers.

    `low` and `high` bound the middle half of the peers.
    """
    middle = (low, high) if low is not None and high is not None else None
    return charts.place(value, peers, scale=charts.Scale(start, end), label=label, middle=middle)


@register.simple_tag
def bar(value, of, label, least=None):
    """`{% bar 35.1 40 label="Effect 35.1 of 40" least=24 %}`: a share of a whole, and the floor it must reach."""
    return charts.bar(value, of, label=label, least=least)


@register.simple_tag
def places_chart(title, rows):
    """`{% places_chart "Air" rows %}`: where a city stands on each indicator, from worst to best of all.

    `rows`: mappings with `title`, `place` (0 to 100, or None), `low`, `high`, `certain`; put a table beside it.
    """
    return places.places(title, rows)


@register.inclusion_tag("components/chart.html")
def line_chart(labels, series, label, unit="", caption="", marked_at=None, marked="", axis=""):
    """`{% line_chart months series label="NO₂" unit="µg/m³" marked_at=12 marked="2018-11-30" %}`, with its table.

    `series`: mappings with `name` and `values`, one a label, `None` where there is none; the first is the subject.
    `axis` heads the labels' column.
    """
    rows = _series(series)
    moment = (marked_at, marked) if marked_at is not None else None
    drawing = plots.lines(labels, rows, label=label, marked=moment)
    return _chart(drawing, labels, rows, label, unit, caption, axis)


@register.inclusion_tag("components/chart.html")
def column_chart(labels, series, label, unit="", caption="", axis=""):
    """`{% column_chart years series label="Projects chosen" %}`: counts and their table; arguments as `line_chart`."""
    rows = _series(series)
    return _chart(plots.columns(labels, rows, label=label), labels, rows, label, unit, caption, axis)


def _series(series):
    return [row if isinstance(row, plots.Series) else plots.Series(row["name"], list(row["values"])) for row in series]


def _chart(drawing, labels, rows, label, unit, caption, axis):
    table = [(text, [row.values[index] for row in rows]) for index, text in enumerate(labels)]
    names = [row.name for row in rows]
    return {
        "drawing": drawing,
        "label": label,
        "unit": unit,
        "caption": caption,
        "axis": axis,
        "names": names,
        "table": table,
    }


@register.inclusion_tag("components/map.html")
def city_map(points, label, view="world", caption="", note_heading=""):
    """`{% city_map points label="35 K-City Network cities" %}`: dots on land, with the same places in a table.

    `points`: `latitude`, `longitude`, `name`, and where there are `new` (a hollow dot), `href`, `note`.
    `view`: world, europe or korea. A place outside the view is in the table only.
    """
    window = maps.view(view)
    dots = [
        (*window.project(_of(p, "latitude"), _of(p, "longitude")), _of(p, "new"))
        for p in points
        if _of(p, "latitude") is not None and window.shows(_of(p, "latitude"), _of(p, "longitude"))
    ]
    given = {"points": points, "label": label, "caption": caption, "note_heading": note_heading}
    return {**given, "window": window, "name": view, "dots": dots, "fine": window.cell < 8}


def _of(item, name):
    return item.get(name) if isinstance(item, dict) else getattr(item, name, None)


@register.inclusion_tag("components/map.html")
def place_map(points, label, caption="", note_heading=""):
    """`{% place_map points label="24 stations" %}`: places of one city on a grid of kilometres, and in a table.

    `points` as those of `city_map`; one without latitude and longitude is in the table only.
    """
    places = [(_of(p, "latitude"), _of(p, "longitude")) for p in points if _of(p, "latitude") is not None]
    given = {"points": points, "label": label, "note_heading": note_heading, "name": "local", "fine": True}
    if not places:
        return {**given, "caption": caption, "window": None}
    window = maps.around(places)
    dots = [
        (*window.project(_of(p, "latitude"), _of(p, "longitude")), _of(p, "new"))
        for p in points
        if _of(p, "latitude") is not None
    ]
    side = _("One side of the grid is %(length)s km.") % {"length": figure(maps.kilometres_of(window))}
    return {**given, "caption": f"{caption} {side}".strip(), "window": window, "dots": dots, "grid": True}


@register.simple_tag
def key(*pairs):
    """`{% key "interval" _("estimate and interval") "null" _("not told from zero") %}`: what the signs mean.

    Signs: interval, null, band, dot, peer, new, apart, capital, running; or any other text as it is.
    """
    rows = zip(pairs[::2], pairs[1::2], strict=True)
    signs = ((charts.SIGNS.get(sign, sign), words) for sign, words in rows)
    return format_html('<ul class="key">{}</ul>', format_html_join("", "<li>{} {}</li>", signs))


@register.simple_tag
def mark_cell(mark, median=None, apart=2, state=None):
    """`{% mark_cell 4 median=2 %}`: a mark in the matrix; red-edged `apart` or more from the median.

    Without a mark, `state` says which nothing it is: `pending`, `na` (not applicable) or `voided`.
    """
    if mark is None or state:
        sign, words, style = {
            "na": ("–", _("not applicable"), "off"),
            "voided": ("×", _("voided"), "off"),
        }.get(state, ("·", _("pending"), "wait"))
        shape = '<td class="m {}"><span aria-hidden="true">{}</span><span class="hide">{}</span></td>'
        return format_html(shape, style, sign, words)
    far = median is not None and abs(mark - median) >= apart
    spoken = format_html('<span class="hide"> {}</span>', _("apart from the median")) if far else ""
    shade = min(4, max(0, int(mark)))
    return format_html('<td class="m m{}{}">{}{}</td>', shade, " apart" if far else "", mark, spoken)
