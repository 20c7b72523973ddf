"""A party challenges a member (기피), and what follows from the decision: Notice 2021-223 Art. 5(2), 5(3)."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment import letters
from cityloop.assessment.actions.marks import record_outcome
from cityloop.assessment.actions.steps import locked, permit
from cityloop.assessment.desk import desk_of
from cityloop.assessment.models import Challenge, Duty
from cityloop.assessment.queries import compiled
from cityloop.assessment.queries.challenge import challengeable, last_day_to_challenge
from cityloop.assessment.queries.veil import REVIEWERS, hides
from cityloop.assessment.rules import runs_without_committee
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, not_yours, require
from cityloop.engine.text import Text
from cityloop.organisations.rules import runs_scheme

NOT_FILED = _("The challenge was not filed.")
NOT_DECIDED = _("The challenge was not decided.")
LONGEST = 4_000
State = Challenge.State
RESULTS = {State.UPHELD: Text("인용", "upheld"), State.DISMISSED: Text("기각", "dismissed")}
"""How a decision is called in a letter."""


@action("assessment.challenge_member")
def challenge_member(*, actor, at, case, member, ground, reasons, evidence=""):
    """A party asks that a member who evaluates or deliberates be kept from its case, by ground and reasons.

    Marks count until the committee upholds it; until it is decided the evaluation is not closed, and the committee
    does not conclude its deliberation.
    """
    case = locked(case)
    permit(case, "challenge_member", actor, at)
    _require_said(ground, reasons, evidence)
    require(
        not hides(case, REVIEWERS),
        NOT_FILED,
        _("This call does not tell applicants who reviews, so nobody can be challenged by name."),
        _("Write to the secretariat which bodies or people should not review you, and why."),
    )
    _require_in_time(case, member, timezone.localdate(at))
    require(
        challengeable(case).filter(person=member).exists(),
        NOT_FILED,
        _("%(person)s does not sit on this case.") % {"person": member},
        _("Choose a member who does; whoever was released no longer takes part."),
    )
    require(
        not Challenge.objects.filter(case=case, member=member).exclude(state=State.DISMISSED).exists(),
        NOT_FILED,
        _("%(person)s is challenged on this case already.") % {"person": member},
        _("Wait for the committee's decision on it."),
    )
    challenge = Challenge.objects.create(
        case=case,
        member=member,
        party=case.applicant,
        ground=ground,
        reasons=reasons.strip(),
        evidence=evidence.strip(),
        filed_by=actor,
        filed_at=at,
    )
    said = {"member": letters.names(member), "reasons": challenge.reasons}
    letters.to_operator(case, "challenge_filed", at, key=str(challenge.pk), **said)
    return done(case, challenge=challenge.pk, member=member.code, ground=ground)


@action("assessment.decide_challenge")
def decide_challenge(*, actor, at, challenge, uphold, reason):
    """The operating body's officer decides, only where the edition has no committee to do it (Art. 5(3))."""
    case = locked(challenge.case)
    if not runs_scheme(actor, case.edition.scheme, timezone.localdate(at)):
        raise not_yours()
    require(
        runs_without_committee(compiled(case.edition)),
        NOT_DECIDED,
        _("The edition has a committee, and only the committee decides on a challenge."),
        _("Put it on the agenda of the committee; the member challenged takes no part."),
    )
    decided = (uphold_challenge if uphold else dismiss_challenge)(challenge, at, reason)
    return done(case, challenge=decided.pk, member=decided.member.code, state=decided.state)


def uphold_challenge(challenge, at, reason) -> Challenge:
    """A step of the committee's decision: the member is released and the sheet no longer counts.

    Where an outcome was computed with the member's marks, another is appended without them.
    """
    challenge = _decide(challenge, State.UPHELD, at, reason)
    case = locked(challenge.case)
    Duty.objects.filter(case=case, person=challenge.member, released_at=None).update(released_at=at)
    marked = case.sheets.filter(person=challenge.member).exists()
    if marked and case.outcomes.exists() and case.closed_at is None:
        record_outcome(case, at)
    return challenge


def dismiss_challenge(challenge, at, reason) -> Challenge:
    """A step of the committee's decision: the member stays, and the marks count."""
    return _decide(challenge, State.DISMISSED, at, reason)


def _decide(challenge, state, at, reason) -> Challenge:
    found = Challenge.objects.select_for_update(of=("self",)).select_related("member", "case").get(pk=challenge.pk)
    require(
        found.state == State.FILED,
        NOT_DECIDED,
        _("It was decided before: %(state)s.") % {"state": found.get_state_display()},
        _("Open the case to read the decision; there is nothing left to decide."),
    )
    require(
        bool(reason.strip()),
        NOT_DECIDED,
        _("The grounds of the decision are missing."),
        _("Write them in a sentence or two; the party reads them."),
    )
    found.state, found.decided_at, found.decision = state, at, reason.strip()
    found.save(update_fields=["state", "decided_at", "decision"])
    result = RESULTS[state]
    said = {"member": letters.names(found.member), "result": result, "reason": found.decision}
    letters.to_applicant(locked(found.case), "challenge_decided", at, key=str(found.pk), **said)
    return found


def _require_said(ground, reasons, evidence) -> None:
    require(
        ground in Challenge.Ground.values,
        NOT_FILED,
        _("No ground was chosen."),
        _("Choose the ground that applies; the last one stands for any other reason."),
    )
    require(
        bool(reasons.strip()) and len(reasons) <= LONGEST and len(evidence) <= LONGEST,
        NOT_FILED,
        _("The reasons are missing, or a text is longer than %(limit)s characters.") % {"limit": LONGEST},
        _("Write in a few sentences what happened and when."),
    )


def _require_in_time(case, member, today) -> None:
    last = last_day_to_challenge(case, member)
    if last is not None and today > last:
        raise Refused(
            NOT_FILED,
            _("The edition takes challenges until %(day)s, and that day has passed.") % {"day": last.isoformat()},
            _("Write to %(body)s if you learned of the reason later; whoever has a ground must step aside.")
            % {"body": desk_of(case.edition).body},
        )
