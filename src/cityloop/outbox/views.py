"""Show letters: the outbox to those who run a scheme, and to everybody the letters written to them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cityloop.audit.refusal import Refused
from cityloop.outbox import queries
from cityloop.outbox.actions import edit_letter, release_letters, withdraw_letter
from cityloop.outbox.forms import EditForm, ReleaseForm, StopForm
from cityloop.outbox.models import Letter
from cityloop.outbox.rules import handled_by, may_handle, schemes_of

PAGE = 25
State = Letter.State
TONES = {State.HELD: "warn", State.SENT: "good", State.FAILED: "bad", State.WITHDRAWN: ""}


@login_required
def mine(request):
    """The letters that were written to the reader."""
    page_obj = Paginator(queries.letters_to(request.user), PAGE).get_page(request.GET.get("page"))
    handles = schemes_of(request.user, timezone.localdate())
    return render(request, "outbox/mine.html", {"page_obj": page_obj, "handles": handles})


@login_required
def outbox(request):
    """The letters of the schemes that the reader helps to run, each with its whole text; held ones can be released."""
    on = timezone.localdate()
    schemes = schemes_of(request.user, on)
    if not schemes:
        raise Http404
    handled = handled_by(request.user, on, schemes)
    state = request.GET.get("state", State.HELD)
    state = state if state in State.values else ""
    found = queries.counts(handled)
    pages = Paginator(queries.outbox_of(handled, state), PAGE)
    pages.count = found.get(state, 0) if state else sum(found.values())  # counted already, for the tabs
    page_obj = pages.get_page(request.GET.get("page"))
    context = {
        "page_obj": page_obj,
        "rows": [_row(letter) for letter in page_obj],
        "state": state,
        "tabs": [(value, label, found.get(value, 0)) for value, label in State.choices if value != State.SENDING],
        "all": sum(found.values()),
        "may_release": state in (State.HELD, State.FAILED),
    }
    return render(request, "outbox/outbox.html", context)


@login_required
def runs(request):
    """The last run of each piece of hourly work, to those who run a scheme."""
    if not schemes_of(request.user, timezone.localdate()):
        raise Http404
    return render(request, "outbox/runs.html", {"runs": queries.runs()})


@login_required
@require_POST
def release(request):
    """Release the letters chosen, as they were shown."""
    handled = handled_by(request.user, timezone.localdate())
    form = ReleaseForm(request.POST, letters=queries.outbox_of(handled))
    chosen = form.chosen() if form.is_valid() else {}
    shown = {letter.pk: digest for letter, digest in chosen.items()}
    release_letters(actor=request.user, at=timezone.now(), letters=list(chosen), shown=shown)
    said = ngettext("%(n)s letter was released.", "%(n)s letters were released.", len(chosen))
    messages.success(request, said % {"n": len(chosen)})
    return redirect("outbox:outbox")


@login_required
def letter(request, pk):
    """One letter as it goes; to officers also where it stands, what it said before, and what can be done."""
    found = _found(request, pk)
    officer = may_handle(request.user, found, timezone.localdate())
    return render(request, "outbox/letter.html", {**_row(found), "officer": officer, "own": not officer})


@login_required
def edit(request, pk):
    """Edit a letter that is held."""
    found = _handled(request, pk)
    given = {name: getattr(found, name) for name in ("subject_ko", "body_ko", "subject_en", "body_en")}
    form = EditForm(request.POST or None, initial={**given, "shown": found.digest})
    if form.is_valid() and _attempted(form, edit_letter, request, found):
        messages.success(request, _("The letter was changed. What it said before is kept."))
        return redirect("outbox:letter", pk)
    return _form(request, "outbox/edit.html", found, form)


@login_required
def stop(request, pk):
    """Keep a letter from going, with a reason."""
    found = _handled(request, pk)
    form = StopForm(request.POST or None)
    if form.is_valid() and _attempted(form, withdraw_letter, request, found):
        messages.success(request, _("The letter will not go. It stays on record."))
        return redirect("outbox:outbox")
    return _form(request, "outbox/stop.html", found, form)


def _found(request, pk):
    return get_object_or_404(queries.visible_to(request.user, timezone.localdate()), pk=pk)


def _handled(request, pk):
    found = _found(request, pk)
    if not may_handle(request.user, found, timezone.localdate()):
        raise Http404
    return found


def _row(letter) -> dict:
    """A letter with the tone of its state and what can be done with it."""
    return {
        "letter": letter,
        "tone": TONES.get(letter.state, "info"),
        "may_release": letter.state in (State.HELD, State.FAILED),
        "may_edit": letter.state == State.HELD,
        "may_stop": letter.state in (State.HELD, State.WAITING, State.FAILED),
    }


def _attempted(form, act, request, letter) -> bool:
    try:
        act(actor=request.user, at=timezone.now(), letter=letter, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _form(request, template, letter, form):
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"letter": letter, "form": form}, status=status)
