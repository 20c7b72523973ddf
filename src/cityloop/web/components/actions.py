"""What a person can press or follow."""

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join

from cityloop.web import icons

register = template.Library()

KINDS = {"", "primary", "second", "quiet", "danger"}


@register.simple_tag
def button(words, kind="", href=None, icon=None, slim=False, about="", **attributes):
    """`{% button "Apply" %}`, `{% button "PDF" "quiet" href=url icon="down-to" slim=True %}`.

    A link where `href` is given, else a submit button. `kind`: primary (one a screen), second, quiet or danger.
    `about`: what it is about, for screen readers only. Other arguments become attributes (`name="step"`,
    `aria_describedby="x"`, `disabled=True`).
    """
    if kind not in KINDS:
        raise template.TemplateSyntaxError(f"button: no kind {kind!r}; one of {sorted(KINDS)}")
    classes = " ".join(filter(None, ("button", kind if kind != "primary" else "", "slim" if slim else "")))
    body = format_html("{}{}{}", _leading(icon), words, _about(about))
    if href is not None:
        return format_html('<a class="{}" href="{}"{}>{}</a>', classes, href, _attributes(attributes), body)
    attributes.setdefault("type", "submit")
    return format_html('<button class="{}"{}>{}</button>', classes, _attributes(attributes), body)


@register.simple_tag
def more(words, href, small=False, about=""):
    """`{% more "Open this service's record" url %}`: the onward link, which says where it goes.

    `about` is heard by whom the page is read to, where several links of a page have the same words.
    """
    classes = "more small" if small else "more"
    return format_html('<a class="{}" href="{}">{}{} {}</a>', classes, href, words, _about(about), icons.icon("go"))


@register.simple_tag
def outside(words, href):
    """`{% outside "Notice 2021-223" url %}`: a link that leaves the site."""
    return format_html('<a href="{}" rel="external">{} {}</a>', href, words, icons.icon("out"))


@register.simple_tag
def sheet_button(words, sheet, icon="menu"):
    """`{% sheet_button "Filters 3" "facets" icon="filter" %}`: opens the `popover` sheet on a narrow screen."""
    shape = '<button class="button quiet slim sheet-open" type="button" popovertarget="{}">{} {}</button>'
    return format_html(shape, sheet, icons.icon(icon), words)


def _leading(name):
    return format_html("{} ", icons.icon(name)) if name else ""


def _about(words):
    return format_html('<span class="hide">: {}</span>', words) if words else ""


def _attributes(attributes):
    """`disabled=True` stands alone, `False` and `None` are left out, underscores become dashes."""
    given = [(key.replace("_", "-"), value) for key, value in attributes.items() if value not in (False, None)]
    return format_html_join(
        "",
        "{}",
        (
            (format_html(" {}", k) if v is True else format_html(' {}="{}"', k, conditional_escape(v)),)
            for k, v in given
        ),
    )
