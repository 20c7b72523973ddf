"""Which accounts a person may see, what stands on each, and what waits for whom."""

from collections.abc import Callable

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from cityloop.ledger.models import Instalment, Invoice, Obligation, Payment
from cityloop.organisations.models import Designation, Membership
from cityloop.organisations.queries import designations_held, in_force, organisations_of
from cityloop.organisations.waiting import Waiting

State = Invoice.State
READERS = tuple(duty for duty in Designation.Duty.values if duty in ("authority", "certifier"))
"""Whoever answers for a scheme or programme reads its accounts."""


KEPT_FROM: list[Callable[..., Q]] = []
"""What rooms above add: `(person, on)` gives the condition on accounts that nobody reads by an office who has an
interest in what they are about."""


def visible_to(person, on):
    """Accounts that a person may see on a day: of their own organisations, and of schemes that they answer for."""
    if not getattr(person, "pk", None):
        return Obligation.objects.none()
    mine = organisations_of(person, on)
    schemes = list(designations_held(person, READERS, on).values_list("scheme", flat=True))
    answered_for = Q(scheme__in=schemes)
    for kept in KEPT_FROM if schemes else ():
        answered_for &= ~kept(person, on)
    found = Obligation.objects.filter(Q(payee__in=mine) | Q(payer__in=mine) | answered_for)
    return found.select_related("payer", "payee", "keeper")


def account_or_404(person, on, number) -> Obligation:
    """One account that the person may see."""
    return get_object_or_404(visible_to(person, on), number=number)


def about(reference: str):
    """The accounts of one matter, whoever asks: the room above has let the reader see the matter."""
    found = Obligation.objects.filter(about=reference).select_related("payer", "payee", "keeper")
    return found.order_by("opened_at", "pk")


def instalments_of(obligation):
    """The instalments in order, each with its invoices."""
    return obligation.instalments.prefetch_related("invoices__approval__person", "invoices__issued_by")


def payments_of(obligation):
    """Every entry, reversals included, as it was made."""
    found = Payment.objects.filter(obligation=obligation).select_related("invoice", "person", "approved_by", "reversal")
    return found.order_by("at", "pk")


def invoice_or_404(obligation, number) -> Invoice:
    """One invoice of an account."""
    rows = Invoice.objects.filter(instalment__obligation=obligation)
    return get_object_or_404(rows.select_related("instalment", "issued_by", "approval__person"), number=number)


def waiting_for(person, on) -> list[Waiting]:
    """Invoices to answer and to pay, and instalments to ask for."""
    if not getattr(person, "pk", None):
        return []
    held = Membership.objects.filter(in_force(on), person=person, role=Membership.Role.OFFICER)
    bodies = held.values("organisation_id")
    return [*_to_handle(person, bodies), *_to_ask_for(bodies)]


def _to_handle(person, bodies) -> list[Waiting]:
    rows = Invoice.objects.filter(
        instalment__obligation__keeper__in=bodies, instalment__obligation__closed_at=None
    ).select_related("instalment__obligation", "approval")
    found = []
    for invoice in rows.filter(state__in=(State.ISSUED, State.APPROVED)).order_by("issued_at", "pk"):
        approved = invoice.state == State.APPROVED
        if approved and invoice.approval.person_id == person.pk:
            continue
        payable = invoice.instalment.obligation.payable
        title = _("Approve an invoice") if payable and not approved else _("Enter a payment")
        found.append(_line(title, invoice.instalment, invoice.issued_at))
    return found


def _to_ask_for(bodies) -> list[Waiting]:
    accounts = Obligation.objects.filter(payee__in=bodies, closed_at=None)
    due = Instalment.objects.filter(obligation__in=accounts, released_at__isnull=False)
    due = due.exclude(invoices__state__in=(State.ISSUED, State.APPROVED, State.PAID)).select_related("obligation")
    return [_line(_("Issue an invoice"), one, one.released_at) for one in due.order_by("released_at", "pk")]


def _line(title, instalment, since) -> Waiting:
    obligation = instalment.obligation
    return Waiting(
        title=f"{title}: {instalment.title}",
        hint=f"{obligation.title} ({obligation.number})",
        url=reverse("ledger:account", args=[obligation.number]),
        since=since,
        simulated=obligation.simulated,
    )
