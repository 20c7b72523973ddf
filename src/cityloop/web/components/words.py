"""Icons, badges and other words that say how things stand."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from cityloop.web import icons

register = template.Library()

TONES = {"", "good", "warn", "bad", "info", "ours"}
SHAPES = {"": "", "full": "", "hollow": " hollow", "void": " void"}
NOTICE_ICONS = {"info": "info", "warn": "alert", "bad": "stop", "good": "check"}


@register.simple_tag
def icon(name):
    """`{% icon "search" %}`: an icon of the set, hidden from screen readers; words stand beside it."""
    return icons.icon(name)


@register.simple_tag
def badge(words, tone="", shape="full"):
    """`{% badge "In force" "good" %}`: a state in words.

    `tone`: good, warn, bad, info, ours or nothing. `shape`: `full` is in effect, `hollow` not yet, `void` over.
    """
    if tone not in TONES:
        raise template.TemplateSyntaxError(f"badge: no tone {tone!r}; one of {sorted(TONES)}")
    return format_html('<span class="badge{}{}">{}</span>', f" {tone}" if tone else "", SHAPES[shape], words)


@register.simple_tag
def tag(words):
    """`{% tag "Transport" %}`: a class of thing, not a state."""
    return format_html('<span class="badge tag">{}</span>', words)


@register.simple_tag
def sim(words=None):
    """`{% sim %}`: what stands here is made up. Other words may say what exactly."""
    return format_html('<span class="badge sim">{}</span>', words or _("Simulated"))


@register.simple_tag
def officers_only():
    """`{% officers_only %}`: the public does not get this part."""
    return format_html('<span class="badge plainb">{}</span>', _("Shown to officers only"))


@register.simple_block_tag
def notice(content, tone="info", title="", live=False):
    """`{% notice "warn" title="…" %}…{% endnotice %}`: says something about the page.

    `tone`: info, warn, bad or good. `live=True` where it answers what the reader just did.
    """
    heading = format_html("<h2>{}</h2>", title) if title else ""
    return format_html(
        '<div class="notice{}"{}>{}<div>{}{}</div></div>',
        "" if tone == "info" else f" {tone}",
        format_html(' role="{}"', "alert" if tone == "bad" else "status") if live else "",
        icons.icon(NOTICE_ICONS[tone]),
        heading,
        content,
    )


@register.filter
def notice_tone(level):
    """The tone of a notice for a level of Django's messages."""
    return {"error": "bad", "warning": "warn", "success": "good"}.get(level, "info")


@register.simple_block_tag
def empty(content, title, icon="inbox"):
    """`{% empty "Nothing waits for you" icon="inbox" %}<p>next step</p>{% endempty %}`: a named nothing."""
    return format_html('<div class="empty">{}<p><b>{}</b></p>{}</div>', icons.icon(icon), title, content)
