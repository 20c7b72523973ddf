"""Show accounts: what is owed, asked for, paid and left; and the steps of each reader."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.audit.refusal import Refused
from cityloop.ledger import actions, queries, rules
from cityloop.ledger.forms import AnswerForm, InvoiceForm, PaymentForm, ReversalForm
from cityloop.ledger.models import Invoice, Payment

PAGE = 25
State = Invoice.State


@login_required
def accounts(request):
    """The accounts that the reader may see, newest first."""
    found = queries.visible_to(request.user, timezone.localdate())
    return render(
        request, "ledger/accounts.html", {"page_obj": Paginator(found, PAGE).get_page(request.GET.get("page"))}
    )


@login_required
def account(request, number):
    """One account: its instalments with their invoices, every payment, and what the reader may do."""
    found = queries.account_or_404(request.user, timezone.localdate(), number)
    return page(
        request,
        found,
        "account",
        instalments=queries.instalments_of(found),
        payments=queries.payments_of(found),
        recoveries=found.recoveries.all(),
    )


@login_required
def issue(request, number, item):
    """A released instalment is asked for."""
    found = queries.account_or_404(request.user, timezone.localdate(), number)
    if not rules.bills(request.user, found, timezone.localdate()):
        raise Http404
    instalment = get_object_or_404(found.instalments, item=item)
    form = InvoiceForm(request.POST or None)
    if form.is_valid() and attempted(
        form,
        lambda: actions.issue_invoice(
            actor=request.user, at=timezone.now(), instalment=instalment, **form.cleaned_data
        ),
    ):
        messages.success(request, _("The invoice was issued."))
        return redirect("ledger:account", number)
    return page(request, found, "issue", form=form, instalment=instalment)


@login_required
def invoice(request, number, invoice):
    """One invoice, and the step that the reader may take on it: answer it, or enter its payment."""
    on = timezone.localdate()
    found = queries.account_or_404(request.user, on, number)
    row = queries.invoice_or_404(found, invoice)
    answers, pays = _may(request.user, found, row, on)
    form = None
    if answers:
        form = AnswerForm(request.POST or None, initial={"digest": row.digest})
    elif pays or request.method == "POST":
        form = PaymentForm(request.POST or None, initial={"paid_on": on})
    if form is not None and form.is_valid():
        act = _answer if answers else _pay
        if attempted(form, lambda: act(request, row, form)):
            return redirect("ledger:account", number)
    return page(request, found, "invoice", invoice=row, form=form, answers=answers, pays=pays)


@login_required
def reverse_entry(request, number, pk):
    """A payment entered in error is taken back, with its reason."""
    on = timezone.localdate()
    found = queries.account_or_404(request.user, on, number)
    if not rules.keeps(request.user, found, on):
        raise Http404
    payment = get_object_or_404(Payment.objects.select_related("invoice"), obligation=found, pk=pk, reverses=None)
    form = ReversalForm(request.POST or None)
    call = {"actor": request.user, "at": timezone.now(), "payment": payment}
    if form.is_valid() and attempted(form, lambda: actions.reverse_payment(**call, **form.cleaned_data)):
        messages.success(request, _("The payment was taken back; both entries stay on record."))
        return redirect("ledger:account", number)
    return page(request, found, "reverse", form=form, payment=payment)


def attempted(form, act) -> bool:
    """Run an action for a form; a refusal becomes the form's error, so that nothing typed is lost."""
    try:
        act()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def page(request, found, template, **more):
    """Render a page of an account; a form that was refused answers with 422."""
    on = timezone.localdate()
    form = more.get("form")
    context = {
        "account": found,
        "keeps": rules.keeps(request.user, found, on),
        "bills": rules.bills(request.user, found, on),
        **more,
    }
    status = 422 if form is not None and form.is_bound and form.errors else 200
    return render(request, f"ledger/{template}.html", context, status=status)


def _may(person, found, row, on) -> tuple[bool, bool]:
    """May the reader answer the invoice; may they pay it?"""
    if found.closed_at or not rules.keeps(person, found, on):
        return False, False
    if found.payable and row.state == State.ISSUED:
        return row.issued_by_id != person.pk, False
    due = row.state == (State.APPROVED if found.payable else State.ISSUED)
    return False, due and not (found.payable and row.approval.person_id == person.pk)


def _answer(request, row, form) -> None:
    given = {"actor": request.user, "at": timezone.now(), "invoice": row}
    if form.cleaned_data["verdict"] == "approved":
        actions.approve_invoice(digest=form.cleaned_data["digest"], **given)
        messages.success(request, _("Approved. Another officer enters the payment."))
    else:
        actions.return_invoice(reason=form.cleaned_data["reason"], **given)
        messages.success(request, _("Returned with the reason."))


def _pay(request, row, form) -> None:
    actions.record_payment(actor=request.user, at=timezone.now(), invoice=row, **form.values())
    messages.success(request, _("The payment was entered."))
