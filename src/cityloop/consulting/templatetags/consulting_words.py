"""`{% load consulting_words %}`: what a roadmap's figures are called, and where they come from."""

from django import template
from django.utils.translation import gettext as _

from cityloop.consulting.guide import guide

register = template.Library()
MILLION = 1_000_000


@register.filter
def won(millions):
    """An amount in KRW million as won: `{{ 380|won|money }}`."""
    return millions * MILLION


@register.filter
def need_points(part):
    """Which need a service answers, and the points that adds."""
    return f"{guide().problems[part['problem']].title} {part['points']:.1f}"


@register.filter
def told_by(source):
    """Who says what a service takes."""
    return {"directory": _("the directory"), "city": _("given by the city")}[source]
