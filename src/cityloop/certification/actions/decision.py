"""Review by somebody who did not evaluate; decision by somebody who did neither: ISO/IEC 17065 7.5 and 7.6, Art. 15."""

from django.utils.translation import gettext_lazy as _

from cityloop.assessment.actions.panel import give_duty
from cityloop.assessment.actions.steps import locked, move, permit
from cityloop.assessment.letters import to_applicant
from cityloop.assessment.models import Duty, Outcome
from cityloop.assessment.queries import compiled
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, require
from cityloop.certification import letters
from cityloop.certification.actions.certificate import issue_certificate
from cityloop.certification.actions.designation import designate_applicant
from cityloop.certification.models import AgendaItem, Decision, Report, Review
from cityloop.certification.queries.meetings import deliberation_of
from cityloop.certification.rounds import round_of

NOT_REVIEWED = _("The review was not recorded.")
NOT_DECIDED = _("Nothing was decided.")
Recommendation, Verdict = Review.Recommendation, Decision.Verdict
STEPS = {Verdict.GRANTED: "grant", Verdict.REFUSED: "refuse"}


@action("certification.take_review")
def take_review(*, actor, at, case):
    """An officer of the operating body takes the review; whoever had another duty on the case cannot."""
    case = locked(case)
    permit(case, "take_review", actor, at)
    give_duty(case, actor, Duty.Kind.REVIEW, at)
    return done(case, reviewer=actor.code)


@action("certification.record_review")
def record_review(*, actor, at, case, digest, recommendation, note):
    """Check the evaluation and recommend; binds to the digest of the outcome that was shown."""
    case = locked(case)
    step = permit(case, "record_review", actor, at)
    outcome = _outcome_shown(case, digest, NOT_REVIEWED)
    _require_choice(recommendation in Recommendation.values, note, NOT_REVIEWED)
    _require_passed(recommendation == Recommendation.GRANT, outcome, NOT_REVIEWED)
    _require_carried(recommendation == Recommendation.GRANT, case, NOT_REVIEWED)
    Review.objects.create(
        case=case,
        round=round_of(case),
        outcome=outcome,
        outcome_digest=digest,
        person=actor,
        recommendation=recommendation,
        note=note.strip(),
        at=at,
    )
    move(case, step, actor, at, note)
    return done(case, recommendation=recommendation, outcome=digest)


@action("certification.decide")
def decide(*, actor, at, case, digest, verdict, reason):
    """The certifier decides, once, on the digest of the report that was shown. Granting issues the certificate."""
    case = locked(case)
    _require_undecided(case)
    step = permit(case, STEPS.get(verdict, "refuse"), actor, at)
    require(
        not case.mock,
        NOT_DECIDED,
        _("This is a mock certification (모의인증): it tries the edition out and gives no certificate."),
        _("Close it with its mock result."),
    )
    report = report_shown(case, digest, NOT_DECIDED)
    outcome = report.outcome
    _require_choice(verdict in Verdict.values, reason, NOT_DECIDED)
    _require_passed(verdict == Verdict.GRANTED, outcome, NOT_DECIDED)
    _require_carried(verdict == Verdict.GRANTED, case, NOT_DECIDED)
    give_duty(case, actor, Duty.Kind.DECIDE, at)
    Decision.objects.create(
        case=case,
        round=round_of(case),
        report=report,
        outcome_digest=outcome.digest,
        verdict=verdict,
        reason=reason.strip(),
        person=actor,
        at=at,
    )
    move(case, step, actor, at, reason)
    letters.decided(case, at, Verdict(verdict), reason)
    if verdict == Verdict.GRANTED:
        return done(case, verdict=verdict, report=digest, **_given(case, outcome, actor, at))
    return done(case, verdict=verdict, report=digest)


def _given(case, outcome, actor, at) -> dict:
    """What a grant gives: the duty that the edition names for the profile, or else a certificate."""
    profile = compiled(case.edition).profile(case.profile)
    if profile and profile.designates:
        designate_applicant(actor=actor, at=at, case=case, outcome=outcome)
        return {"designated": case.applicant.code}
    return {"certificate": issue_certificate(actor=actor, at=at, case=case, outcome=outcome).number}


@action("certification.close_mock")
def close_mock(*, actor, at, case, digest, reason):
    """Close a mock certification with its result: the outcome stands, and nothing is certified."""
    case = locked(case)
    step = permit(case, "close_mock", actor, at)
    require(
        case.mock,
        _("The case was not closed."),
        _("This is no mock certification: it ends with a decision."),
        _("Open the page of the decision."),
    )
    outcome = report_shown(case, digest, _("The case was not closed.")).outcome
    _require_choice(True, reason, _("The case was not closed."))
    give_duty(case, actor, Duty.Kind.DECIDE, at)
    move(case, step, actor, at, reason)
    to_applicant(case, "closed_mock", at, reason=reason)
    return done(case, result=outcome.status, report=digest)


def report_shown(case, digest, what) -> Report:
    """The report on which is decided: the latest, and the one that the page showed; else refused."""
    report = case.reports.select_related("outcome").last()
    require(
        report is not None and report.digest == digest,
        what,
        _("The report that this page showed is not the current one."),
        _("Open the page again, read the current report, and confirm once more."),
    )
    return report


def _outcome_shown(case, digest, what) -> Outcome:
    outcome = case.outcomes.last()
    require(
        outcome is not None and outcome.digest == digest,
        what,
        _("The outcome that this page showed is not the current one."),
        _("Open the page again, read the current outcome, and confirm once more."),
    )
    return outcome


def _require_choice(chosen: bool, text: str, what) -> None:
    require(chosen, what, _("No recommendation or decision was chosen."), _("Choose one of the two."))
    require(bool(text.strip()), what, _("The grounds are missing."), _("Write them in a sentence or two."))


def _require_passed(positive: bool, outcome, what) -> None:
    require(
        not positive or outcome.status == Outcome.Status.PASS,
        what,
        _("The outcome of the evaluation does not meet the edition's conditions, so it cannot be granted."),
        _("Refuse it with the grounds; the applicant can appeal or apply again."),
    )


def _require_carried(positive: bool, case, what) -> None:
    """What the committee did not carry is not granted; that it carried binds nobody to grant (decision record 0009)."""
    item = deliberation_of(case) if positive else None
    require(
        item is None or item.result == AgendaItem.Result.PASSES,
        what,
        _("The committee did not carry it (meeting %(n)s).") % {"n": item.meeting.number if item else ""},
        _("Refuse it with the grounds; the applicant can appeal or apply again."),
    )


def _require_undecided(case) -> None:
    decision = case.decisions.select_related("person").last()
    if decision and case.closed_at:
        raise Refused(
            NOT_DECIDED,
            _("The case is decided already: %(verdict)s, by %(person)s.")
            % {"verdict": decision.get_verdict_display(), "person": decision.person},
            _("A decision stands once it is made; open the case to read it."),
        )
