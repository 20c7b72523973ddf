"""Letters of the ledger: an invoice came, was returned, was paid. The texts stand in `letters/`."""

from django.urls import reverse_lazy
from django.utils import timezone

from cityloop.ledger.amounts import spoken
from cityloop.organisations.models import Membership, Person
from cityloop.organisations.queries import in_force
from cityloop.outbox.writing import write


def issued(invoice, obligation, at) -> None:
    """The payer's officers hear that an invoice waits for them."""
    if obligation.payable:
        _tell(obligation.payer, "invoice_issued", invoice, obligation, at)
    else:
        _tell(obligation.payer, "demand_issued", invoice, obligation, at)


def returned(invoice, obligation, at, reason) -> None:
    """Whoever asked to be paid hears why not."""
    _tell(obligation.payee, "invoice_returned", invoice, obligation, at, reason=reason)


def paid(invoice, obligation, at, paid_on) -> None:
    """The other side of the account hears that it was paid, or that what it paid was received."""
    told = obligation.payee if obligation.payable else obligation.payer
    _tell(told, "invoice_paid", invoice, obligation, at, paid_on=paid_on)


def officers_of(organisation, on) -> list[Person]:
    """The officers of an organisation on a day."""
    held = Membership.objects.filter(in_force(on), organisation=organisation, role=Membership.Role.OFFICER)
    return list(Person.objects.filter(pk__in=held.values("person_id")).order_by("pk"))


def _tell(organisation, kind, invoice, obligation, at, **facts) -> None:
    said = {
        "number": invoice.number,
        "subject": {"ko": obligation.title_ko, "en": obligation.title_en},
        "what": {"ko": invoice.instalment.title_ko, "en": invoice.instalment.title_en},
        "amount": Spoken(invoice.amount, invoice.currency),
        "link": reverse_lazy("ledger:account", args=[obligation.number]),
    }
    people = officers_of(organisation, timezone.localdate(at))
    key = f"{at:%Y%m%d%H%M%S%f}" if kind == "invoice_paid" else ""
    write(
        at=at,
        kind=f"ledger.{kind}",
        to=people,
        about=invoice,
        key=key,
        held=False,
        scheme=obligation.scheme,
        **said,
        **facts,
    )


class Spoken:
    """An amount that says itself in the language being written."""

    def __init__(self, amount: int, currency: str):
        self.amount, self.currency = amount, currency

    def __str__(self):
        return spoken(self.amount, self.currency)
