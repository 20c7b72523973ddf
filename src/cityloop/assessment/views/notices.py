"""Notices of rounds: everybody reads them; whoever runs the scheme or the track drafts, publishes and extends them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.actions import change_notice, discard_notice, draft_notice, extend_notice, publish_notice
from cityloop.assessment.actions.notices import CHANGED
from cityloop.assessment.forms.notices import ExtendForm, NoticeForm, on_its_clock
from cityloop.assessment.notices import branches, differing, digest_of, lacking, parts_of, planned
from cityloop.assessment.queries import compiled, drafts_for, gives_notice, notice_editions
from cityloop.assessment.queries import notices as published_notices
from cityloop.assessment.views.frame import attempted
from cityloop.audit.refusal import Refused
from cityloop.language import pick

PAGE = 20


def notices(request):
    """Every notice: those that take applications first."""
    at = timezone.now()
    found = Paginator(published_notices(kind=None), PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": found,
        "rows": [(notice, notice.standing(at), notice.days_left(at)) for notice in found],
        "drafts": list(drafts_for(request.user, timezone.localdate())),
        "editions": [(edition, part, _titled(edition, part)) for edition, part in _editions(request)],
    }
    return render(request, "assessment/notices.html", context)


def notice(request, number):
    """One notice, as it was published, with every extension and its reason."""
    found = get_object_or_404(published_notices(kind=None).select_related("published_by"), number=number)
    runs = gives_notice(request.user, found.edition, found.profiles, timezone.localdate())
    return _page(request, "notice", found, runs=runs)


@login_required
def new(request, scheme, edition, part=""):
    """Begin the notice of a round under an edition, in a call of one track; what the edition plans is filled in."""
    may = {(one.scheme, one.edition, track): one for one, track in _editions(request)}
    found = may.get((scheme, edition, part))
    if found is None:
        raise Http404
    form = NoticeForm(request.POST or None, edition=found, initial={"revision": 0, **_begun(found, part)})
    made = []
    if form.is_valid():
        step = {"actor": request.user, "at": timezone.now(), "edition": found}
        if attempted(form, lambda: made.append(draft_notice(**step, **form.said()))):
            return redirect("assessment:notice_preview", made[0].pk)
    return _form(request, form, found)


@login_required
def edit(request, pk):
    """Change a draft."""
    draft = _draft_or_404(request, pk)
    initial = {name: getattr(draft, name) for name in CHANGED} | {"revision": draft.revision}
    form = NoticeForm(request.POST or None, edition=draft.edition, initial=_on_its_clock(initial))
    if form.is_valid():
        step = {"actor": request.user, "at": timezone.now(), "notice": draft}
        revision = form.cleaned_data["revision"]
        if attempted(form, lambda: change_notice(**step, revision=revision, **form.said())):
            return redirect("assessment:notice_preview", draft.pk)
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
        return redirect("assessment:notices")
    if request.method == "POST":
        try:
            found = publish_notice(**step, digest=request.POST.get("digest", ""))
        except Refused as refusal:
            refused = refusal
        else:
            messages.success(request, _("The notice was published."))
            return redirect("assessment:notice", found.number)
    status = 422 if refused else 200
    return _page(
        request, "notice_preview", draft, status, digest=digest_of(draft), refused=refused, differs=differing(draft)
    )


@login_required
def extend(request, number):
    """Give a round more time, with the reason that everybody reads."""
    found = get_object_or_404(published_notices(kind=None), number=number)
    if not gives_notice(request.user, found.edition, found.profiles, timezone.localdate()):
        raise Http404
    initial = {"closes_at": on_its_clock(found.open_until, found.zone)}
    form = ExtendForm(request.POST or None, zone=found.zone, initial=initial)
    if form.is_valid():
        step = {"actor": request.user, "at": timezone.now(), "notice": found}
        if attempted(form, lambda: extend_notice(**step, **form.cleaned_data)):
            messages.success(request, _("The time was extended, and the notice says so."))
            return redirect("assessment:notice", number)
    status = 422 if form.errors else 200
    return render(request, "assessment/notice_extend.html", {"notice": found, "form": form}, status=status)


def _page(request, template, notice, status=200, **more):
    """A notice with its five parts: what the edition says of them, and what the notice adds in words."""
    at = timezone.now()
    rules = compiled(notice.edition)
    profiles = [one for one in branches(rules) if one.id in notice.profiles]
    context = {
        "notice": notice,
        "rules": rules,
        "profiles": profiles,
        "areas": _areas(rules, notice.profiles),
        "eligibility": [one for one in rules.eligibility if one.track is None or one.track in notice.profiles],
        "documents": [one for one in rules.documents if one.track is None or one.track in notice.profiles],
        "questions": [one for one in rules.form if one.track is None or one.track in notice.profiles],
        "parts": {part.code: part for part in parts_of(notice)},
        "lacking": lacking(notice),
        "standing": notice.standing(at),
        "days": notice.days_left(at),
        "extensions": list(notice.extensions.all()) if notice.published_at else [],
        **more,
    }
    return render(request, f"assessment/{template}.html", context, status=status)


def _areas(rules, parts):
    """The areas that the round is judged by, each with the criteria that apply to one of its fields or tracks."""
    own = [area for area in rules.areas if area.track is None or area.track in parts]
    return [(area, [one for one in rules.criteria_of(area=area.id) if _applies(one, parts)]) for area in own]


def _applies(criterion, profiles) -> bool:
    return not profiles or bool(set(profiles) - set(criterion.not_for))


def _begun(edition, part) -> dict:
    """The first words of a notice: what the edition itself plans for the round."""
    return _on_its_clock({"zone": "Asia/Seoul", **planned(edition, part)})


def _on_its_clock(initial) -> dict:
    """What a form shows: moments as the clock of the notice's zone has them."""
    moments = {name: on_its_clock(initial.get(name), initial["zone"]) for name in ("opens_at", "closes_at")}
    return {**initial, **moments}


def _titled(edition, part) -> str:
    track = compiled(edition).track(part) if part else None
    return f"{edition} · {pick(track.title)}" if track else str(edition)


def _form(request, form, edition, draft=None):
    context = {"form": form, "edition": edition, "rules": compiled(edition), "draft": draft}
    return render(request, "assessment/notice_form.html", context, status=422 if form.errors else 200)


def _draft_or_404(request, pk):
    return get_object_or_404(drafts_for(request.user, timezone.localdate()), pk=pk)


def _editions(request):
    """Editions under which the reader may give notice, each with the track where it has tracks."""
    return notice_editions(request.user, timezone.localdate())
