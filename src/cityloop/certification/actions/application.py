"""From the first draft to the accepted dossier: Guideline 2021-223 Art. 13."""

from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.actions.steps import begin_case, draft_of, freeze, locked, move, permit
from cityloop.assessment.digests import of_dossier
from cityloop.assessment.models import Case
from cityloop.assessment.queries import admission, compiled, dossier_of, missing
from cityloop.assessment.queries.facts import facts_of
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, not_yours, require
from cityloop.catalogue.models import Service
from cityloop.certification import letters, workflow
from cityloop.certification.actions.completeness import require_answered
from cityloop.certification.actions.parties import require_agreed
from cityloop.certification.numbers import prefix_of
from cityloop.engine.eligibility import eligibility
from cityloop.language import pick
from cityloop.organisations.queries import acts_for

NOT_OPENED = _("The application was not opened.")
NOT_SENT = _("The dossier was not handed in.")
REMEDIES = {
    Case.About.SERVICE: _("Check the type and the fields of the service, and whether your organisation provides it."),
    Case.About.ORGANISATION: _("Check what kind of organisation yours is entered as, and what the form says of it."),
}


@action("certification.open_case")
def open_case(*, actor, at, scheme, service=None, organisation=None, profile="", record="", simulated=False):
    """Begin an application of the actor's organisation: for one of its services, or for `organisation` itself.

    The edition says which of the two it takes. It is the one in force for the field profile on that day, else the one
    in mock use, and stays with the case. `record` names the open record that is replayed, where one is.
    """
    on = timezone.localdate(at)
    subject, applicant = service or organisation, service.provider if service else organisation
    if applicant is None or not acts_for(actor, applicant, on):
        raise not_yours()
    standing, notice = admission(scheme, profile, at, on)
    require(
        standing is not None,
        NOT_OPENED,
        _("No edition of the scheme is in force or in mock use for this field today."),
        _("Choose another field, or come back when the operating body has given notice."),
    )
    _require_subject(standing.edition, service)
    _require_notice(standing.edition, notice)
    require_no_other(subject, scheme, profile)
    case = begin_case(
        actor=actor,
        at=at,
        edition=standing.edition,
        profile=profile,
        mock=standing.mock,
        notice=notice,
        service=service,
        applicant=applicant,
        title_ko=subject.name_ko,
        title_en=subject.name_en,
        state=workflow.DRAFT,
        prefix=prefix_of(scheme),
        record=record,
        simulated=simulated,
    )
    require_eligible(case)
    return done(case, reference=case.reference, edition=standing.edition.digest, mock=case.mock)


@action("certification.submit_case")
def submit_case(*, actor, at, case, digest):
    """Freeze the dossier and hand it in. `digest` is that of the draft that was shown; a later change refuses."""
    case = locked(case)
    step = permit(case, "submit_case", actor, at)
    _require_in_time(case, at)
    require_agreed(case, NOT_SENT)
    return _hand_in(case, step, actor, at, digest)


@action("certification.resubmit_case")
def resubmit_case(*, actor, at, case, digest):
    """Freeze the supplemented version and hand it in again, with an answer to each item that was asked for."""
    case = locked(case)
    step = permit(case, "resubmit_case", actor, at)
    require_answered(case, draft_of(case), NOT_SENT)
    return _hand_in(case, step, actor, at, digest)


@action("certification.accept_dossier")
def accept_dossier(*, actor, at, case, digest, reason=""):
    """Close the completeness check. Where something that is asked for is missing, only with a reason."""
    case = locked(case)
    step = permit(case, "accept_dossier", actor, at)
    dossier = dossier_of(case)
    _require_shown(dossier.digest, digest, _("The dossier was not accepted."))
    gaps = missing(case, dossier)
    require(
        not gaps or bool(reason.strip()),
        _("The dossier was not accepted."),
        _("%(n)s things that the edition asks for are missing: %(first)s.")
        % {"n": len(gaps), "first": "; ".join(gap.label for gap in gaps[:3])},
        _("Ask for a supplement, or give the reason why it can be evaluated all the same."),
    )
    move(case, step, actor, at, reason)
    letters.to_applicant(case, "accepted", at)
    return done(case, digest=dossier.digest, missing=len(gaps))


@action("certification.withdraw_case")
def withdraw_case(*, actor, at, case, reason=""):
    """The applicant takes the application back, at any time before the decision."""
    case = locked(case)
    step = permit(case, "withdraw_case", actor, at)
    move(case, step, actor, at, reason)
    letters.to_applicant(case, "withdrawn", at)
    return done(case)


def _hand_in(case, step, actor, at, digest):
    draft = draft_of(case)
    now = of_dossier(draft)
    _require_shown(now, digest, NOT_SENT)
    require_eligible(case, NOT_SENT, draft.answers)
    freeze(draft, at, now)
    case.received_at = case.received_at or at
    move(case, step, actor, at)
    letters.to_applicant(case, "receipt", at, key=str(draft.version), version=draft.version, digest=now)
    return done(case, version=draft.version, digest=now)


def _require_shown(now: str, shown: str, what) -> None:
    require(
        shown == now,
        what,
        _("The dossier has changed since this page was opened."),
        _("Look at the current version, and confirm once more."),
    )


def _require_subject(edition, service) -> None:
    """An edition takes applications for services, or of organisations for themselves (Art. 9(3), 13(2))."""
    about = compiled(edition).about
    require(
        about == (Case.About.SERVICE if service else Case.About.ORGANISATION),
        NOT_OPENED,
        _("This edition certifies services, and none was named.")
        if about == Case.About.SERVICE
        else _("This edition is about the organisation that applies, and not about a service."),
        _("Choose what the edition is about: the service, or the organisation itself."),
    )


def _require_notice(edition, notice) -> None:
    require(
        notice is not None or not compiled(edition).by_notice,
        NOT_OPENED,
        _("This scheme takes applications in rounds, and no notice for this field is open now."),
        _("Look at the notices: they say when the next round opens."),
    )


def _require_in_time(case, at) -> None:
    """Art. 9(1), 13(1): by the deadline of the notice, to the second; a supplement has a deadline of its own."""
    notice = case.notice
    if notice is None or at < notice.open_until:
        return
    closed = timezone.localtime(notice.open_until, ZoneInfo(notice.zone))
    raise Refused(
        NOT_SENT,
        _("Notice %(number)s took applications until %(closed)s (%(zone)s), and that moment has passed.")
        % {"number": notice.number, "closed": f"{closed:%Y-%m-%d %H:%M:%S}", "zone": notice.zone},
        _("Ask the operating body whether it extends the time, or withdraw this draft and apply in the next round."),
    )


def require_no_other(subject, scheme, profile) -> None:
    """Refuse a second application for a service, or of an organisation for itself, while one is under way."""
    type(subject).objects.select_for_update().get(pk=subject.pk)  # two at once wait for each other
    if isinstance(subject, Service):
        same = Case.objects.filter(service=subject)
    else:
        same = Case.objects.filter(about=Case.About.ORGANISATION, applicant=subject, profile=profile)
    other = same.filter(edition__scheme=scheme, closed_at=None).first()
    require(
        other is None,
        NOT_OPENED,
        _("There is an application for this under way: %(reference)s.")
        % {"reference": other.reference if other else ""},
        _("Go on with that one, or withdraw it first."),
    )


def require_eligible(case, what=NOT_OPENED, answers=None) -> None:
    """Refuse a case that the conditions of its edition exclude, by what is known of it and answered so far."""
    found = eligibility(compiled(case.edition), facts_of(case, answers))
    unmet = [rule for rule in found.rules if rule.met is False]
    if unmet:
        raise Refused(what, " ".join(pick(rule.says) for rule in unmet), REMEDIES[case.about])
