"""How the terms of a rulebook are said on pages."""

from zoneinfo import ZoneInfo

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from cityloop.assessment.files import OPENS_INSIDE
from cityloop.assessment.models import Outcome
from cityloop.certification.models import AgendaItem, Review
from cityloop.engine.evaluation.reasons import METHODS
from cityloop.language import pick

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
BODIES = {
    "certifier": gettext_lazy("Certifier"),
    "operating_body": gettext_lazy("Operating body"),
    "evaluation_body": gettext_lazy("Evaluation body"),
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


@register.filter
def on_clock(moment, zone):
    """A moment as the clock of a zone shows it, without a zone of its own: not turned into the reader's again."""
    return timezone.localtime(moment, ZoneInfo(zone)).replace(tzinfo=None) if moment else None


@register.filter
def criterion_kind(code):
    """How a criterion is answered."""
    return KINDS.get(code, code)


@register.filter
def basis(code):
    """What a source is: law, press, record, memory or invention."""
    return BASES.get(code, "")


@register.filter
def body(code):
    """A party of the scheme."""
    return BODIES.get(code, code)


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
        rows = (" · ".join(row.values()) if isinstance(row, dict) else str(row) for row in value)
        return format_html_join("", "<p>{}</p>", ((row,) for row in rows))
    return str(value)


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
def item_word(stored):
    """How the result of an agenda item that was stored is called."""
    return AgendaItem.Result(stored["result"]).label


@register.filter
def recommendation_word(stored):
    """How a recommendation that was stored is called."""
    return Review.Recommendation(stored["recommendation"]).label


DONE = {
    "certification.open_case": gettext_lazy("opened the application"),
    "assessment.save_answers": gettext_lazy("saved statements"),
    "assessment.attach_evidence": gettext_lazy("attached evidence"),
    "assessment.withdraw_evidence": gettext_lazy("took evidence out"),
    "assessment.set_measurement": gettext_lazy("entered a measured value"),
    "certification.submit_case": gettext_lazy("handed in the dossier"),
    "certification.ask_supplement": gettext_lazy("asked for a supplement"),
    "certification.resubmit_case": gettext_lazy("handed in the supplement"),
    "certification.accept_dossier": gettext_lazy("accepted the dossier"),
    "certification.seat_panel": gettext_lazy("seated assessors"),
    "certification.remind_assessors": gettext_lazy("wrote reminders to assessors"),
    "certification.release_member": gettext_lazy("released a member"),
    "assessment.challenge_member": gettext_lazy("challenged a member"),
    "assessment.decide_challenge": gettext_lazy("decided on a challenge"),
    "assessment.declare_interest": gettext_lazy("declared interests"),
    "certification.open_moderation": gettext_lazy("opened a moderation"),
    "assessment.import_marks": gettext_lazy("took in a mark sheet"),
    "assessment.save_marks": gettext_lazy("saved marks"),
    "certification.hand_in_marks": gettext_lazy("handed in marks"),
    "certification.close_evaluation": gettext_lazy("closed the evaluation"),
    "certification.plan_visit": gettext_lazy("planned a site visit"),
    "certification.record_visit": gettext_lazy("recorded a site visit"),
    "certification.raise_finding": gettext_lazy("recorded a finding"),
    "certification.answer_finding": gettext_lazy("answered a finding"),
    "certification.rule_finding": gettext_lazy("decided on a finding"),
    "certification.ask_technical_review": gettext_lazy("asked an evaluation body for a technical review"),
    "certification.ask_documents": gettext_lazy("asked for more documents"),
    "certification.answer_documents": gettext_lazy("sent the documents asked for"),
    "certification.hand_in_technical_review": gettext_lazy("handed in the technical report"),
    "certification.put_on_agenda": gettext_lazy("put it on the agenda of the committee"),
    "certification.conclude_item": gettext_lazy("recorded what the committee decided"),
    "certification.take_review": gettext_lazy("took the review"),
    "certification.record_review": gettext_lazy("recorded the review"),
    "certification.report_to_certifier": gettext_lazy("reported to the certifier"),
    "certification.decide": gettext_lazy("decided"),
    "certification.close_mock": gettext_lazy("closed the mock certification"),
    "certification.withdraw_case": gettext_lazy("withdrew the application"),
}


ROLES = {
    "holder": gettext_lazy("the party"),
    "operator": gettext_lazy("the operating body"),
    "certifier": gettext_lazy("the certifier"),
    "hearer": gettext_lazy("whoever hears the appeal"),
}


@register.filter
def role_name(code):
    """Who somebody in a role to a proceeding is."""
    return ROLES.get(code, code)


@register.filter
def done_as(verb):
    """What an audit entry's verb did, in words."""
    return DONE.get(verb, verb)


@register.simple_tag
def paper_address(certificate, language):
    """Where the PDF of a certificate is, in a language."""
    with override(language):
        return reverse("certification:certificate_paper", args=[certificate.number])


@register.filter
def opens_inside(piece):
    """May a piece of evidence be opened in a frame of the site?"""
    return not piece.address and piece.media_type in OPENS_INSIDE


@register.simple_tag
def opened_first(evidence):
    """The piece that stands open when the page is shown: the first that can."""
    return next((piece for piece in evidence if opens_inside(piece)), None)
