"""What happens while a city is advised: who advises, who met, what was agreed, what was handed over. All appended."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cityloop.consulting.models.consultation import Consultation
from cityloop.organisations.models import Person


class Recorded(models.Model):
    """Something recorded in a stage of a consultation: by whom, and when."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="%(class)ss")
    stage = models.CharField(_("stage"), max_length=20, help_text=_("an id of stages.yaml"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        abstract = True


class Adviser(Recorded):
    """Somebody who advises the city in a stage; needs no account."""

    name = models.CharField(_("name"), max_length=100)
    affiliation = models.CharField(_("affiliation"), max_length=200, blank=True)
    expertise = models.CharField(_("field of expertise"), max_length=200)

    class Meta:
        verbose_name = _("adviser")
        ordering = ["at", "pk"]

    def __str__(self):
        return self.name


class Meeting(Recorded):
    """A meeting that took place: where, with whom, and what was said."""

    on = models.DateField(_("day"))
    place = models.CharField(_("place"), max_length=200)
    attended = models.CharField(_("who attended"), max_length=500)
    minutes = models.TextField(_("what was said"), max_length=10_000)

    class Meta:
        verbose_name = _("meeting")
        ordering = ["on", "pk"]

    def __str__(self):
        return f"{self.on} {self.place}"


class AgreedAction(Recorded):
    """Something that somebody promised to do by a day."""

    what = models.CharField(_("what is to be done"), max_length=500)
    who = models.CharField(_("who does it"), max_length=200)
    due_on = models.DateField(_("due"))

    class Meta:
        verbose_name = _("agreed action")
        ordering = ["due_on", "pk"]

    def __str__(self):
        return self.what


class ActionEnd(models.Model):
    """How an agreed action ended: done, or dropped and why."""

    class Outcome(models.TextChoices):
        DONE = "done", _("Carried out")
        DROPPED = "dropped", _("Dropped")

    agreed = models.OneToOneField(AgreedAction, on_delete=models.PROTECT, related_name="end")
    outcome = models.CharField(_("how it ended"), max_length=10, choices=Outcome.choices)
    note = models.CharField(_("note"), max_length=500, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("end of an agreed action")

    def __str__(self):
        return f"{self.agreed_id}: {self.outcome}"


class Deliverable(Recorded):
    """A file that was handed over, kept under its hash."""

    title = models.CharField(_("title"), max_length=200)
    name = models.CharField(_("file name"), max_length=255)
    sha256 = models.CharField("sha256", max_length=64)

    class Meta:
        verbose_name = _("deliverable")
        ordering = ["at", "pk"]

    def __str__(self):
        return self.title


class StageTask(Recorded):
    """A task of a stage is done, or is to be done again. The last word on a task counts."""

    task = models.CharField(_("task"), max_length=20, help_text=_("an id of stages.yaml"))
    finished = models.BooleanField(_("finished"))

    class Meta:
        verbose_name = _("task of a stage")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.stage}/{self.task}"
