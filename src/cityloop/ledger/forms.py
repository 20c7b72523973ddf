"""What is filled in on an account: an invoice, an answer to one, a payment. What one may do is asked of the actions."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from cityloop.ledger.actions import Exchange

DAY = {"type": "date", "width": "m"}
LONG = {"rows": 4}


class InvoiceForm(forms.Form):
    """A new invoice: where the money goes. The amount is the instalment's."""

    account = forms.CharField(
        label=_("Account to be paid into"),
        max_length=200,
        help_text=_("Bank, number and holder. Only you and the officers of the payer see it."),
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=2_000, widget=forms.Textarea(attrs=LONG))


class AnswerForm(forms.Form):
    """The answer to an invoice, on the digest of what is shown."""

    digest = forms.CharField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(
        label=_("Your answer"),
        choices=(("approved", _("Approve for payment")), ("returned", _("Return with a reason"))),
        widget=forms.RadioSelect(attrs={"boxed": True}),
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs=LONG),
        help_text=_("Needed where the invoice is returned; whoever issued it reads it."),
    )


class PaymentForm(forms.Form):
    """A transfer that was carried out, and the exchange where another currency left the account."""

    paid_on = forms.DateField(label=_("Paid on"), widget=forms.DateInput(attrs=DAY))
    reference = forms.CharField(
        label=_("Number of the transfer"), max_length=80, help_text=_("As the bank’s confirmation has it.")
    )
    currency = forms.CharField(
        label=_("Paid in another currency"),
        required=False,
        max_length=3,
        widget=forms.TextInput(attrs={"width": "s"}),
        help_text=_("Its code, such as USD. Leave empty where the invoice’s own currency was paid."),
    )
    rate = forms.DecimalField(
        label=_("Exchange rate"),
        required=False,
        min_value=Decimal("0.000001"),
        max_digits=15,
        decimal_places=6,
        help_text=_("How many units were paid for one unit of the invoice’s currency."),
    )
    rate_on = forms.DateField(label=_("Day of the rate"), required=False, widget=forms.DateInput(attrs=DAY))
    rate_source = forms.CharField(label=_("Who published the rate"), required=False, max_length=200)

    def clean(self):
        """The exchange is whole, or left out."""
        given = super().clean()
        parts = [given.get(name) for name in ("currency", "rate", "rate_on", "rate_source")]
        if any(parts) and not all(parts):
            self.add_error("currency", _("Give the currency, its rate, the day and who published it, or none of them."))
        return given

    def values(self) -> dict:
        """As the action takes it."""
        given = self.cleaned_data
        exchange = None
        if given["currency"]:
            code = given["currency"].strip().upper()
            exchange = Exchange(code, given["rate"], given["rate_on"], given["rate_source"])
        return {"paid_on": given["paid_on"], "reference": given["reference"], "exchange": exchange}


class ReversalForm(forms.Form):
    """Why a payment is taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=2_000, widget=forms.Textarea(attrs=LONG))
