"""A grant makes the applicant a designated body; its designation ends with a ground: Notice 2021-223 Art. 6(3)-(7)."""

from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.letters import titles
from cityloop.assessment.models import Evidence
from cityloop.assessment.queries import compiled, dossier_of
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import require
from cityloop.certification import telling
from cityloop.certification.actions.technical import cancel_review
from cityloop.certification.models import TechnicalReview
from cityloop.certification.queries.bodies import latest_editions
from cityloop.organisations import actions as organisations
from cityloop.organisations.rules import certifies
from cityloop.outbox.writing import write

NOT_DESIGNATED = _("Nothing was decided.")
CANCELLED = "지정이 끝났습니다. / The designation has ended."


@action("certification.designate_applicant")
def designate_applicant(*, actor, at, case, outcome):
    """Give a granted applicant the duty that its edition names; part of the decision's transaction."""
    given, on = compiled(case.edition).profile(case.profile).designates, timezone.localdate(at)
    for scheme in given.schemes:
        require(
            certifies(actor, scheme, on),
            NOT_DESIGNATED,
            _("You do not decide for the certifier of “%(scheme)s”, for which the edition designates.")
            % {"scheme": scheme},
            _("Leave the decision to an officer of that certifier."),
        )
        designation = organisations.designate(
            actor=actor,
            at=at,
            organisation=case.applicant,
            duty=given.duty,
            scheme=scheme,
            since=on,
            source=f"{case.reference} sha256:{outcome.digest}",
            requirements=_met(case),
        )
        _tell(designation, "designated", at, source=designation.source)
    return done(case, organisation=case.applicant.code, duty=given.duty, schemes=list(given.schemes))


@action("certification.end_designation")
def end_designation(*, actor, at, designation, ground, reason):
    """End a designation; what the body was asked and has not reported is cancelled, and it is told (Art. 6(7))."""
    ended = organisations.end_designation(actor=actor, at=at, designation=designation, ground=ground, reason=reason)
    rows = TechnicalReview.objects.filter(report=None, cancellation=None, body=ended.organisation)
    rows = rows.filter(case__edition__scheme=ended.scheme, case__closed_at=None)
    for review in rows.select_related("case__edition", "body"):
        cancel_review(review, actor, at, CANCELLED)
    said = {"ground": ended.ending.get_ground_display(), "reason": ended.ending.reason, "day": ended.ending.on}
    _tell(ended, "designation_ended", at, **said)
    return done(ended, ground=ground, reason=reason.strip())


def _met(case) -> list[tuple]:
    """Every gate that the edition sets for the profile, as it was met: the files that showed it, by name and hash."""
    gates = [one for one in compiled(case.edition).criteria_of(profile=case.profile) if one.mandatory]
    shown: dict[str, list[str]] = {}
    for piece in Evidence.objects.filter(dossier=dossier_of(case), withdrawn_at=None).order_by("pk"):
        shown.setdefault(piece.criterion, []).append(f"{piece.name or piece.address} sha256:{piece.sha256}")
    return [(one.id, one.title, "\n".join(shown.get(one.id, [case.reference]))) for one in gates]


def _tell(designation, kind, at, **facts) -> None:
    edition = latest_editions().get(designation.scheme)
    people = telling.people_of(designation.organisation, timezone.localdate(at))
    said = {
        "body": {"ko": designation.organisation.name_ko, "en": designation.organisation.name_en},
        "scheme_title": titles(edition) if edition else designation.scheme,
        "link": reverse_lazy("certification:body", args=[designation.pk]),
        **facts,
    }
    write(at=at, kind=f"certification.{kind}", to=people, about=designation, held=False, **said)
