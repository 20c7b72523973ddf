"""What anybody proposes, drafts open to comments, and what is waiting to be read or answered."""

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from cityloop.assessment.models import Edition
from cityloop.assessment.offices import among
from cityloop.feedback.models import Comment, CommentAnswer, CommentPeriod, Moderation, ProposalAnswer, RevisionProposal
from cityloop.feedback.queries.drafts import schemes_owned
from cityloop.feedback.queries.ratings import standing

Verdict = Moderation.Verdict


def proposals():
    """Every proposal with where it stands: `verdict` of who read it, `answer` and `answered_because` of the owner."""
    last = ProposalAnswer.objects.filter(proposal=OuterRef("pk")).order_by("-at", "-pk")
    rows = standing(RevisionProposal.objects.select_related("edition", "person"), "proposal")
    rows = rows.annotate(answer=Subquery(last.values("verdict")[:1]), files_count=Count("files", distinct=True))
    return rows.defer("edition__content").order_by("-at", "-pk")


def proposals_visible_to(person, on):
    """Shown ones for everybody, one's own, and all of the schemes whose rules one writes; hidden ones say why."""
    seen = ~Q(verdict=None)
    if getattr(person, "pk", None):
        seen |= Q(person=person) | among(schemes_owned(person, on), "edition__kind", "edition__scheme")
    return proposals().filter(seen)


def proposals_shown(edition: Edition):
    """The proposals on an edition that somebody in charge has read and shown."""
    return standing(RevisionProposal.objects.filter(edition=edition), "proposal").filter(verdict=Verdict.SHOWN)


def proposals_waiting(schemes):
    """Proposals on some schemes, given by kind, that nobody has read yet, or that were shown and not answered."""
    rows = proposals().filter(among(schemes, "edition__kind", "edition__scheme"))
    return rows.filter(Q(verdict=None) | Q(verdict=Verdict.SHOWN, answer=None))


def periods():
    """Every draft that was or is open to comments, with how many comments are shown; the newest first."""
    last = Moderation.objects.filter(comment=OuterRef("pk")).order_by("-at", "-pk")
    read = Comment.objects.filter(period=OuterRef("pk")).annotate(verdict=Subquery(last.values("verdict")[:1]))
    count = read.filter(verdict=Verdict.SHOWN).order_by().values("period").annotate(n=Count("pk")).values("n")
    rows = CommentPeriod.objects.select_related("draft__base", "replay").defer("content", "draft__base__content")
    return rows.annotate(shown=Subquery(count)).order_by("-opened_at", "-pk")


def open_periods(on):
    """The drafts that are open to comments on a day."""
    return periods().defer("replay__content").filter(begins_on__lte=on, ends_on__gte=on)


def comments_of(period):
    """All comments on a draft with where they stand and what was answered last."""
    last = CommentAnswer.objects.filter(comment=OuterRef("pk")).order_by("-at", "-pk")
    rows = standing(Comment.objects.filter(period=period).select_related("person"), "comment")
    return rows.annotate(
        answer=Subquery(last.values("verdict")[:1]), answered_because=Subquery(last.values("reason")[:1])
    )


def comments_visible_to(person, period, owner: bool):
    """Comments that somebody in charge has read, one's own, and for the owner all of them."""
    rows = comments_of(period)
    if owner:
        return rows
    seen = ~Q(verdict=None)
    return rows.filter(seen | Q(person=person) if getattr(person, "pk", None) else seen)


def unsettled(period) -> int:
    """How many comments nobody has read yet, or were shown and not answered."""
    return comments_of(period).filter(Q(verdict=None) | Q(verdict=Verdict.SHOWN, answer=None)).count()


def periods_unsettled(schemes):
    """Drafts of some schemes, given by kind, that have comments to be read or answered."""
    last = Moderation.objects.filter(comment=OuterRef("pk")).order_by("-at", "-pk").values("verdict")[:1]
    answered = CommentAnswer.objects.filter(comment=OuterRef("pk"))
    rows = Comment.objects.filter(period=OuterRef("pk")).annotate(verdict=Subquery(last))
    open_ones = rows.filter(Q(verdict=None) | Q(verdict=Verdict.SHOWN) & ~Exists(answered))
    return (
        periods()
        .defer("replay__content")
        .filter(among(schemes, "draft__kind", "draft__scheme"))
        .filter(Exists(open_ones))
    )


def last_period(draft) -> CommentPeriod | None:
    """The last time that a draft was open to comments."""
    return draft.comment_periods.select_related("replay").order_by("opened_at", "pk").last()
