"""What the operating body asks a committee to consider besides cases and challenges: Notice 2021-223 Art. 4(1)2."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.certification.models.committee import Committee
from cityloop.language import bilingual
from cityloop.organisations.models import Organisation, Person


class Matter(models.Model):
    """A question put to a committee, in one language or both. Appended: another question is another row."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="matters")
    title_ko = models.CharField(_("title in Korean"), max_length=300, blank=True)
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    title = bilingual("title")
    question_ko = models.TextField(_("question in Korean"), blank=True)
    question_en = models.TextField(_("question in English"), blank=True)
    question = bilingual("question")
    concerns = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("matter for the committee")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title_ko="", title_en="") & ~Q(question_ko="", question_en=""),
                name="a_matter_has_a_title_and_a_question",
            )
        ]

    def __str__(self):
        return self.title
