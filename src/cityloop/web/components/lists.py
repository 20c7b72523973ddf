"""Lists that say where something stands: steps, tasks, summaries, timelines, the record."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

register = template.Library()


@register.inclusion_tag("components/steps.html")
def steps(items, label=None):
    """`{% steps items label="Procedure" %}`: where a case stands.

    `items`: mappings or objects with `title`, `note` and `state` (`done`, `now` or nothing).
    """
    return {"items": items, "label": label}


@register.inclusion_tag("components/tasks.html")
def tasks(items, ordered=False):
    """`{% tasks items %}`: things to fill in or to see to.

    `items`: `title`, and where they make sense `href`, `hint`, `badge` (words), `tone`, `shape`, `note` (a figure).
    """
    return {"items": items, "list": "ol" if ordered else "ul"}


@register.inclusion_tag("components/summary.html")
def summary(items, narrow=False):
    """`{% summary items %}`: for checking before sending.

    `items`: `term`, `value`, and `change` (address) where the value can be changed.
    """
    return {"items": items, "narrow": narrow}


@register.simple_block_tag
def term(content, words, change=None):
    """One row inside `<dl class="summary">`: `{% term "Applicant" change=url %}…{% endterm %}`."""
    act = ""
    if change:
        link = '<dd class="act"><a href="{}">{}<span class="hide">: {}</span></a></dd>'
        act = format_html(link, change, _("Change"), words)
    return format_html("<div><dt>{}</dt><dd>{}</dd>{}</div>", words, content, act)


@register.inclusion_tag("components/timeline.html")
def timeline(items, small=False):
    """`{% timeline items %}`: `title`, `when` (date or words), `state` (`done`, `now`, `ahead`, `halt`), `note`."""
    return {"items": items, "small": small}


@register.inclusion_tag("components/log.html")
def log(items):
    """`{% log items %}`: the record. `who`, `did`, `when`, and where there are `why`, `digest`."""
    return {"items": items}
