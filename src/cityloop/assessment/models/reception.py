"""An application that came on paper or by mail: from whom, how and when, and who entered it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models.case import Case
from cityloop.organisations.models import Person


class Reception(models.Model):
    """An application that reached the operating body outside Cityloop. Appended with the case that it began."""

    class Way(models.TextChoices):
        PAPER = "paper", _("On paper, handed over")
        POST = "post", _("By post")
        MAIL = "mail", _("By electronic mail")

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="reception")
    sender = models.CharField(_("received from"), max_length=300)
    way = models.CharField(_("how it came"), max_length=10, choices=Way.choices)
    arrived_at = models.DateTimeField(_("when it came"))
    address = models.EmailField(_("mail address for answers"), blank=True)
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(_("entered"))

    class Meta:
        verbose_name = _("reception of an application")
        constraints = [
            models.CheckConstraint(condition=~models.Q(sender=""), name="a_reception_says_from_whom"),
            models.CheckConstraint(
                condition=models.Q(entered_at__gte=models.F("arrived_at")),
                name="an_application_is_entered_after_it_came",
            ),
        ]

    def __str__(self):
        return f"{self.case_id} {self.way} {self.sender}"
