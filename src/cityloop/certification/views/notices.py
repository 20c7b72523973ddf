"""Notices of rounds: everybody reads them; the operating body's officers draft, publish and extend them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.actions import change_notice, discard_notice, draft_notice, extend_notice, publish_notice
from cityloop.assessment.actions.notices import CHANGED
from cityloop.assessment.models import Edition
from cityloop.assessment.notices import digest_of, lacking, parts_of
from cityloop.assessment.queries import compiled, drafts_for
from cityloop.assessment.queries import notices as published_notices
from cityloop.audit.refusal import Refused
from cityloop.certification.forms.notices import ExtendForm, NoticeForm, on_its_clock
from cityloop.certification.views.frame import attempted
from cityloop.organisations.models import Designation
from cityloop.organisations.queries import schemes_in_duty
from cityloop.organisations.rules import runs_scheme

PAGE = 20


def notices(request):
    """Every notice: those that take applications first."""
    at = timezone.now()
    found = Paginator(published_notices(), PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": found,
        "rows": [(notice, notice.standing(at), notice.days_left(at)) for notice in found],
        "drafts": list(drafts_for(request.user, timezone.localdate())),
        "editions": _editions(request),
    }
    return render(request, "certification/notices.html", context)


def notice(request, number):
    """One notice, as it was published, with every extension and its reason."""
    found = get_object_or_404(published_notices().select_related("published_by"), number=number)
    runs = runs_scheme(request.user, found.edition.scheme, timezone.localdate())
    return _page(request, "notice", found, runs=runs)


@login_required
def new(request, scheme, edition):
    """Begin the notice of a round under an edition."""
    found = next((one for one in _editions(request) if (one.scheme, one.edition) == (scheme, edition)), None)
    if found is None:
        raise Http404
    form = NoticeForm(request.POST or None, edition=found, initial={"revision": 0})
    made = []
    if form.is_valid():
        step = {"actor": request.user, "at": timezone.now(), "edition": found}
        if attempted(form, lambda: made.append(draft_notice(**step, **form.said()))):
            return redirect("certification:notice_preview", made[0].pk)
    return _form(request, form, found)


@login_required
def edit(request, pk):
    """Change a draft."""
    draft = _draft_or_404(request, pk)
    initial = {name: getattr(draft, name) for name in CHANGED} | {"revision": draft.revision}
    for name in ("opens_at", "closes_at"):
        initial[name] = on_its_clock(initial[name], draft.zone)
    form = NoticeForm(request.POST or None, edition=draft.edition, initial=initial)
    if form.is_valid():
        step = {"actor": request.user, "at": timezone.now(), "notice": draft}
        revision = form.cleaned_data["revision"]
        if attempted(form, lambda: change_notice(**step, revision=revision, **form.said())):
            return redirect("certification:notice_preview", draft.pk)
    return _form(request, form, draft.edition, draft)


@login_required
def preview(request, pk):
    """A draft as an applicant will see it; publish it on the digest shown, or discard it."""
    draft = _draft_or_404(request, pk)
    step = {"actor": request.user, "at": timezone.now(), "notice": draft}
    refused = None
    if request.POST.get("do") == "discard":
        discard_notice(**step)
        messages.success(request, _("The draft was discarded."))
        return redirect("certification:notices")
    if request.method == "POST":
        try:
            found = publish_notice(**step, digest=request.POST.get("digest", ""))
        except Refused as refusal:
            refused = refusal
        else:
            messages.success(request, _("The notice was published."))
            return redirect("certification:notice", found.number)
    status = 422 if refused else 200
    return _page(request, "notice_preview", draft, status, digest=digest_of(draft), refused=refused)


@login_required
def extend(request, number):
    """Give a round more time, with the reason that everybody reads."""
    found = get_object_or_404(published_notices(), number=number)
    if not runs_scheme(request.user, found.edition.scheme, timezone.localdate()):
        raise Http404
    initial = {"closes_at": on_its_clock(found.open_until, found.zone)}
    form = ExtendForm(request.POST or None, zone=found.zone, initial=initial)
    if form.is_valid():
        step = {"actor": request.user, "at": timezone.now(), "notice": found}
        if attempted(form, lambda: extend_notice(**step, **form.cleaned_data)):
            messages.success(request, _("The time was extended, and the notice says so."))
            return redirect("certification:notice", number)
    status = 422 if form.errors else 200
    return render(request, "certification/notice_extend.html", {"notice": found, "form": form}, status=status)


def _page(request, template, notice, status=200, **more):
    """A notice with its five parts: what the edition says of them, and what the notice adds in words."""
    at = timezone.now()
    rules = compiled(notice.edition)
    profiles = [one for one in rules.profiles if one.id in notice.profiles]
    context = {
        "notice": notice,
        "rules": rules,
        "profiles": profiles,
        "areas": [(area, _criteria(rules, area, notice.profiles)) for area in rules.areas],
        "parts": {part.code: part for part in parts_of(notice)},
        "lacking": lacking(notice),
        "standing": notice.standing(at),
        "days": notice.days_left(at),
        "extensions": list(notice.extensions.all()) if notice.published_at else [],
        **more,
    }
    return render(request, f"certification/{template}.html", context, status=status)


def _criteria(rules, area, profiles):
    """The criteria of an area that apply to at least one of the fields of the round."""
    found = rules.criteria_of(area=area.id)
    return [one for one in found if not profiles or set(profiles) - set(one.not_for)]


def _form(request, form, edition, draft=None):
    context = {"form": form, "edition": edition, "rules": compiled(edition), "draft": draft}
    return render(request, "certification/notice_form.html", context, status=422 if form.errors else 200)


def _draft_or_404(request, pk):
    return get_object_or_404(drafts_for(request.user, timezone.localdate()), pk=pk)


def _editions(request):
    """Editions under which the reader may give notice: of the schemes whose operating body they serve."""
    schemes = schemes_in_duty(request.user, Designation.Duty.OPERATING_BODY, timezone.localdate())
    found = Edition.objects.filter(kind=Edition.Kind.SCHEME, scheme__in=schemes) if schemes else ()
    return list(found.order_by("-published_at", "-edition")) if schemes else []
