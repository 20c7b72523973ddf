"""A vote of citizens: what they are asked, the codes handed out, the votes, and the count. Nothing of it changes.

Who used a code and what was voted are two facts without a bridge: neither has a time, a number that counts up, or a
reference to the other (decision 0016).
"""

import secrets

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Case
from cityloop.language import bilingual
from cityloop.organisations.models import Organisation, Person


def drawn() -> int:
    """A number drawn by lot, so that the order of rows says nothing of the order in which they were written."""
    return secrets.randbelow(2**62) + 1


class Ballot(models.Model):
    """A vote on one criterion of a case, public from the moment it is opened, fixed with a digest. Appended.

    `body` hands out the codes. `least` is the smallest count that is shown; `turnout` the least share of the codes.
    """

    class Method(models.TextChoices):
        YES_NO = "yes_no", _("Yes or no")
        APPROVAL = "approval", _("Approval: every option that one agrees with")

    code = models.SlugField(_("number"), max_length=40, unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="ballots")
    criterion = models.CharField(_("criterion"), max_length=80)
    attempt = models.PositiveSmallIntegerField(_("attempt"), default=1)
    question_ko = models.TextField(_("question in Korean"))
    question_en = models.TextField(_("question in English"))
    question = bilingual("question")
    voters_ko = models.TextField(_("who may vote, in Korean"))
    voters_en = models.TextField(_("who may vote, in English"))
    voters = bilingual("voters")
    checks_ko = models.TextField(_("how voters are checked, in Korean"))
    checks_en = models.TextField(_("how voters are checked, in English"))
    checks = bilingual("checks")
    method = models.CharField(_("method"), max_length=10, choices=Method.choices)
    options = models.JSONField(_("options"), help_text=_("id and text in both languages"))
    counts = models.CharField(_("option whose share counts"), max_length=100)
    at_most = models.PositiveSmallIntegerField(_("options at most"), default=1)
    turnout = models.FloatField(_("least turnout"), default=0)
    least = models.PositiveIntegerField(_("smallest count shown"))
    population = models.PositiveIntegerField(
        _("population of the sample"), null=True, blank=True, help_text=_("empty where everybody is asked")
    )
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="ballots")
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    digest = models.CharField("sha256", max_length=64)
    simulated = models.BooleanField(_("simulated"), default=False)

    class Meta:
        verbose_name = _("citizen vote")
        ordering = ["-closes_at", "code"]
        constraints = [
            models.UniqueConstraint(fields=["case", "criterion", "attempt"], name="attempts_at_a_vote_are_numbered"),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="a_vote_closes_after_it_opened"),
            models.CheckConstraint(condition=Q(least__gte=2), name="a_count_of_one_is_never_shown"),
            models.CheckConstraint(condition=Q(turnout__gte=0, turnout__lte=1), name="a_turnout_is_a_share"),
        ]

    def __str__(self):
        return self.code


class CodeBatch(models.Model):
    """Codes made at once, and for what. The codes themselves were shown once and are kept nowhere. Appended."""

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="batches")
    number = models.PositiveIntegerField(_("how many"))
    label = models.CharField(_("handed out where"), max_length=120)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("batch of voting codes")
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=Q(number__gt=0), name="a_batch_has_codes")]

    def __str__(self):
        return f"{self.ballot} {self.label}: {self.number}"


class VotingCode(models.Model):
    """The hash of a code that gives one vote; whoever was handed it is known to nobody here. Appended."""

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="codes")
    batch = models.ForeignKey(CodeBatch, on_delete=models.PROTECT, related_name="codes")
    digest = models.CharField("sha256", max_length=64)

    class Meta:
        verbose_name = _("voting code")
        constraints = [models.UniqueConstraint(fields=["ballot", "digest"], name="a_code_is_of_one_vote_once")]

    def __str__(self):
        return f"{self.ballot_id} {self.digest[:8]}"


class CodeUse(models.Model):
    """A code gave its vote: that it did, not when, and not for what. Appended; once."""

    code = models.OneToOneField(VotingCode, on_delete=models.PROTECT, primary_key=True, related_name="use")

    class Meta:
        verbose_name = _("use of a voting code")

    def __str__(self):
        return str(self.code_id)


class Vote(models.Model):
    """A vote in the box: what was chosen, and nothing of by whom or when. Appended, under a number drawn by lot."""

    id = models.BigAutoField(primary_key=True, default=drawn)
    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="votes")
    choices = models.JSONField(_("choices"))

    class Meta:
        verbose_name = _("vote in the box")

    def __str__(self):
        return self._meta.verbose_name


class BallotCount(models.Model):
    """What a vote came to, computed from the votes once it had closed. Appended; said once.

    `digest` is of all votes in the order of what they say. `enough`: the turnout reached what the edition asks for;
    otherwise the vote counts as not filed. `share` is that of the option that counts; `low` and `high` of a sample.
    """

    ballot = models.OneToOneField(Ballot, on_delete=models.PROTECT, related_name="count")
    issued = models.PositiveIntegerField(_("codes handed out"))
    cast = models.PositiveIntegerField(_("votes cast"))
    votes = models.JSONField(_("votes of each option"))
    share = models.FloatField(_("share"), null=True, blank=True)
    low = models.FloatField(_("lower end of the interval"), null=True, blank=True)
    high = models.FloatField(_("upper end of the interval"), null=True, blank=True)
    enough = models.BooleanField(_("enough took part"))
    digest = models.CharField("sha256", max_length=64)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(_("counted"))

    class Meta:
        verbose_name = _("count of a citizen vote")
        constraints = [
            models.CheckConstraint(condition=Q(cast__lte=F("issued")), name="no_more_votes_than_codes"),
            models.CheckConstraint(
                condition=Q(share__isnull=False) | Q(enough=False), name="a_count_that_counts_has_a_share"
            ),
        ]

    def __str__(self):
        return f"{self.ballot_id}: {self.cast}/{self.issued}"

    @property
    def turnout(self) -> float:
        """Votes cast by codes handed out."""
        return self.cast / self.issued if self.issued else 0.0


class CalledOff(models.Model):
    """A vote was called off before it was counted, for a reason that everybody reads. Appended; said once."""

    ballot = models.OneToOneField(Ballot, on_delete=models.PROTECT, related_name="called_off")
    reason_ko = models.TextField(_("reason in Korean"))
    reason_en = models.TextField(_("reason in English"))
    reason = bilingual("reason")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("vote called off")
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason_ko="") & ~Q(reason_en=""), name="a_vote_is_called_off_for_a_reason"
            )
        ]

    def __str__(self):
        return str(self.ballot_id)
