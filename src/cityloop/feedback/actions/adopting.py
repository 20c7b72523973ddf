"""A published edition is adopted for a field: not before its transition is over, and its certificates hear of it."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.actions import change_state
from cityloop.assessment.models import Edition, EditionState
from cityloop.assessment.queries import compiled, standings
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import require
from cityloop.certification.models import Certificate
from cityloop.feedback import letters
from cityloop.feedback.foretelling import needs_of, replay_of

State = EditionState.State
HOLD = (Certificate.Status.VALID, Certificate.Status.SUSPENDED)


@action("feedback.adopt_edition")
def adopt_edition(*, actor, at, edition, profile, state, since, reason, without_mock=False):
    """From a day on an edition is in mock use, in force or retired for a field; the scheme's owner may.

    It is in force no sooner than the transition of the edition that it replaces. Certificates under that one stay on
    it; who holds one is told from when the field is under the new edition, and what the marks on record would need.
    """
    on = timezone.localdate(at)
    replaced = _replaced(edition, profile, on) if state == State.IN_FORCE else None
    transition = _transition(replaced or edition)
    first = transition.after(on) if transition and replaced else on
    require(
        state != State.IN_FORCE or since >= first,
        _("The state was not changed."),
        _("Between the decision and its day lies the transition, until %(day)s.") % {"day": first},
        _("Choose that day or a later one; who holds a certificate is told at once."),
    )
    row = change_state(
        actor=actor, at=at, edition=edition, profile=profile, state=state, since=since, reason=reason,
        without_mock=without_mock,
    )  # fmt: skip
    told = _tell_holders(edition, replaced, profile, since, at) if replaced else 0
    return done(row, edition=edition.edition, told=told)


def _replaced(edition, profile, on) -> Edition | None:
    """The edition of the same scheme in force for the field."""
    found = [one for one in standings(on, edition.scheme, edition.kind) if one.profile in ("", profile)]
    rows = [one.edition.pk for one in found if one.state == State.IN_FORCE and one.edition.pk != edition.pk]
    return Edition.objects.filter(pk__in=rows).last()


def _transition(edition):
    rule = compiled(edition).revision
    return rule.transition if rule else None


def _tell_holders(edition, replaced, profile, since, at) -> int:
    """Write to whoever holds a certificate of the field under an earlier edition; how many certificates."""
    rules, replay, on = compiled(edition), replay_of(edition), timezone.localdate(at)
    field = next((one.title for one in rules.profiles if one.id == profile), rules.title)
    held = Certificate.objects.filter(status__in=HOLD, valid_until__gte=on, case__profile=profile, case__record="")
    held = held.filter(case__edition__scheme=edition.scheme).exclude(case__edition=edition)
    certificates = held.select_related("case__edition", "case__applicant", "service", "holder")
    for certificate in certificates:
        needs = needs_of(edition, certificate.case.reference, replay)
        letters.adopted(certificate, edition, field, since, needs, at)
    return len(certificates)
