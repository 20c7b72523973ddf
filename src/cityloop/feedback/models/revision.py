"""How the rules are revised: what anybody proposes, drafts open to comments, comments and answers. All appended."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Edition
from cityloop.feedback.models.drafting import Draft, Replay
from cityloop.organisations.models import Person


class RevisionProposal(models.Model):
    """Anybody proposes a change of an edition, with what supports it. Shown once somebody in charge has read it.

    Who wrote without an account gives a name, or none.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="proposals")
    place = models.CharField(
        _("what it concerns"), max_length=100, blank=True, help_text=_("a criterion; empty for the whole")
    )
    title = models.CharField(_("proposal in one sentence"), max_length=200)
    what = models.TextField(_("what should change"), max_length=8_000)
    why = models.TextField(_("why, and what shows it"), max_length=8_000)
    name = models.CharField(_("name shown"), max_length=100, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("proposal to revise")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return self.title


class ProposalFile(models.Model):
    """A file that supports a proposal, kept under its hash."""

    proposal = models.ForeignKey(RevisionProposal, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(_("file name"), max_length=255)
    media_type = models.CharField(_("media type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField("sha256", max_length=64)

    class Meta:
        verbose_name = _("file of a proposal")
        ordering = ["pk"]

    def __str__(self):
        return self.name


class ProposalAnswer(models.Model):
    """What the owner of the scheme makes of a proposal: taken up in a draft, or not, and why; the last counts."""

    class Verdict(models.TextChoices):
        TAKEN_UP = "taken_up", _("Taken up")
        DECLINED = "declined", _("Not taken up")

    proposal = models.ForeignKey(RevisionProposal, on_delete=models.PROTECT, related_name="answers")
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict.choices)
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, null=True, related_name="taken_up")
    reason = models.TextField(_("reason"), max_length=4_000)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("answer to a proposal")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_proposal_is_answered_with_a_reason"),
            models.CheckConstraint(
                condition=Q(verdict="taken_up", draft__isnull=False) | Q(verdict="declined", draft__isnull=True),
                name="a_proposal_is_taken_up_in_a_draft",
            ),
        ]

    def __str__(self):
        return f"{self.proposal_id} {self.verdict}"


class CommentPeriod(models.Model):
    """A draft is open to comments: exactly this text, with the replay that everybody reads, until the end of a day.

    `level` is the class of the change; `ends_on` follows from it by the rule of the edition that the draft starts from.
    """

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="comment_periods")
    version = models.PositiveIntegerField(_("version of the draft"))
    content = models.JSONField(_("content"))
    digest = models.CharField("sha256", max_length=64)
    replay = models.ForeignKey(Replay, on_delete=models.PROTECT, related_name="comment_periods")
    level = models.CharField(_("class of the change"), max_length=10)
    note = models.TextField(_("what changes, and why"), max_length=4_000)
    begins_on = models.DateField(_("begins"))
    ends_on = models.DateField(_("ends"))
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        verbose_name = _("draft open to comments")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "digest"], name="a_text_is_open_to_comments_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("begins_on")), name="comments_end_no_earlier_than_they_begin"
            ),
        ]

    def __str__(self):
        return f"{self.draft_id} v{self.version}"


class Comment(models.Model):
    """Anybody comments on a draft that is open to comments. Shown once somebody in charge has read it."""

    period = models.ForeignKey(CommentPeriod, on_delete=models.PROTECT, related_name="comments")
    place = models.CharField(_("what it concerns"), max_length=100, blank=True)
    words = models.TextField(_("comment"), max_length=8_000)
    name = models.CharField(_("name shown"), max_length=100, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("comment on a draft")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.period_id} {self.at:%Y-%m-%d}"


class CommentAnswer(models.Model):
    """What the owner of the scheme answers to a comment: followed or not, and why. Appended; the last one counts."""

    class Verdict(models.TextChoices):
        FOLLOWED = "followed", _("Followed")
        PARTLY = "partly", _("Followed in part")
        NOT_FOLLOWED = "not_followed", _("Not followed")

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="answers")
    verdict = models.CharField(_("verdict"), max_length=12, choices=Verdict.choices)
    reason = models.TextField(_("reason"), max_length=4_000)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("answer to a comment")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_comment_is_answered_with_a_reason"),
        ]

    def __str__(self):
        return f"{self.comment_id} {self.verdict}"
