"""A party sees who sits on its case, for the purpose of challenging them, and files a challenge (기피)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.actions import challenge_member
from cityloop.assessment.forms import ChallengeForm
from cityloop.assessment.queries import challengeable, last_day_to_challenge
from cityloop.assessment.queries.veil import REVIEWERS, hides
from cityloop.assessment.rules import APPLICANT
from cityloop.assessment.views.frame import attempted, on_case, page


@on_case(role=APPLICANT, step="challenge_member")
def challenge(request, case):
    """The seated members by name, what became of earlier challenges, and the form of a new one."""
    if hides(case, REVIEWERS):
        raise Http404
    found = case.challenges.select_related("member").order_by("-filed_at")
    taken = {one.member_id for one in found if one.state != "dismissed"}
    members = [duty.person for duty in challengeable(case)]
    form = ChallengeForm(request.POST or None, members=[one for one in members if one.pk not in taken])
    if form.is_valid():
        given = dict(form.cleaned_data)
        key = given.pop("member")
        member = next(one for one in members if str(one.pk) == key)
        step = {"actor": request.user, "at": timezone.now(), "case": case}
        if attempted(form, lambda: challenge_member(**step, member=member, **given)):
            messages.success(request, _("The challenge was filed. The committee decides on it without the member."))
            return redirect("assessment:challenge", case.reference)
    return page(
        request, case, "challenge", form=form, members=members, found=found, last_day=last_day_to_challenge(case)
    )
