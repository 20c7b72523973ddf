"""What qualified an organisation for a designation, and how the designation ended; Notice 2021-223 Art. 6(3), 6(7)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.language import bilingual
from cityloop.organisations.models.people import Designation, Person


class Requirement(models.Model):
    """A requirement that was met when an organisation was designated, and what showed it. Appended."""

    designation = models.ForeignKey(Designation, on_delete=models.PROTECT, related_name="requirements")
    code = models.CharField(_("requirement"), max_length=80)
    title_ko = models.CharField(_("title in Korean"), max_length=300)
    title_en = models.CharField(_("title in English"), max_length=300)
    title = bilingual("title")
    shown_by = models.TextField(_("shown by"))

    class Meta:
        verbose_name = _("requirement of a designation")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["designation", "code"], name="a_requirement_of_a_designation_is_met_once"),
            models.CheckConstraint(condition=~Q(shown_by=""), name="whatever_meets_a_requirement_is_named"),
        ]

    def __str__(self):
        return f"{self.designation_id} {self.code}"


class DesignationEnd(models.Model):
    """A designation ended before its term: since which day, on which ground, and why. Appended."""

    class Ground(models.TextChoices):
        FRAUD = "fraud", _("Obtained by falsehood or other improper means (Art. 6(7)1)")
        REQUIREMENTS = "requirements", _("The requirements are not met any more (Art. 6(7)2)")
        REQUEST = "request", _("At its own request")

    designation = models.OneToOneField(Designation, on_delete=models.PROTECT, related_name="ending")
    ground = models.CharField(_("ground"), max_length=15, choices=Ground.choices)
    reason = models.TextField(_("reason"))
    on = models.DateField(_("ended"), help_text=_("the first day on which it no longer holds"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("end of a designation")
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="a_designation_ends_for_a_reason")]

    def __str__(self):
        return f"{self.designation_id} {self.ground}"
