"""Proceedings that somebody may see, what waits for them there, and what may be done next."""

from datetime import timedelta

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from cityloop.assessment.rules import CERTIFIER, HEARER, OPERATOR
from cityloop.certification.models import Proceeding
from cityloop.certification.tables import HOLDER, TURNS
from cityloop.certification.workflow import PROCEEDINGS
from cityloop.language import pick
from cityloop.organisations.models import Designation
from cityloop.organisations.queries import Affiliations
from cityloop.organisations.waiting import Waiting

AHEAD = timedelta(days=30)
"""How long before its day a planned surveillance waits in the inbox."""


def visible_to(user, on, known=None):
    """Proceedings that a person may see on a day; the one gate for pages, lists and downloads.

    Officers of the operating body and of the certifier; the party's own people once it was told. `known`: the
    reader's `Affiliations`, if they were read.
    """
    if not getattr(user, "pk", None):
        return Proceeding.objects.none()
    known = known or Affiliations(user, on)
    schemes = known.schemes(Designation.Duty.OPERATING_BODY) | known.schemes(Designation.Duty.CERTIFIER)
    told = Q(party__in=known.organisations, told_at__isnull=False)
    return Proceeding.objects.filter(Q(scheme__in=schemes) | told)


def proceedings(user, on, kind: str = "", open_only: bool = False):
    """Proceedings as a list shows them, newest first, ready without more queries."""
    found = visible_to(user, on).select_related("certificate__service", "certificate__holder", "case", "party")
    if kind:
        found = found.filter(kind=kind)
    return found.filter(closed_at=None) if open_only else found


def proceeding_or_404(user, on, reference: str):
    """One proceeding that the person may see, as its own kind; not theirs is not found."""
    found = visible_to(user, on).filter(reference=reference).values_list("kind", flat=True).first()
    kinds = {model._meta.model_name: model for model in Proceeding.__subclasses__()}
    rows = kinds[found].objects if found else Proceeding.objects.none()
    rows = rows.select_related(
        *("case__edition", "case__service", "case__applicant", "certificate__service", "certificate__holder"),
        *("party", "because", "opened_by"),
    )
    return get_object_or_404(rows.defer("case__edition__content"), reference=reference)


def possible(proceeding, roles) -> list:
    """The rows of the table that somebody in these roles may take now."""
    return list(PROCEEDINGS[proceeding.kind].workflow.allowed(proceeding.state, roles))


def label_of(proceeding, action: str) -> str:
    """How a step of a proceeding is called."""
    rows = PROCEEDINGS[proceeding.kind].workflow.transitions
    return pick(next((row.label for row in rows if row.action == action), "")) or _("Opened")


def waiting_in_proceedings(known) -> list[Waiting]:
    """What waits in proceedings for somebody with these affiliations: where it is their turn, or becomes so once the
    last day is past. One query."""
    on, ours = known.on, known.organisations
    operates = known.schemes(Designation.Duty.OPERATING_BODY)
    certifies = known.schemes(Designation.Duty.CERTIFIER)
    rows = Proceeding.objects.filter(closed_at=None)
    rows = rows.filter(Q(scheme__in=operates | certifies) | Q(party__in=ours, told_at__isnull=False))
    far = Q(kind=Proceeding.Kind.SURVEILLANCE, state="planned", due_on__gt=on + AHEAD)
    rows = rows.exclude(far).select_related("certificate__service", "certificate__holder", "case", "party", "appeal")
    found = []
    for row in rows:
        held = {
            HOLDER: row.party_id in ours,
            OPERATOR: row.scheme in operates,
            CERTIFIER: row.scheme in certifies,
            HEARER: row.kind == Proceeding.Kind.APPEAL and row.appeal.hearer_id == known.person.pk,
        }
        if held.get(turn_of(row, on)):
            found.append(_line(row))
    return found


def turn_of(row, on) -> str:
    """The role whose turn it is in a proceeding on a day; nothing where it has ended."""
    turns, overdue = TURNS[row.kind]
    late = row.due_on is not None and on > row.due_on
    return overdue[row.state] if late and row.state in overdue else turns.get(row.state, "")


def _line(row) -> Waiting:
    state = PROCEEDINGS[row.kind].label(row.state)
    return Waiting(
        title=f"{row.get_kind_display()}: {subject_of(row)}",
        hint=state,
        url=reverse("certification:proceeding", args=[row.reference]),
        since=row.changed_at,
        due=row.due_on,
        label=row.reference,
        simulated=row.simulated,
    )


def subject_of(row) -> str:
    """What a proceeding is about, in a word."""
    if row.certificate:
        return row.certificate.subject.name
    return row.case.title if row.case else str(row.party or "")
