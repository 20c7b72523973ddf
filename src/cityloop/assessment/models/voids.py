"""A piece of evidence that was found not to hold: it stays in the dossier, and nothing rests on it any more."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models.dossier import Evidence
from cityloop.organisations.models import Person


class EvidenceVoid(models.Model):
    """One piece of evidence was voided, once and for good. Appended: no row takes it back, and none adds points."""

    evidence = models.OneToOneField(Evidence, on_delete=models.PROTECT, related_name="void")
    reason = models.TextField(_("reason"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("voided evidence")
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="evidence_is_voided_for_a_reason")]

    def __str__(self):
        return f"{self.evidence_id}"
