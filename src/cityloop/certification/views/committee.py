"""The operating body's committees: who sits on them, and who chairs them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.queries import compiled, edition_in_force, standings
from cityloop.certification.actions import appoint_member, dismiss_member, form_committee, renew_member, vote_chair
from cityloop.certification.forms.committee import ChairForm, DismissForm, FitnessForm, FormCommitteeForm, MemberForm
from cityloop.certification.models import Committee
from cityloop.certification.queries.committees import (
    chair_of,
    committee_or_404,
    committees_visible_to,
    could_sit,
    election_of,
    in_office,
    seats_of,
    term_of,
)
from cityloop.certification.queries.meetings import matters_of, to_consider, to_decide, to_deliberate
from cityloop.certification.views.frame import attempted
from cityloop.language import pick
from cityloop.organisations.models import Designation
from cityloop.organisations.queries import schemes_in_duty
from cityloop.organisations.rules import runs_scheme

WAITING = (to_deliberate, to_decide, to_consider)


@login_required
def committees(request):
    """The committees that the reader may see, and the fields for which one can be formed."""
    on = timezone.localdate()
    found = list(committees_visible_to(request.user, on))
    schemes = schemes_in_duty(request.user, Designation.Duty.OPERATING_BODY, on)
    open_fields = [one for one in standings(on) if one.edition.scheme in schemes and compiled(one.edition).panel]
    if not found and not open_fields:
        raise Http404
    rows = [(one, title_of(one), in_office(one, on).count(), chair_of(one, on)) for one in found]
    fields = {(one.edition.scheme, one.profile): _field(one.edition, one.profile) for one in open_fields}
    return render(request, "certification/committees.html", {"rows": rows, "fields": fields})


@login_required
def new(request, scheme, profile=""):
    """Form a committee from the pool: a tick, a qualification and the career that shows it."""
    on = timezone.localdate()
    standing = edition_in_force(scheme, profile, on)
    if standing is None or not runs_scheme(request.user, scheme, on) or compiled(standing.edition).panel is None:
        raise Http404
    people = could_sit(Committee(scheme=scheme, profile=profile), on)
    form = FormCommitteeForm(request.POST or None, people=people)
    step = {"actor": request.user, "at": timezone.now()}
    if form.is_valid():
        made = []
        if attempted(
            form,
            lambda: made.append(form_committee(**step, scheme=scheme, profile=profile, members=form.members())),
        ):
            messages.success(request, _("The committee was formed. Its members elect a chair next."))
            return redirect("certification:committee", made[0].pk)
    context = {"form": form, "title": _field(standing.edition, profile), "panel": compiled(standing.edition).panel}
    return render(request, "certification/committee_new.html", context, status=422 if form.errors else 200)


@login_required
def committee(request, pk):
    """Members with their terms, the election of the chair, the meetings; the officer appoints and calls from here."""
    on = timezone.localdate()
    found = committee_or_404(request.user, on, pk)
    officer, mine = runs_scheme(request.user, found.scheme, on), term_of(found, request.user, on)
    members, chair = in_office(found, on), chair_of(found, on)
    number, cast, of = election_of(found, on)
    sent, step = request.POST.get("do"), {"actor": request.user, "at": timezone.now()}
    vote = ChairForm(request.POST if sent == "vote" else None, members=members)
    appoint = MemberForm(request.POST if sent == "appoint" else None, people=could_sit(found, on))
    if vote.is_valid() and attempted(vote, lambda: vote_chair(**step, committee=found, **vote.cleaned_data)):
        messages.success(request, _("Your vote was counted."))
        return redirect("certification:committee", pk)
    if appoint.is_valid() and attempted(
        appoint, lambda: appoint_member(**step, committee=found, **appoint.cleaned_data)
    ):
        messages.success(request, _("The member was appointed."))
        return redirect("certification:committee", pk)
    context = {
        "committee": found,
        "title": title_of(found),
        "panel": seats_of(found),
        "members": members,
        "chair": chair,
        "officer": officer,
        "may_vote": mine is not None and chair is None and mine.pk not in cast,
        "election": {"round": number, "cast": len(cast), "of": of},
        "vote": vote,
        "appoint": appoint if officer else None,
        "meetings": found.meetings.all(),
        "matters": matters_of(found),
        "waiting": sum(waits(found).count() for waits in WAITING) if officer else 0,
    }
    return render(
        request, "certification/committee.html", context, status=422 if vote.errors or appoint.errors else 200
    )


@login_required
def member(request, pk, member):
    """One member's term: renew it after a review of fitness, or dismiss."""
    on = timezone.localdate()
    found = committee_or_404(request.user, on, pk)
    if not runs_scheme(request.user, found.scheme, on):
        raise Http404
    term = get_object_or_404(found.members.select_related("person"), pk=member)
    sent, step = request.POST.get("do"), {"actor": request.user, "at": timezone.now(), "member": term}
    renew = FitnessForm(request.POST if sent == "renew" else None)
    dismiss = DismissForm(request.POST if sent == "dismiss" else None)
    if renew.is_valid() and attempted(renew, lambda: renew_member(**step, **renew.cleaned_data)):
        messages.success(request, _("The term was renewed."))
        return redirect("certification:committee", pk)
    if dismiss.is_valid() and attempted(dismiss, lambda: dismiss_member(**step, **dismiss.cleaned_data)):
        messages.success(request, _("The member was dismissed."))
        return redirect("certification:committee", pk)
    context = {"committee": found, "title": title_of(found), "term": term, "renew": renew, "dismiss": dismiss}
    return render(
        request, "certification/committee_member.html", context, status=422 if renew.errors or dismiss.errors else 200
    )


def title_of(committee) -> str:
    """The scheme and field that a committee is for."""
    return _field(committee.edition, committee.profile)


def _field(edition, profile) -> str:
    found = compiled(edition).profile(profile)
    return f"{edition.title} · {pick(found.title)}" if found else edition.title
