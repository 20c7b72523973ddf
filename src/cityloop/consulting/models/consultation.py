"""One engagement with one city: what it needs, and which services answer."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.consulting.models.city import City
from cityloop.language import bilingual
from cityloop.organisations.models import Person


class Consultation(models.Model):
    """A city is being advised. It belongs to the city's people; nobody else sees it."""

    class State(models.TextChoices):
        OPEN = "open", _("Under way")
        CLOSED = "closed", _("Closed")

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="consultations")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    language = models.CharField(_("language of the city"), max_length=2, choices=settings.LANGUAGES, blank=True)
    follows = models.CharField(_("case of a call that it follows from"), max_length=40, blank=True)
    changed_at = models.DateTimeField(_("in this state since"))
    simulated = models.BooleanField(_("simulated"), default=False)

    class Meta:
        verbose_name = _("consultation")
        ordering = ["-opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["city"], condition=Q(state="open"), name="a_city_has_one_consultation_under_way"
            )
        ]

    def __str__(self):
        return f"{self.city} {self.opened_at:%Y}"


class Need(models.Model):
    """A problem that a city wants solved, in its own words. A change is a new row; the last one of a problem counts."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="needs")
    problem = models.CharField(_("problem"), max_length=40, help_text=_("an id of fields.yaml"))
    statement_ko = models.TextField(_("in the city's own words, in Korean"), max_length=1_000, blank=True)
    statement_en = models.TextField(_("in the city's own words, in English"), max_length=1_000, blank=True)
    statement = bilingual("statement")
    priority = models.PositiveSmallIntegerField(_("priority"), help_text=_("1 comes first"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("need")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(priority__range=(1, 5)), name="a_need_comes_first_to_fifth"),
            models.CheckConstraint(condition=~Q(statement_ko="", statement_en=""), name="a_need_is_said_in_words"),
        ]

    def __str__(self):
        return f"{self.consultation_id} {self.problem}"


class Shortlist(models.Model):
    """Services ranked for one need with the weights one person gave; the digest covers all that went in and came out.

    Appended: other weights make another shortlist.
    """

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="shortlists")
    importance = models.JSONField(_("importance of each criterion"), help_text=_("1 to 5 by criterion"))
    filters = models.JSONField(_("filters"), default=list)
    result = models.JSONField(_("result"))
    digest = models.CharField("sha256", max_length=64)
    ranked = models.PositiveIntegerField(_("services ranked"))
    refused = models.PositiveIntegerField(_("services kept out"))
    first = models.CharField(_("first service"), max_length=80, blank=True)
    first_share = models.FloatField(_("share of draws in which it is first"), null=True, blank=True)
    agreed = models.ForeignKey(
        "AgreedWeights", on_delete=models.PROTECT, null=True, blank=True, related_name="shortlists",
        help_text=_("the weights that several people agreed on; else one person's importance"),
    )  # fmt: skip
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("shortlist")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.need_id} {self.digest[:12]}"
