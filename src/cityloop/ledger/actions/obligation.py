"""Steps on accounts for the actions of the rooms above, inside whose transaction they run; no actions themselves."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cityloop.audit.refusal import Refused, require
from cityloop.engine.text import Text
from cityloop.ledger.amounts import LARGEST, is_currency
from cityloop.ledger.models import Instalment, Invoice, Obligation

NOTHING = _("No account was opened.")


@dataclass(frozen=True)
class Part:
    """One instalment to be: what it follows, how it is called, how much it is."""

    item: str
    title: Text
    amount: int


def open_obligation(*, at, number, kind, scheme, about, title, payer, payee, keeper, amount, currency, parts, **more):
    """Write what is owed, in parts that add up to it. Whether it may be owed is asked by the action that calls this."""
    require(
        is_currency(currency) and isinstance(amount, int) and 0 < amount <= LARGEST,
        NOTHING,
        _("%(amount)s %(currency)s is no amount of money.") % {"amount": amount, "currency": currency},
        _("Give a whole number of the currency’s smallest unit, above zero."),
    )
    parts = [part for part in parts if part.amount]
    require(
        sum(part.amount for part in parts) == amount,
        NOTHING,
        _("The instalments do not add up to the amount."),
        _("Let the last instalment take the rest."),
    )
    obligation = Obligation.objects.create(
        number=number,
        kind=kind,
        scheme=scheme,
        about=about,
        title_ko=title.ko,
        title_en=title.en,
        payer=payer,
        payee=payee,
        keeper=keeper,
        amount=amount,
        currency=currency,
        opened_at=at,
        **more,
    )
    Instalment.objects.bulk_create(
        Instalment(
            obligation=obligation,
            position=n,
            item=part.item,
            title_ko=part.title.ko,
            title_en=part.title.en,
            amount=part.amount,
        )
        for n, part in enumerate(parts, 1)
    )
    return obligation


def release_instalment(obligation, item: str, *, actor, at) -> Instalment | None:
    """Its condition is met: the instalment of an item may be invoiced. None where no money follows that item."""
    found = obligation.instalments.select_for_update().filter(item=item).first()
    if found is None or found.released_at:
        return found
    found.released_at, found.released_by = at, actor
    found.save(update_fields=["released_at", "released_by"])
    return found


def close_obligation(obligation, *, at, reason: str) -> Obligation:
    """Nothing more is paid on it, from now on and for the reason given."""
    found = locked(obligation)
    if found.closed_at:
        raise Refused(
            _("Nothing was closed."), _("The account is closed already."), _("Open it to see since when and why.")
        )
    found.closed_at, found.closed_because = at, reason.strip()
    found.save(update_fields=["closed_at", "closed_because"])
    return found


def locked(obligation) -> Obligation:
    """The account as it is now, locked until the transaction ends: of two the second sees what the first did."""
    return (
        Obligation.objects.select_for_update(of=("self",))
        .select_related("payer", "payee", "keeper")
        .get(pk=obligation.pk)
    )


def locked_invoice(invoice) -> tuple[Invoice, Obligation]:
    """An invoice and its account as they are now, locked: the account first, always."""
    found = Invoice.objects.select_related("instalment__obligation").get(pk=invoice.pk)
    obligation = locked(found.instalment.obligation)
    fresh = Invoice.objects.select_for_update(of=("self",)).select_related("instalment", "issued_by")
    return fresh.get(pk=invoice.pk), obligation
