"""An account of a grant with its people, and an invoice brought to any state by their own actions."""

from datetime import timedelta

from cast import AT, organisation, person
from django.db import transaction

from cityloop.engine.text import same
from cityloop.ledger import actions
from cityloop.ledger.models import Obligation
from cityloop.organisations.models import Membership

LATER = AT + timedelta(days=30)
ON = LATER.date()
OFFICER = Membership.Role.OFFICER
ACCOUNT = "은행 123-456 다온시스템즈"


class Books:
    """A body that grants, a company that is granted, two officers of the first, and a stranger."""

    def __init__(self, amount=100_000_001, currency="KRW"):
        self.body, self.company = organisation("granting", kind="public_body"), organisation("daon")
        self.first, self.second = (person(key, of=self.body, role=OFFICER) for key in ("first", "second"))
        self.biller = person("biller", of=self.company, role=OFFICER)
        self.stranger = person("stranger", of=organisation("elsewhere"), role=OFFICER)
        half = amount // 2
        self.grant = self.opened("G-1", amount, currency, half, amount - half - 1, 1)

    def opened(self, number, amount, currency, *parts, **changes):
        """An account whose instalments are called `a`, `b`, `c`."""
        terms = {"payer": self.body, "payee": self.company, "keeper": self.body, "kind": Obligation.Kind.GRANT}
        return actions.open_obligation(
            at=AT,
            number=number,
            scheme="night-bus",
            about=f"test:{number}",
            title=same("Night bus"),
            amount=amount,
            currency=currency,
            parts=[actions.Part(item, same(item), part) for item, part in zip("abc", parts, strict=False)],
            **{**terms, **changes},
        )

    def instalment(self, item="a", obligation=None):
        """A released instalment."""
        with transaction.atomic():
            return actions.release_instalment(obligation or self.grant, item, actor=self.first, at=AT)

    def issued(self, item="a"):
        """An invoice that waits for an answer."""
        return actions.issue_invoice(actor=self.biller, at=LATER, instalment=self.instalment(item), account=ACCOUNT)

    def approved(self, item="a"):
        """An invoice that the first officer approved."""
        invoice = self.issued(item)
        actions.approve_invoice(actor=self.first, at=LATER, invoice=invoice, digest=invoice.digest)
        invoice.refresh_from_db()
        return invoice

    def pay(self, invoice, by=None, reference="T-1", paid_on=ON, **more):
        """The second officer enters the payment."""
        return actions.record_payment(
            actor=by or self.second, at=LATER, invoice=invoice, paid_on=paid_on, reference=reference, **more
        )
