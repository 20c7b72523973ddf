"""Editions of schemes, calls and frameworks, as published: immutable, hashed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cityloop.language import bilingual
from cityloop.organisations.models import Person


class Edition(models.Model):
    """A rulebook file as it was published. Whatever is judged under it stays under it."""

    class Kind(models.TextChoices):
        SCHEME = "scheme", _("Scheme")
        CALL = "call", _("Call")
        FRAMEWORK = "framework", _("Framework")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    scheme = models.CharField(_("scheme, programme or framework"), max_length=80)
    edition = models.CharField(_("edition"), max_length=40)
    digest = models.CharField("sha256", max_length=64, unique=True)
    title_ko = models.CharField(_("title in Korean"), max_length=300)
    title_en = models.CharField(_("title in English"), max_length=300)
    title = bilingual("title")
    content = models.JSONField(_("content"), help_text=_("the file as data; its canonical JSON has the digest"))
    published_at = models.DateTimeField()
    approval = models.ForeignKey(
        "assessment.EditionApproval",
        on_delete=models.PROTECT,
        null=True,
        related_name="editions",
        help_text=_("of exactly this text; none where the site adopted a file"),
    )

    class Meta:
        verbose_name = _("edition")
        ordering = ["kind", "scheme", "edition"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "scheme", "edition"], name="an_edition_is_published_once")
        ]

    def __str__(self):
        return f"{self.title} {self.edition}"


class EditionState(models.Model):
    """From a day on, an edition is in a state for one field profile (empty: for all). Appended, never changed.

    Of several that begin on one day the one appended last holds, so that what was planned can be called off.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        MOCK = "mock", _("Mock certification")
        IN_FORCE = "in_force", _("In force")
        RETIRED = "retired", _("Retired")

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="states")
    profile = models.CharField(_("field profile"), max_length=40, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    since = models.DateField(_("since"))
    decided_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", help_text=_("none where the file says it")
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("state of an edition")
        ordering = ["since", "pk"]

    def __str__(self):
        return f"{self.edition} {self.profile} {self.state}"
