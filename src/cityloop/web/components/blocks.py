"""Tables, searching and filtering."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_block_tag
def scroll(content, label, tall=False):
    """`{% scroll "Score matrix" %}<table>…</table>{% endscroll %}`: a wide table scrolls by itself, by keyboard too."""
    classes = "scroll sticky" if tall else "scroll"
    return format_html('<div class="{}" tabindex="0" role="group" aria-label="{}">{}</div>', classes, label, content)


@register.inclusion_tag("components/table.html")
def table(columns, rows, caption, kind="stack", caption_hidden=False, sum=None):
    """`{% table columns rows caption="Points by area" %}`: a whole table from plain values.

    `columns`: words, or mappings with `label` and `number=True` for figures on the right. `rows`: lists of cells, the
    first heads its row. `kind`: `stack` unfolds into lines on a phone, `scroll` scrolls sideways. `sum`: the last row.
    """
    heads = [{"label": column, "number": False} if not isinstance(column, dict) else column for column in columns]
    drawn = [list(zip(heads, row, strict=True)) for row in rows]
    foot = list(zip(heads, sum, strict=True)) if sum else None
    given = {"heads": heads, "rows": drawn, "foot": foot}
    return {**given, "caption": caption, "kind": kind, "caption_hidden": caption_hidden}


@register.inclusion_tag("components/search.html")
def search_form(label, value="", action="", name="q", example="", large=False, kept=()):
    """`{% search_form "Find a service" value=q example="leaks" %}`; `kept`: pairs `(name, value)` sent along."""
    given = {"label": label, "value": value, "action": action, "name": name, "example": example}
    return {**given, "large": large, "kept": kept}


@register.inclusion_tag("components/facet.html")
def facet(legend, name, options):
    """`{% facet "Field" "field" options %}`: `options` have `value`, `label`, `count`, `checked`."""
    return {"legend": legend, "name": name, "options": options}


@register.inclusion_tag("components/chip.html")
def chip(words, href):
    """`{% chip "Transport" url_without_it %}`: a filter in use; following it takes the filter away."""
    return {"words": words, "href": href}


@register.simple_tag
def waiting_part(label):
    """`{% waiting_part "Shortlist" %}`: the outline of a part that is still being fetched."""
    return format_html(
        '<div class="card" aria-busy="true" role="status" aria-label="{}"><span class="skeleton s35"></span>'
        '<span class="skeleton"></span><span class="skeleton"></span><span class="skeleton s60"></span></div>',
        label,
    )


@register.simple_tag
def brand_mark():
    """The ring and its bead."""
    return SafeString(
        '<svg class="loopmark" width="30" height="30" viewBox="0 0 30 30" aria-hidden="true">'
        '<circle cx="14" cy="16" r="9.8"/><circle class="bead" cx="21.2" cy="8.8" r="5.7"/></svg>'
    )
