"""The selection of one track and round: limits, scenarios compared, what was put forward, decided, published."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Case, Notice
from cityloop.language import bilingual
from cityloop.organisations.models import Person


class SelectionRound(models.Model):
    """All proposals of a track that one committee chooses among, and what may be given to them.

    `taken` and `spent` are folded when a proposal is selected; the database holds them within seats and budget.
    Amounts count the currency's smallest unit. `committee` is the year of the cut-off, 0 where there is none.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Being prepared")
        RECOMMENDED = "recommended", _("Before the authority")
        DECIDED = "decided", _("Decided, to be published")
        PUBLISHED = "published", _("Published")

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="selections")
    track = models.CharField(_("track"), max_length=80)
    committee = models.PositiveSmallIntegerField(_("year of the committee"), default=0)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.OPEN)
    budget = models.BigIntegerField(_("budget"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    seats = models.PositiveIntegerField(_("seats"))
    taken = models.PositiveIntegerField(_("seats taken"), default=0)
    spent = models.BigIntegerField(_("given"), default=0)
    opened_at = models.DateTimeField()
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    simulated = models.BooleanField(_("simulated"), default=False)

    class Meta:
        verbose_name = _("selection of a round")
        ordering = ["-opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "track", "committee"], name="a_track_is_selected_once_a_round"),
            models.CheckConstraint(
                condition=Q(taken__lte=F("seats")), name="no_more_are_selected_than_there_are_seats"
            ),
            models.CheckConstraint(
                condition=Q(budget__isnull=True) | Q(spent__lte=F("budget")), name="no_more_is_given_than_the_budget"
            ),
            models.CheckConstraint(condition=Q(spent__gte=0), name="what_is_given_is_not_negative"),
        ]

    def __str__(self):
        return f"{self.notice.number} {self.track}"

    @property
    def scheme(self) -> str:
        """The programme that it belongs to."""
        return self.notice.edition.scheme


class CapUse(models.Model):
    """How many of a round share a value, such as a country, of at most so many; held by the database."""

    round = models.ForeignKey(SelectionRound, on_delete=models.PROTECT, related_name="caps")
    by = models.CharField(_("by"), max_length=80)
    value = models.CharField(_("value"), max_length=120)
    at_most = models.PositiveIntegerField(_("at most"))
    taken = models.PositiveIntegerField(_("taken"), default=0)

    class Meta:
        verbose_name = _("use of a cap")
        constraints = [
            models.UniqueConstraint(fields=["round", "by", "value"], name="a_cap_is_counted_once_for_a_value"),
            models.CheckConstraint(condition=Q(taken__lte=F("at_most")), name="no_more_are_selected_than_a_cap_allows"),
        ]

    def __str__(self):
        return f"{self.by} {self.value}: {self.taken}/{self.at_most}"


class LimitChange(models.Model):
    """The budget or the seats of a round were changed, with the reason. Appended."""

    round = models.ForeignKey(SelectionRound, on_delete=models.PROTECT, related_name="changes")
    budget_before = models.BigIntegerField(null=True, blank=True)
    budget = models.BigIntegerField(_("budget"), null=True, blank=True)
    seats_before = models.PositiveIntegerField()
    seats = models.PositiveIntegerField(_("seats"))
    reason = models.TextField(_("reason"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("change of budget or seats")
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="limits_change_for_a_reason")]

    def __str__(self):
        return f"{self.round_id} {self.at:%Y-%m-%d}"


class Scenario(models.Model):
    """What would be selected under some limits by one policy, with the reasons, as it was shown. Appended.

    `inputs` is the digest of everything that it was computed from: outcomes, costs, limits and overrides.
    """

    class Policy(models.TextChoices):
        RANK = "rank", _("Rank order")
        TOTAL = "total", _("Highest total of scores")

    round = models.ForeignKey(SelectionRound, on_delete=models.PROTECT, related_name="scenarios")
    name = models.CharField(_("name"), max_length=120)
    policy = models.CharField(_("policy"), max_length=10, choices=Policy.choices)
    limits = models.JSONField(_("limits"), default=dict)
    rows = models.JSONField(_("proposals"), default=list)
    objective = models.FloatField(_("total of scores"))
    bound = models.FloatField(_("what no selection can exceed"))
    inputs = models.CharField(max_length=64)
    digest = models.CharField("sha256", max_length=64)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("selection scenario")
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["round", "digest"], name="a_scenario_is_saved_once")]

    def __str__(self):
        return self.name


class Override(models.Model):
    """A proposal is kept in or out whatever its rank, for a reason. Appended; the last one on a proposal counts."""

    class Kind(models.TextChoices):
        IN = "in", _("Kept in")
        OUT = "out", _("Kept out")
        NONE = "none", _("By rank again")

    round = models.ForeignKey(SelectionRound, on_delete=models.PROTECT, related_name="overrides")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="overrides")
    kind = models.CharField(_("kind"), max_length=5, choices=Kind.choices)
    reason = models.TextField(_("reason"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("override of the ranking")
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="an_override_has_a_reason")]

    def __str__(self):
        return f"{self.case_id} {self.kind}"


class PanelReport(models.Model):
    """What the panels of a round found (평가보고서), frozen in both languages with its digest. Appended.

    Written by the secretariat at any time after the marks, and with each recommendation that the authority decides on.
    """

    round = models.ForeignKey(SelectionRound, on_delete=models.PROTECT, related_name="reports")
    version = models.PositiveSmallIntegerField(_("version"))
    content = models.JSONField(_("content"))
    digest = models.CharField("sha256", max_length=64)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("panel report")
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["round", "version"], name="a_panel_report_has_its_version"),
            models.UniqueConstraint(fields=["round", "digest"], name="a_panel_report_is_kept_once"),
        ]

    def __str__(self):
        return f"{self.round} v{self.version}"


class Recommendation(models.Model):
    """A scenario put before the authority, with the panel report, the reserve list and why it. Appended."""

    round = models.ForeignKey(SelectionRound, on_delete=models.PROTECT, related_name="recommendations")
    scenario = models.ForeignKey(Scenario, on_delete=models.PROTECT, related_name="recommended")
    reserve = models.JSONField(_("reserve list"), default=list, help_text=_("references, the first to move up first"))
    note = models.TextField(_("why this one"))
    report = models.ForeignKey(
        PanelReport, on_delete=models.PROTECT, null=True, blank=True, related_name="recommendations"
    )
    digest = models.CharField("sha256", max_length=64, help_text=_("of the scenario, the reserve list and the note"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("recommendation of a selection")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.round} {self.digest[:12]}"


class SelectionDecision(models.Model):
    """What the authority decided on a recommendation, by the digest that it was shown. Appended; it is said once."""

    class Verdict(models.TextChoices):
        APPROVED = "approved", _("Approved")
        RETURNED = "returned", _("Returned")

    recommendation = models.OneToOneField(Recommendation, on_delete=models.PROTECT, related_name="decision")
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict.choices)
    digest = models.CharField("sha256", max_length=64)
    reason = models.TextField(_("reason"), blank=True)
    put_forward_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("decision on a selection")
        constraints = [
            models.CheckConstraint(
                condition=~Q(put_forward_by=F("person")), name="nobody_decides_on_their_own_recommendation"
            ),
            models.CheckConstraint(
                condition=Q(verdict="approved") | ~Q(reason=""), name="a_recommendation_is_returned_for_a_reason"
            ),
        ]

    def __str__(self):
        return f"{self.recommendation} {self.verdict}"


class SelectionResult(models.Model):
    """What became of one proposal and why, in both languages. Appended; the last one of a proposal counts."""

    class Verdict(models.TextChoices):
        SELECTED = "selected", _("Selected")
        RESERVE = "reserve", _("On the reserve list")
        NOT_SELECTED = "not_selected", _("Not selected")

    round = models.ForeignKey(SelectionRound, on_delete=models.PROTECT, related_name="results")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="results")
    verdict = models.CharField(_("verdict"), max_length=12, choices=Verdict.choices)
    rank = models.PositiveIntegerField(_("rank"), default=0)
    points = models.FloatField(_("points"), null=True, blank=True)
    amount = models.BigIntegerField(_("amount"), default=0)
    reason_ko = models.TextField(_("reason in Korean"))
    reason_en = models.TextField(_("reason in English"))
    reason = bilingual("reason")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("result of a selection")
        ordering = ["rank", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason_ko="") & ~Q(reason_en=""), name="a_result_is_told_with_its_reason"
            )
        ]

    def __str__(self):
        return f"{self.case_id} {self.verdict}"
