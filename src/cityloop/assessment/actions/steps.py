"""Steps that actions on a case share. They run inside an action's transaction and are no actions themselves."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.desk import desk_of
from cityloop.assessment.models import Case, CaseEvent, Dossier, Series
from cityloop.assessment.procedure import due_on, procedure_of
from cityloop.assessment.queries import compiled
from cityloop.assessment.rules import DECIDING, holds, own_party
from cityloop.audit.refusal import Refused, not_yours
from cityloop.engine.workflow import Transition
from cityloop.language import pick
from cityloop.organisations.queries import duties_of


def locked(case) -> Case:
    """The case as it is now, locked until the transaction ends: whoever clicked second finds what the first did."""
    found = Case.objects.select_for_update(of=("self",)).select_related("edition", "applicant", "service__provider")
    return found.defer("edition__content").get(pk=case.pk)


def permit(case, name: str, actor, at) -> Transition:
    """The row of the case's workflow table for an action in this state by this person; refused where there is none."""
    procedure = procedure_of(case)
    step = procedure.step(case.state, name)
    if step is None:
        refusal = procedure.workflow.step(case.state, name, ())
        raise Refused(
            _("Nothing was changed."),
            pick(refusal.why),
            _("Open the case again to see where it stands and what comes next."),
        )
    if not any(holds(case, actor, timezone.localdate(at), role) for role in step.roles):
        raise _interested(case, actor, step, timezone.localdate(at)) or not_yours()
    return step


def _interested(case, actor, step, on) -> Refused | None:
    """The refusal for an officer whose step it would be, had they no place in a party to the case."""
    place = own_party(case, actor, on) if step.roles & set(DECIDING) else None
    serves = duties_of(actor, on)
    if place is None or not any(case.edition.scheme in serves[duty] for duty in serves):
        return None
    return Refused(
        _("Nothing was changed."),
        _("You belong, or belonged within three years, to %(organisation)s, a party to this case.")
        % {"organisation": place.organisation},
        _("Leave this case to an officer who has no interest in it."),
    )


def move(case, step: Transition, actor, at, reason="") -> None:
    """Pass a case on by a row of its table, append the event, and begin the deadline that the edition sets."""
    reason = reason.strip()
    if step.needs_reason and not reason:
        raise Refused(
            _("Nothing was changed."),
            _("%(step)s: this step needs a reason, and none was given.") % {"step": pick(step.label)},
            _("Write the reason in a sentence or two."),
        )
    CaseEvent.objects.create(
        case=case, action=step.action, before=case.state, after=step.target, person=actor, at=at, reason=reason
    )
    case.state, case.changed_at = step.target, at
    case.due_on = due_on(step, compiled(case.edition), timezone.localdate(at))
    case.closed_at = at if procedure_of(case).is_final(step.target) else None
    case.save(update_fields=["state", "changed_at", "due_on", "closed_at", "received_at"])


def begin_case(*, actor, at, edition, profile, applicant, state, prefix, **described) -> Case:
    """Open a case with an empty draft of its dossier; its reference is the next number of the year.

    What it is about follows from the edition.
    """
    year = timezone.localdate(at).year
    case = Case.objects.create(
        reference=f"{prefix}-{year}-{next_number(prefix, year):04d}",
        edition=edition,
        about=compiled(edition).about,
        profile=profile,
        applicant=applicant,
        state=state,
        opened_by=actor,
        opened_at=at,
        changed_at=at,
        **described,
    )
    CaseEvent.objects.create(case=case, action="open_case", after=state, person=actor, at=at)
    Dossier.objects.create(case=case)
    return case


def next_number(prefix: str, year: int) -> int:
    """The next number of a series; the series' row is locked, so that two at once wait for each other."""
    with transaction.atomic():
        Series.objects.get_or_create(prefix=prefix, year=year)
        series = Series.objects.select_for_update().get(prefix=prefix, year=year)
        series.last += 1
        series.save(update_fields=["last"])
        return series.last


def draft_of(case) -> Dossier:
    """The version of the dossier that is being filled; refused where all are frozen."""
    draft = case.dossiers.filter(frozen_at=None).order_by("-version").first()
    if draft is None:
        raise Refused(
            _("Nothing was saved."),
            _("The dossier is frozen: it was handed in with its digest."),
            _("Wait until %(body)s asks for a supplement; a new version opens then.")
            % {"body": desk_of(case.edition).body},
        )
    return draft


def next_version(dossier) -> Dossier:
    """Open a new version that begins as a copy of a frozen one; evidence keeps its hash and both of its dates."""
    fresh = Dossier.objects.create(case=dossier.case, version=dossier.version + 1, answers=dict(dossier.answers))
    for rows in (dossier.evidence.filter(withdrawn_at=None), dossier.measurements.all()):
        copies = list(rows)
        for row in copies:
            row.pk, row.dossier = None, fresh
            row._state.adding = True
        rows.model.objects.bulk_create(copies)
    return fresh


def freeze(dossier, at, digest: str) -> None:
    """Close a version for good under its digest."""
    dossier.frozen_at, dossier.digest = at, digest
    dossier.save(update_fields=["frozen_at", "digest"])
