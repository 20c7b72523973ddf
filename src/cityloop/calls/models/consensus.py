"""What reviewers agree on together: the discussion, the consensus that a rapporteur writes, and who differs."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Case
from cityloop.organisations.models import Person


class Comment(models.Model):
    """What somebody of the panel or the secretariat says in the discussion of a proposal. Appended."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="comments")
    criterion = models.CharField(_("criterion"), max_length=80, blank=True)
    text = models.TextField(_("comment"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("comment in the discussion")
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="a_comment_says_something")]

    def __str__(self):
        return f"{self.case_id} {self.at:%Y-%m-%d}"


class Rapporteur(models.Model):
    """Who writes the consensus on a proposal. Appended; the last one named counts."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="rapporteurs")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    named_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("rapporteur")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.case_id} {self.person}"


class Consensus(models.Model):
    """One version of what the reviewers agree on: a mark and words for each criterion. Appended; the last counts."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consensuses")
    version = models.PositiveSmallIntegerField(_("version"))
    marks = models.JSONField(_("marks"), help_text=_("by criterion: the mark and the words"))
    digest = models.CharField("sha256", max_length=64)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("consensus")
        ordering = ["version"]
        constraints = [models.UniqueConstraint(fields=["case", "version"], name="a_consensus_has_its_versions_once")]

    def __str__(self):
        return f"{self.case_id} {self.version}"


class Voice(models.Model):
    """What one reviewer says of a version of the consensus: agreed, or another view, which is kept. Appended."""

    consensus = models.ForeignKey(Consensus, on_delete=models.PROTECT, related_name="voices")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agrees = models.BooleanField(_("agrees"))
    view = models.TextField(_("minority view"), blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("voice on a consensus")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["consensus", "person"], name="a_reviewer_speaks_once_on_a_version"),
            models.CheckConstraint(condition=Q(agrees=True) | ~Q(view=""), name="a_minority_view_is_written_down"),
        ]

    def __str__(self):
        return f"{self.consensus_id} {self.agrees}"
