"""The append-only record of who did what: a chain in which every entry carries the hash of the one before."""

from django.db import models
from django.utils.translation import gettext_lazy as _

GENESIS = "0" * 64


class Entry(models.Model):
    """One action. People appear by code only, so that a name can be erased without breaking the chain."""

    sequence = models.BigIntegerField(_("number"), primary_key=True)
    at = models.DateTimeField(_("when it happened"))
    recorded_at = models.DateTimeField(_("when it was recorded"))
    actor = models.CharField(_("person"), max_length=36, blank=True, db_index=True)
    verb = models.CharField(_("action"), max_length=80)
    subject_kind = models.CharField(_("kind of subject"), max_length=80)
    subject_id = models.CharField(_("subject"), max_length=80)
    detail = models.JSONField(_("detail"), default=dict)
    previous = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["sequence"]
        verbose_name = _("audit entry")
        indexes = [models.Index(fields=["subject_kind", "subject_id", "sequence"], name="entry_by_subject")]

    def __str__(self):
        return f"{self.sequence} {self.verb}"


class Head(models.Model):
    """The one row that knows the last entry. It is locked to append; locking the last entry would fork the chain."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    sequence = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS)

    class Meta:
        verbose_name = _("head of the audit chain")
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="there_is_one_head")]

    def __str__(self):
        return f"{self.sequence} {self.hash[:12]}"
