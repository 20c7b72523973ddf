"""A vote of citizens, for anybody with a code and without an account: the question, the box, the result."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from cityloop.arrival import arrived_at
from cityloop.assessment.views.frame import attempted
from cityloop.livinglabs import actions
from cityloop.livinglabs.forms import CodeForm, VoteForm
from cityloop.livinglabs.queries import ballots as queries

MOST = 200


def ballots(request):
    """Every vote, those that are open first."""
    now = timezone.now()
    rows = [(one, queries.standing(one, now)) for one in queries.ballots()[:MOST]]
    rows.sort(key=lambda row: queries.STANDINGS.index(row[1]) if row[1] != queries.OPEN else -1)
    return render(request, "livinglabs/ballots.html", {"rows": rows})


@never_cache
def ballot(request, code):
    """One vote: while it is open, the question and the box; once it is counted, what came of it."""
    found, now = get_object_or_404(queries.ballots(), code=code), timezone.now()
    stands = queries.standing(found, now)
    form = VoteForm(request.POST if request.method == "POST" else None, ballot=found)
    if request.method == "POST" and form.is_valid() and _cast(found, arrived_at(request), form):
        messages.success(request, _("Your vote is in the box. The code is used up; nobody can see what you chose."))
        return redirect("livinglabs:ballot", code)
    count = getattr(found, "count", None)
    context = {
        "ballot": found,
        "standing": stands,
        "form": form,
        "check": CodeForm(auto_id="check-%s"),
        "count": count,
        "result": queries.shown_of(count) if count else None,
        "share": queries.share_shown(count) if count else None,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "livinglabs/ballot.html", context, status=status)


@never_cache
def check(request, code):
    """Whether a code gave its vote: for whoever holds it, never for what."""
    found = get_object_or_404(queries.ballots(), code=code)
    form, used = CodeForm(request.POST if request.method == "POST" else None, auto_id="check-%s"), None
    asked = request.method == "POST" and form.is_valid()
    if asked:
        used = queries.was_used(found, form.cleaned_data["code"])
    status = 422 if form.is_bound and form.errors else 200
    standing = queries.standing(found, timezone.now())
    context = {"ballot": found, "check": form, "asked": asked, "used": used, "standing": standing}
    return render(request, "livinglabs/ballot_check.html", context, status=status)


def result_json(request, code):
    """What came of a counted vote, as far as it may be shown."""
    found = get_object_or_404(queries.ballots(), code=code)
    count = getattr(found, "count", None)
    if count is None:
        raise Http404
    public, share = queries.shown_of(count), queries.share_shown(count)
    return JsonResponse(
        {
            "vote": code,
            "question": {"ko": found.question_ko, "en": found.question_en},
            "digest": found.digest,
            "codes": count.issued,
            "votes": count.cast if public else None,
            "turnout": round(count.turnout, 4) if public else None,
            "enough": count.enough,
            "smallest_count_shown": found.least,
            "options": [{"option": one["id"], **row} for one, row in zip(found.options, public or [], strict=False)],
            "share": share,
            "interval": [count.low, count.high] if share is not None and count.low is not None else None,
            "counted_at": count.at,
        },
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )


def _cast(found, now, form) -> bool:
    step = {"actor": None, "at": now, "ballot": found}
    return attempted(form, lambda: actions.cast_vote(**step, code=form.cleaned_data["code"], choices=form.chosen))
