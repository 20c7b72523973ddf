"""What an officer with an interest in a proposal is kept from besides the proposal: its letters, award and accounts.

The proposals are asked for first, and named: a condition within conditions grows deeper than SQLite reads.
"""

from django.db.models import CharField, Q
from django.db.models.functions import Cast

from cityloop.assessment.models import Case
from cityloop.assessment.queries import kept_from
from cityloop.calls.models import Award
from cityloop.ledger import queries as ledger
from cityloop.ledger.models import Invoice
from cityloop.outbox import rules as outbox

ABOUT = "calls.award:{reference}"
NOTHING = Q(pk__in=())


def letters_kept_from(person, on) -> Q:
    """Letters about proposals that somebody conflicts with, about their awards, and about the money of these."""
    cases = _conflicting(person, on)
    if not cases:
        return NOTHING
    awards = Award.objects.filter(case__in=cases)
    invoices = Invoice.objects.filter(instalment__obligation__about__in=_matters(cases))
    kept = Q(about_kind="assessment.case", about_id__in=[str(pk) for pk in cases])
    kept |= Q(about_kind="calls.award", about_id__in=_keys(awards))
    return kept | Q(about_kind="ledger.invoice", about_id__in=_keys(invoices))


def accounts_kept_from(person, on) -> Q:
    """Accounts of awards to proposals that somebody conflicts with."""
    cases = _conflicting(person, on)
    return Q(about__in=_matters(cases)) if cases else NOTHING


def register() -> None:
    """Tell the rooms below; once, by the room's start."""
    outbox.KEPT_FROM.append(letters_kept_from)
    ledger.KEPT_FROM.append(accounts_kept_from)


def _conflicting(person, on) -> dict[int, str]:
    """The proposals that somebody conflicts with: their keys and references."""
    return dict(Case.objects.filter(kept_from(person, on)).order_by().values_list("pk", "reference"))


def _keys(rows):
    return rows.order_by().annotate(key=Cast("pk", CharField())).values("key")


def _matters(cases) -> list[str]:
    return [ABOUT.format(reference=reference) for reference in cases.values()]
