"""Numbers, dates and money in the reader's language: `{{ points|figure:1 }}`, `{{ date|day }}`."""

from django import template
from django.utils.html import format_html

from cityloop.language import country_name, pick
from cityloop.web import formats

register = template.Library()
register.filter("pick", pick)
register.filter("country", country_name)

for name in ("figure", "signed", "percent", "day", "moment", "size", "digest", "money"):
    register.filter(name, getattr(formats, name))


@register.simple_tag
def span(low, high, decimals=None):
    """`{% span low high 1 %}`: `−42 ~ −19`."""
    return formats.span(low, high, decimals)


@register.simple_tag
def days(start, end):
    """`{% days opens closes %}`: `5 February – 12 March 2026`."""
    return formats.days_span(start, end)


@register.simple_tag
def when(value, form="long"):
    """`{% when date %}`, `{% when moment "dense" %}`: a `<time>` element; with the time of day where there is one."""
    if not value:
        return formats.NOTHING
    words = formats.moment(value, form) if hasattr(value, "hour") else formats.day(value, form)
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), words)


@register.filter
def as_time(value, form="dense"):
    """For templates of components: dates and moments as `<time>`, words as they are."""
    return when(value, form) if hasattr(value, "isoformat") else value
