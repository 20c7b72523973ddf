"""What an officer with an interest in a proposal is kept from besides the proposal: its letters, award and accounts."""

from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast, Concat

from cityloop.assessment.models import Case
from cityloop.assessment.queries import kept_from
from cityloop.calls.models import Award
from cityloop.ledger import queries as ledger
from cityloop.ledger.models import Invoice
from cityloop.outbox import rules as outbox

ABOUT = "calls.award:"


def letters_kept_from(person, on) -> Q:
    """Letters about proposals that somebody conflicts with, about their awards, and about the money of these."""
    cases = Case.objects.filter(kept_from(person, on))
    invoices = Invoice.objects.filter(instalment__obligation__about__in=_matters(cases))
    kept = Q(about_kind="assessment.case", about_id__in=_keys(cases))
    kept |= Q(about_kind="calls.award", about_id__in=_keys(Award.objects.filter(case__in=cases)))
    return kept | Q(about_kind="ledger.invoice", about_id__in=_keys(invoices))


def accounts_kept_from(person, on) -> Q:
    """Accounts of awards to proposals that somebody conflicts with."""
    return Q(about__in=_matters(Case.objects.filter(kept_from(person, on))))


def register() -> None:
    """Tell the rooms below; once, by the room's start."""
    outbox.KEPT_FROM.append(letters_kept_from)
    ledger.KEPT_FROM.append(accounts_kept_from)


def _keys(rows):
    return rows.order_by().annotate(key=Cast("pk", CharField())).values("key")


def _matters(cases):
    return cases.order_by().annotate(matter=Concat(Value(ABOUT), "reference")).values("matter")
