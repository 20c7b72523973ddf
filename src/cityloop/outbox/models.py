"""Letters that the system writes for people: what each says, to whom, and whether it went."""

import hashlib

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.language import bilingual
from cityloop.organisations.models import Person


class Letter(models.Model):
    """One letter to one person about one thing, its text fixed in both languages when it was written.

    A complainant without an account is reached by a mail address instead. `state` is folded from the moments below
    it, written at the same time.
    """

    class State(models.TextChoices):
        HELD = "held", _("Held")
        WAITING = "waiting", _("To be sent")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Delivery failed")
        WITHDRAWN = "withdrawn", _("Not sent")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="letters")
    address = models.EmailField(_("mail address"), blank=True)
    kind = models.CharField(_("kind"), max_length=80)
    scheme = models.CharField(_("scheme or programme"), max_length=80)
    about_kind = models.CharField(_("kind of subject"), max_length=80)
    about_id = models.CharField(_("subject"), max_length=80)
    key = models.CharField(_("key"), max_length=80, blank=True)
    subject_ko = models.CharField(_("subject line in Korean"), max_length=300)
    subject_en = models.CharField(_("subject line in English"), max_length=300)
    subject = bilingual("subject")
    body_ko = models.TextField(_("text in Korean"))
    body_en = models.TextField(_("text in English"))
    body = bilingual("body")
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    written_at = models.DateTimeField(_("written"))
    released_at = models.DateTimeField(_("released"), null=True, blank=True)
    released_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_because = models.TextField(_("reason"), blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try_at = models.DateTimeField(_("next try"), null=True, blank=True)
    error = models.TextField(_("what the mail server said"), blank=True)

    class Meta:
        verbose_name = _("letter")
        ordering = ["-written_at", "-pk"]
        indexes = [
            models.Index(fields=["scheme", "state", "-written_at"], name="letters_of_a_scheme"),
            models.Index(fields=["state", "next_try_at"], name="letters_to_be_sent"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "about_kind", "about_id", "key", "person"],
                condition=Q(person__isnull=False),
                name="a_person_gets_a_letter_once",
            ),
            models.UniqueConstraint(
                fields=["kind", "about_kind", "about_id", "key", "address"],
                condition=Q(person__isnull=True),
                name="an_address_gets_a_letter_once",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, address="") | Q(person__isnull=True) & ~Q(address=""),
                name="a_letter_goes_to_a_person_or_an_address",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | ~Q(state="sent") & Q(sent_at__isnull=True),
                name="a_sent_letter_says_when",
            ),
        ]

    def __str__(self):
        return self.subject

    @property
    def reader(self) -> str:
        """To whom it goes, as officers see it."""
        return str(self.person) if self.person else self.address

    @property
    def digest(self) -> str:
        """SHA-256 of the text, so that what is released is what was read."""
        text = "\0".join((self.subject_ko, self.body_ko, self.subject_en, self.body_en))
        return hashlib.sha256(text.encode()).hexdigest()


class EarlierText(models.Model):
    """What a letter said before an officer edited it. Appended."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="earlier_texts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    subject_ko = models.CharField(max_length=300)
    subject_en = models.CharField(max_length=300)
    subject = bilingual("subject")
    body_ko = models.TextField()
    body_en = models.TextField()
    body = bilingual("body")

    class Meta:
        verbose_name = _("earlier text of a letter")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.letter_id} {self.at:%Y-%m-%d}"


class DueRun(models.Model):
    """The last run of one piece of hourly work; its row is locked while the work is done."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    at = models.DateTimeField(_("last run"), null=True, blank=True)
    done = models.PositiveIntegerField(_("done"), default=0)
    error = models.TextField(_("error"), blank=True)

    class Meta:
        verbose_name = _("run of the hourly job")
        ordering = ["name"]

    def __str__(self):
        return self.name
