"""Meetings of the committee: agenda, attendance, recusals, votes and minutes (Notice 2021-223 Art. 4(4), 5)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Case, Challenge, Outcome
from cityloop.certification.models.committee import Committee, CommitteeMember
from cityloop.certification.models.matter import Matter
from cityloop.language import bilingual
from cityloop.organisations.models import Person


class Meeting(models.Model):
    """A meeting that was called with notice. Its row is the lock under which members vote and one person closes it."""

    class State(models.TextChoices):
        CALLED = "called", _("Called")
        CLOSED = "closed", _("Meeting closed")
        CANCELLED = "cancelled", _("Cancelled")

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="meetings")
    number = models.PositiveSmallIntegerField(_("number"))
    meets_at = models.DateTimeField(_("meets"))
    place = models.CharField(_("place"), max_length=200)
    notice = models.TextField(_("notice"), blank=True)
    called_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    called_at = models.DateTimeField()
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.CALLED)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("meeting of the committee")
        ordering = ["-meets_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "number"], name="a_committee_counts_its_meetings"),
            models.CheckConstraint(
                condition=Q(state="called", closed_at__isnull=True) | (~Q(state="called") & Q(closed_at__isnull=False)),
                name="a_meeting_that_is_over_says_since_when",
            ),
        ]

    def __str__(self):
        return f"{self.committee_id} #{self.number}"


class AgendaItem(models.Model):
    """What a meeting decides: on a case, a challenge, or another matter. Its result is written once, at the close."""

    class Kind(models.TextChoices):
        DELIBERATION = "deliberation", _("Deliberation on a case")
        CHALLENGE = "challenge", _("Challenge of a member")
        MATTER = "matter", _("Other matter")

    class Result(models.TextChoices):
        PASSES = "passes", _("Carried")
        FAILS = "fails", _("Not carried")
        RETURNED = "returned", _("Returned for another evaluation")
        UPHELD = "upheld", _("Challenge upheld")
        DISMISSED = "dismissed", _("Challenge dismissed")
        NO_QUORUM = "no_quorum", _("Without a quorum: nothing decided")
        DROPPED = "dropped", _("Taken off the agenda")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="agenda_items")
    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, null=True, related_name="+")
    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, null=True, related_name="agenda_items")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, null=True, related_name="agenda_items")
    result = models.CharField(_("result"), max_length=10, choices=Result.choices, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    tally = models.JSONField(_("votes counted"), default=dict)

    class Meta:
        verbose_name = _("agenda item")
        ordering = ["meeting", "position"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], name="an_agenda_has_each_position_once"),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(kind="deliberation", result=""),
                name="a_case_waits_on_one_agenda",
            ),
            models.UniqueConstraint(
                fields=["challenge"],
                condition=Q(result=""),
                name="a_challenge_waits_on_one_agenda",
            ),
            models.UniqueConstraint(
                fields=["matter"],
                condition=Q(result=""),
                name="a_matter_waits_on_one_agenda",
            ),
            models.CheckConstraint(
                condition=Q(kind="deliberation", outcome__isnull=False, challenge__isnull=True)
                | Q(kind="challenge", challenge__isnull=False)
                | Q(kind="matter", outcome__isnull=True, challenge__isnull=True),
                name="an_agenda_item_is_about_an_outcome_a_challenge_or_a_matter",
            ),
            models.CheckConstraint(
                condition=Q(kind="matter", case__isnull=True, matter__isnull=False)
                | (~Q(kind="matter") & Q(case__isnull=False, matter__isnull=True)),
                name="an_agenda_item_without_a_case_is_a_matter",
            ),
        ]

    def __str__(self):
        return f"{self.meeting_id}.{self.position}"

    @property
    def title(self) -> str:
        """What it is about, in the reader's language."""
        return self.matter.title if self.kind == self.Kind.MATTER else self.case.title

    @property
    def edition(self):
        """The edition whose quorum and majority hold: that of the case; for a matter that of the committee."""
        return self.meeting.committee.edition if self.kind == self.Kind.MATTER else self.case.edition


class Attendance(models.Model):
    """A member signs in to a meeting with their own account: the signature on the list of those present. Appended."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    member = models.ForeignKey(CommitteeMember, on_delete=models.PROTECT, related_name="attendances")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("attendance")
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="a_member_signs_in_once")]

    def __str__(self):
        return f"{self.meeting_id} {self.member_id}"


class Recusal(models.Model):
    """A member takes no part in an item: by a ground that is known (제척), or stepping aside (회피). Appended."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="recusals")
    member = models.ForeignKey(CommitteeMember, on_delete=models.PROTECT, related_name="recusals")
    by_itself = models.BooleanField(_("stepped aside"), default=False)
    reason_ko = models.TextField(_("reason in Korean"))
    reason_en = models.TextField(_("reason in English"))
    reason = bilingual("reason")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("recusal")
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["item", "member"], name="a_member_is_recused_once_from_an_item")]

    def __str__(self):
        return f"{self.item_id} {self.member_id}"


class Ballot(models.Model):
    """One member's vote on one item, with the dissent in writing where there is one. Appended: nobody votes twice."""

    class Vote(models.TextChoices):
        FOR = "for", _("In favour")
        AGAINST = "against", _("Against")
        RETURN = "return", _("Evaluate again")
        ABSTAIN = "abstain", _("Abstain")

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="ballots")
    member = models.ForeignKey(CommitteeMember, on_delete=models.PROTECT, related_name="ballots")
    vote = models.CharField(_("vote"), max_length=8, choices=Vote.choices)
    dissent = models.TextField(_("opinion in writing"), blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("ballot")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["item", "member"], name="a_member_votes_once_on_an_item")]

    def __str__(self):
        return f"{self.item_id} {self.member_id}"


class Minutes(models.Model):
    """The minutes of a meeting (회의록) as they were frozen at its close, under their digest. Appended."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    content = models.JSONField(_("content"), help_text=_("what was done; its canonical JSON has the digest"))
    digest = models.CharField("sha256", max_length=64, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("minutes of a meeting")

    def __str__(self):
        return f"{self.meeting_id} {self.digest[:8]}"
