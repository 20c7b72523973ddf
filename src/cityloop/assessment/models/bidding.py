"""What reviewers say beforehand: which fields and languages they know, and which proposals they would review."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models.case import Case
from cityloop.assessment.models.notice import Notice
from cityloop.organisations.models import Person


class Expertise(models.Model):
    """Which fields somebody says to know, how well, and in which languages they read. Appended; the last one counts."""

    class Level(models.TextChoices):
        EXPERT = "expert", _("I work in it")
        VERSED = "versed", _("I know it well")
        ACQUAINTED = "acquainted", _("I know something of it")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="expertise")
    fields = models.JSONField(_("fields"), default=dict, help_text=_("level by field"))
    languages = models.JSONField(_("languages read"), default=list)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("expertise")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.person_id} {self.at:%Y-%m-%d}"


class Bidding(models.Model):
    """From a moment until another the pool says which cases of a round it would take. Appended."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="biddings")
    profile = models.CharField(_("field profile or track"), max_length=40, blank=True)
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField(_("closes"))
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("bidding")
        ordering = ["opened_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("opened_at")), name="bidding_closes_after_it_opened")
        ]

    def __str__(self):
        return f"{self.notice_id} {self.profile} {self.closes_at:%Y-%m-%d}"

    def is_open(self, at) -> bool:
        """Are bids taken at a moment?"""
        return self.opened_at <= at < self.closes_at


class Bid(models.Model):
    """How gladly somebody would take a case, or that they conflict with it. Appended; the last one counts."""

    class Level(models.TextChoices):
        EAGER = "eager", _("Eager")
        WILLING = "willing", _("Willing")
        IF_NEEDED = "if_needed", _("If needed")
        NOT = "not", _("Rather not")
        CONFLICT = "conflict", _("I have a conflict of interest")

    bidding = models.ForeignKey(Bidding, on_delete=models.PROTECT, related_name="bids")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="bids")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="bids")
    level = models.CharField(_("bid"), max_length=10, choices=Level.choices)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("bid")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["case", "person"], name="bid_by_case_and_person")]

    def __str__(self):
        return f"{self.case_id} {self.person_id} {self.level}"
