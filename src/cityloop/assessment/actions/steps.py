"""Steps that actions on a case share. They run inside an action's transaction and are no actions themselves."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Case, CaseEvent, Dossier, Series
from cityloop.assessment.procedure import procedure_of
from cityloop.assessment.queries import compiled
from cityloop.assessment.rules import holds
from cityloop.audit.refusal import Refused, not_yours


def locked(case) -> Case:
    """The case as it is now, locked until the transaction ends: whoever clicked second finds what the first did."""
    found = Case.objects.select_for_update(of=("self",)).select_related("edition", "applicant", "service__provider")
    return found.defer("edition__content").get(pk=case.pk)


def permit(case, name: str, actor, at):
    """The row of the case's workflow table for an action in this state by this person; refused where there is none."""
    procedure = procedure_of(case)
    step = procedure.step(name, case.state)
    if step is None:
        raise Refused(
            _("Nothing was changed."),
            _("The case stands at “%(state)s”, and this step belongs elsewhere in the procedure.")
            % {"state": procedure.label(case.state)},
            _("Open the case again to see where it stands and what comes next."),
        )
    if not holds(case, actor, timezone.localdate(at), step.role):
        raise not_yours()
    return step


def move(case, name: str, after: str, actor, at, reason="", due_on=None) -> None:
    """Pass a case on to another state, and append the event. States in which nothing follows close the case."""
    procedure = procedure_of(case)
    CaseEvent.objects.create(
        case=case, action=name, before=case.state, after=after, person=actor, at=at, reason=reason.strip()
    )
    case.state, case.changed_at = after, at
    case.due_on = due_on or procedure.due_on(after, compiled(case.edition), timezone.localdate(at))
    case.closed_at = at if procedure.is_final(after) else None
    case.save(update_fields=["state", "changed_at", "due_on", "closed_at", "received_at"])


def begin_case(*, actor, at, edition, profile, applicant, state, prefix, **described) -> Case:
    """Open a case with an empty draft of its dossier; its reference is the next number of the year."""
    year = timezone.localdate(at).year
    case = Case.objects.create(
        reference=f"{prefix}-{year}-{next_number(prefix, year):04d}",
        edition=edition,
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
            _("Wait until the operating body asks for a supplement; a new version opens then."),
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
