"""The list of proposals, and the way to a new one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.models import Edition
from cityloop.assessment.queries import compiled, notices
from cityloop.assessment.views.frame import attempted
from cityloop.calls import workflow
from cityloop.calls.actions import open_proposal
from cityloop.calls.desk import DESK
from cityloop.calls.forms.opening import OpenForm
from cityloop.calls.queries.preconsulting import offered_tracks
from cityloop.calls.queries.proposals import Filters, choices_of, proposals, with_progress
from cityloop.calls.withholding import as_told
from cityloop.calls.wording import eligibility_shown
from cityloop.language import country_name
from cityloop.organisations.queries import duties_of, organisations_of

PAGE = 25


@login_required
def listing(request):
    """Proposals that the reader applies with, runs or decides on, narrowed and in order."""
    on = timezone.localdate()
    officer = _runs_something(request.user, on)
    everything, filters = proposals(request.user, on), Filters.of(request.GET)
    page_obj = Paginator(filters.apply(everything), PAGE).get_page(request.GET.get("page"))
    shown = with_progress(everything.filter(pk__in=[case.pk for case in page_obj]))
    progress = {case.pk: as_told(case) for case in shown}
    context = {
        "page_obj": page_obj,
        "rows": [_row(progress[case.pk]) for case in page_obj if case.pk in progress],
        "filters": filters,
        "states": workflow.PROCEDURE.labels.items(),
        "eligible": [(code, eligibility_shown(code)) for code in ("admitted", "excluded", "incomplete")],
        "officer": officer,
        "consults": officer and bool(offered_tracks(request.user, on)),
        **choices_of(everything),
    }
    context["countries"] = sorted(((code, country_name(code)) for code in context["countries"]), key=lambda one: one[1])
    return render(request, "calls/proposals.html", context)


@login_required
def new(request, number, track):
    """Open a draft under an open notice for one of one's organisations."""
    notice = get_object_or_404(notices(kind=Edition.Kind.CALL), number=number)
    found = compiled(notice.edition).track(track)
    if found is None or not notice.covers(found.id):
        raise Http404
    ours = organisations_of(request.user, timezone.localdate())
    form = OpenForm(request.POST or None, organisations=ours)
    opened = []
    if form.is_valid() and attempted(form, lambda: opened.append(_opened(request, notice, found, form.cleaned_data))):
        messages.success(request, _("The draft is open. Nothing was sent yet."))
        return redirect("calls:proposal", opened[0].reference)
    context = {"notice_of": notice, "track": found, "form": form, "ours": ours, "takes": notice.takes(timezone.now())}
    context["late"] = notice.standing(timezone.now()) == "late"
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "calls/proposal_new.html", context, status=status)


def _opened(request, notice, track, given):
    return open_proposal(
        actor=request.user,
        at=timezone.now(),
        notice=notice,
        track=track.id,
        applicant=given["applicant"],
        title_ko=given["title_ko"],
        title_en=given["title_en"],
    )


def _row(case) -> dict:
    proposal = getattr(case, "proposal", None)
    return {
        "case": case,
        "track": compiled(case.edition).track(case.profile),
        "label": workflow.PROCEDURE.label(case.state),
        "tone": DESK.tones.get(case.state, "ours"),
        "proposal": proposal,
        "eligible": eligibility_shown(proposal.eligible) if proposal else "",
    }


def _runs_something(person, on) -> bool:
    duties = duties_of(person, on)
    return bool(duties["secretariat"] or duties["authority"])
