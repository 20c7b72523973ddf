"""What is noted while a project runs, and what is learned from it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cityloop.calls.models.award import Award
from cityloop.language import bilingual
from cityloop.organisations.models import Person


class ProgressNote(models.Model):
    """What somebody saw or reported between two milestones. Appended; those of the project and its offices read it."""

    class Kind(models.TextChoices):
        PROGRESS = "progress", _("Progress")
        SITE = "site", _("Visit to the site")

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    on = models.DateField(_("day"))
    text = models.TextField(_("what was seen or done"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("progress note")
        ordering = ["on", "pk"]

    def __str__(self):
        return f"{self.award_id} {self.on}"


class Lesson(models.Model):
    """Something learned from a project that the next one should know. Appended; everybody reads it."""

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="lessons")
    text_ko = models.TextField(_("lesson in Korean"))
    text_en = models.TextField(_("lesson in English"))
    text = bilingual("text")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("lesson")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.award_id} {self.pk}"
