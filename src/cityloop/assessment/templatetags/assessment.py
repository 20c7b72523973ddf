"""How the terms of a rulebook, and what was done on a case, are said on pages."""

from datetime import time, timedelta
from zoneinfo import ZoneInfo

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cityloop.assessment.desk import desk_of
from cityloop.assessment.files import OPENS_INSIDE
from cityloop.assessment.models import Outcome
from cityloop.assessment.verbs import VERBS
from cityloop.engine.evaluation.reasons import METHODS
from cityloop.language import country_name, pick
from cityloop.organisations.models import Organisation

register = template.Library()

KINDS = {
    "rubric": gettext_lazy("anchored scale"),
    "binary": gettext_lazy("met or not met"),
    "measured": gettext_lazy("measured"),
    "formula": gettext_lazy("computed"),
}
BASES = {
    "law": gettext_lazy("law"),
    "press": gettext_lazy("published by the body"),
    "record": gettext_lazy("open data"),
    "background": gettext_lazy("background, cited from memory"),
    "illustrative": gettext_lazy("illustrative"),
}
STEPS = {
    "supplement": gettext_lazy("Supplement"),
    "written_evaluation": gettext_lazy("Written evaluation"),
    "site_inspection": gettext_lazy("Site visit"),
    "technical_review": gettext_lazy("Technical review"),
    "deliberation": gettext_lazy("Deliberation"),
    "challenge": gettext_lazy("Challenge of a member"),
    "moderation": gettext_lazy("Moderation"),
    "decision": gettext_lazy("Decision"),
    "objection": gettext_lazy("Appeal"),
    "complaint": gettext_lazy("Answer to a complaint"),
    "appeal_ruling": gettext_lazy("Ruling on an appeal"),
    "withdrawal_notice_1": gettext_lazy("First notice of withdrawal"),
    "withdrawal_notice_2": gettext_lazy("Second notice of withdrawal"),
}
PARTS = (
    ("", gettext_lazy("criterion")),
    (".weight", gettext_lazy("weight")),
    (".levels", gettext_lazy("anchors")),
    (".points", gettext_lazy("thresholds")),
)


@register.simple_tag
def home_of(case):
    """The address of the page that says where a case stands."""
    return reverse(desk_of(case.edition).home, args=[case.reference])


@register.simple_tag
def edition_page(edition):
    """The address of the page that shows an edition to everybody."""
    return reverse(desk_of(edition).edition, args=[edition.scheme, edition.edition])


@register.simple_tag
def begins_at(notice):
    """In words and as addresses, where applications under a notice begin."""
    return desk_of(notice.edition).begins(notice)


@register.filter
def on_clock(moment, zone):
    """A moment as the clock of a zone shows it, without a zone of its own: not turned into the reader's again."""
    return timezone.localtime(moment, ZoneInfo(zone)).replace(tzinfo=None) if moment else None


@register.filter
def last_day(notice):
    """The last whole day on which a notice takes applications, where it closes at midnight of its own clock."""
    closes = on_clock(notice.closes_now, notice.zone)
    return closes.date() - timedelta(days=1) if closes and closes.time() == time.min else None


@register.filter
def criterion_kind(code):
    """How a criterion is answered."""
    return KINDS.get(code, code)


@register.filter
def basis(code):
    """What a source is: law, press, record, memory or invention."""
    return BASES.get(code, "")


@register.filter
def step_name(code):
    """A step that has a deadline; one that only this edition knows keeps its code."""
    return STEPS.get(code, code.replace("_", " "))


@register.filter
def method(code):
    """How the marks of several assessors become one."""
    return pick(METHODS[code]) if code in METHODS else code


@register.filter
def spelled(duration):
    """A span of the calendar in words: 2 years, 45 days."""
    years, months = divmod(duration.months, 12)
    said = (
        (years, ngettext("%(n)s year", "%(n)s years", years)),
        (months, ngettext("%(n)s month", "%(n)s months", months)),
        (duration.days, ngettext("%(n)s day", "%(n)s days", duration.days)),
    )
    return " ".join(words % {"n": n} for n, words in said if n)


@register.simple_tag
def illustrative_values(rules, criterion):
    """Which values of a criterion nobody published, as words for the badge; nothing where all were."""
    path = f"criteria.{criterion.id}"
    if rules.is_illustrative(path):
        return _("Illustrative")
    has = {".levels": criterion.levels, ".points": criterion.points}
    named = [str(words) for end, words in PARTS[1:] if has.get(end, True) and rules.is_illustrative(path + end)]
    return _("Illustrative: %(parts)s") % {"parts": ", ".join(named)} if named else ""


@register.simple_tag
def answer_shown(value):
    """An answer of the form as words: a list or the rows of a table line by line."""
    if isinstance(value, list):
        rows = (" · ".join(_cells(row)) if isinstance(row, dict) else str(row) for row in value)
        return format_html_join("", "<p>{}</p>", ((row,) for row in rows))
    if isinstance(value, dict) and "currency" in value:
        return f"{value['currency']} {value['amount']:,}"
    return str(value)


def _cells(row) -> list[str]:
    """The cells of a row in words: codes of countries and kinds by their names; what is empty is left out."""
    shown = {**row}
    if row.get("country"):
        shown["country"] = country_name(row["country"])
    if row.get("kind") in Organisation.Kind.values:
        shown["kind"] = str(Organisation.Kind(row["kind"]).label)
    if isinstance(row.get("amount"), int | float):
        shown["amount"] = f"{row['amount']:,}" if row["amount"] else ""
    told = (value for key, value in shown.items() if key not in ("organisation", "name_ko"))
    return [str(value) for value in told if value not in ("", None)]


@register.filter
def title_in(id, rules):
    """The title of a criterion or area by its id."""
    found = rules.criterion(id) or rules.area(id)
    return pick(found.title) if found else id


@register.filter
def outcome_word(stored):
    """How the status of an outcome that was stored is called."""
    return Outcome.Status(stored["status"]).label


@register.filter
def done_as(verb):
    """What an audit entry's verb did, in words."""
    return VERBS.get(verb, verb)


@register.filter
def opens_inside(piece):
    """May a piece of evidence be opened in a frame of the site?"""
    return not piece.address and not piece.withheld and piece.media_type in OPENS_INSIDE


@register.simple_tag
def opened_first(evidence):
    """The piece that stands open when the page is shown: the first that can."""
    return next((piece for piece in evidence if opens_inside(piece)), None)
