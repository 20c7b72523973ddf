"""Pre-consulting: the secretariat offers times, applicants take them, and the advice stays with the case."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.models import Edition
from cityloop.assessment.procedure import allows
from cityloop.assessment.queries import compiled
from cityloop.assessment.rules import APPLICANT, LEAD, OPERATOR, holds
from cityloop.assessment.views.frame import attempted, on_case, page
from cityloop.calls.actions import book_slot, cancel_slot, give_advice, offer_slots, release_booking
from cityloop.calls.forms.preconsulting import AdviceForm, BookForm, SlotsForm
from cityloop.calls.queries.preconsulting import free_slots, offered_tracks, slots_of

MOST = 60
LONGEST_KEY = 19


@login_required
def slots(request):
    """Times that the reader's secretariat offers: who has taken which, and more of them."""
    tracks = offered_tracks(request.user, timezone.localdate())
    if not tracks:
        raise Http404
    step, sent = {"actor": request.user, "at": timezone.now()}, request.POST.get("do")
    offer = SlotsForm(request.POST if sent == "offer" else None, tracks=tracks)
    found = slots_of(request.user, timezone.localdate())
    if sent == "cancel":
        cancel_slot(**step, slot=get_object_or_404(found, pk=_key(request.POST.get("slot", ""))))
        messages.success(request, _("The time was taken back."))
        return redirect("calls:slots")
    if sent == "offer" and offer.is_valid() and attempted(offer, lambda: _offered(step, offer.cleaned_data)):
        messages.success(request, _("The times are offered."))
        return redirect("calls:slots")
    now = timezone.now()
    context = {
        "ahead": list(found.filter(begins_at__gte=now).order_by("begins_at")[:MOST]),
        "past": list(found.filter(begins_at__lt=now).order_by("-begins_at")[:MOST]),
        "offer": offer,
    }
    status = 422 if offer.is_bound and offer.errors else 200
    return render(request, "calls/slots.html", context, status=status)


@on_case(kind=Edition.Kind.CALL)
def preconsulting(request, case):
    """Times to take for this proposal, and all advice that was given on it."""
    track = compiled(case.edition).track(case.profile)
    if track is None or not track.preconsulting or not request.roles & {APPLICANT, OPERATOR}:
        raise Http404
    leads = holds(case, request.user, timezone.localdate(), LEAD) and allows(case, "book_slot")
    advises = OPERATOR in request.roles and allows(case, "give_advice")
    sent, step = request.POST.get("do"), {"actor": request.user, "at": timezone.now(), "case": case}
    book, advice = BookForm(request.POST if sent == "book" else None), AdviceForm(None)
    if sent == "book" and book.is_valid():
        slot = get_object_or_404(case.edition.slots, pk=_key(request.POST.get("slot", "")))
        if attempted(book, lambda: book_slot(**step, slot=slot, **book.cleaned_data)):
            messages.success(request, _("The time is yours."))
            return redirect(request.path)
    if sent == "release":
        release_booking(**step, booking=get_object_or_404(case.bookings, pk=_key(request.POST.get("booking", ""))))
        messages.success(request, _("The time was given back."))
        return redirect(request.path)
    if sent == "advise":
        advice = AdviceForm(request.POST)
        if advice.is_valid() and attempted(advice, lambda: give_advice(**step, text=advice.cleaned_data["text"])):
            messages.success(request, _("The advice is kept with the case."))
            return redirect(request.path)
    now = timezone.now()
    held = case.bookings.filter(released_at=None).select_related("slot__offered_by")
    return page(
        request,
        case,
        "calls/preconsulting",
        free=list(free_slots(case, now)[:MOST]) if leads else [],
        bookings=[(one, one.slot.begins_at > now) for one in held],
        advice=case.advice.select_related("person"),
        book=book,
        advise=advice,
        leads=leads,
        advises=advises,
    )


def _offered(step, given) -> None:
    edition, _slash, track = given["track"].partition("/")
    offer_slots(
        **step,
        edition=get_object_or_404(Edition, pk=edition),
        track=track,
        begins_at=given["begins_at"],
        minutes=given["minutes"],
        count=given["count"],
        place=given["place"],
    )


def _key(key: str) -> int:
    if not (key.isdecimal() and len(key) < LONGEST_KEY):
        raise Http404
    return int(key)
