"""Drafts open to comments: what would change, whom it would move, what was said and answered; and the comments."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.models import Edition, Outcome
from cityloop.certification.throttle import within
from cityloop.feedback import actions, queries
from cityloop.feedback.forms import AnswerCommentForm, CommentForm, ModerationForm, OpenCommentsForm
from cityloop.feedback.forms.revision import places
from cityloop.feedback.models import Comment
from cityloop.feedback.reading import TONES, WEIGHTS, changes_between
from cityloop.feedback.rules import may_draft
from cityloop.feedback.views.frame import on_draft, saved
from cityloop.feedback.views.proposals import AN_HOUR, AT_MOST, other

A_PAGE = 50
WEIGHT_ORDER = ("warn", "info", "")


def periods(request):
    """Every draft that was or is open to comments."""
    rows = queries.periods().defer("replay__content")
    return render(request, "feedback/periods.html", {"rows": rows, "today": timezone.localdate()})


def period(request, pk):
    """One draft open to comments, for everybody; whoever owns the scheme reads and answers comments here."""
    found, on = get_object_or_404(queries.periods(), pk=pk), timezone.localdate()
    owner = may_draft(request.user, found.draft, on)
    open_now = found.begins_on <= on <= found.ends_on
    form = CommentForm(found.content, request.POST or None) if open_now else None
    if request.method == "POST":
        if not within(request, "comment", AT_MOST, AN_HOUR):
            return render(request, "429.html", status=429)
        if form is not None and form.is_valid() and _commented(request, found, form):
            return redirect("feedback:period", pk)
    rows = queries.comments_visible_to(request.user, found, owner)
    named = dict(places(found.content))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "period": found,
        "open_now": open_now,
        "form": form,
        "owner": owner,
        "page_obj": page,
        "rows": [(row, named.get(row.place, row.place) if row.place else "") for row in page],
        "changes": _changes(found),
        "level": WEIGHTS[found.level],
        "tone": TONES[found.level],
        "flows": flows_of(found.replay.content),
        "extreme": found.replay.content.get("extreme"),
    }
    return render(request, "feedback/period.html", context, status=422 if form and form.errors else 200)


def comment(request, pk):
    """The owner of the scheme reads one comment: shows or hides it, and answers it."""
    row = get_object_or_404(Comment.objects.select_related("period__draft"), pk=pk)
    on = timezone.localdate()
    if not may_draft(request.user, row.period.draft, on):
        raise Http404
    found = queries.comments_visible_to(request.user, row.period, True).get(pk=pk)
    do = request.POST.get("do") if request.method == "POST" else None
    moderation = ModerationForm(request.POST if do == "moderate" else None, initial=other(found))
    answer = AnswerCommentForm(request.POST if do == "answer" else None) if found.verdict == "shown" else None
    sent = next((one for one in (moderation, answer) if one is not None and one.is_bound), None)
    if sent is not None and sent.is_valid() and _done(request, row, sent):
        return redirect("feedback:period", row.period_id)
    named = dict(places(row.period.content))
    context = {
        "row": found,
        "place": named.get(found.place, ""),
        "period": row.period,
        "moderation": moderation,
        "answer": answer,
        "owner": True,
    }
    return render(request, "feedback/comment.html", context, status=422 if sent and sent.errors else 200)


@on_draft
def open_comments(request, found):
    """The owner opens exactly the text that is shown to comments."""
    version, replay = queries.latest(found), queries.latest_replay(found)
    form = OpenCommentsForm(request.POST or None, initial={"digest": version.digest})
    if request.method == "POST" and form.is_valid():
        made = []

        def act():
            made.append(actions.open_comments(actor=request.user, at=timezone.now(), draft=found, **form.cleaned_data))

        if saved(lambda words: form.add_error(None, words), act):
            messages.success(request, _("The draft is open to comments. Everybody can read it."))
            return redirect("feedback:period", made[0].pk)
    context = {"draft": found, "version": version, "replay": replay, "form": form}
    return render(request, "feedback/open_comments.html", context, status=422 if form.errors else 200)


def flows_of(content) -> list[tuple[str, str, int]]:
    """How many cases go from which verdict to which, in words; those that stay included."""
    names = dict(Outcome.Status.choices)
    return [(names[before], names[after], count) for before, after, count in content.get("flows") or []]


def _changes(found):
    base = Edition.objects.get(pk=found.draft.base_id)
    """What decides first, what is editorial last."""
    return sorted(changes_between(base.content, found.content), key=lambda one: WEIGHT_ORDER.index(one.tone))


def _commented(request, found, form) -> bool:
    actor = request.user if request.user.is_authenticated else None

    def act():
        actions.comment_on_draft(actor=actor, at=timezone.now(), period=found, **form.cleaned_data)

    if not saved(lambda words: form.add_error(None, words), act):
        return False
    messages.success(request, _("Your comment is received. It is shown when the scheme’s owner has read it."))
    return True


def _done(request, row, form) -> bool:
    who = {"actor": request.user, "at": timezone.now()}

    def act():
        if isinstance(form, ModerationForm):
            return actions.moderate(**who, subject=row, **form.cleaned_data)
        return actions.answer_comment(**who, comment=row, **form.cleaned_data)

    return saved(lambda words: form.add_error(None, words), act)
