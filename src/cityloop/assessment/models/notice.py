"""The notice of a round (공고): what is evaluated and how, what to hand in, by when and on which form."""

from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models.edition import Edition
from cityloop.language import bilingual
from cityloop.organisations.models import Person


class Notice(models.Model):
    """A round's public notice. A draft changes; a published one has a number and a digest and never does.

    What the edition says of the five mandatory parts is shown from the edition; the texts add what it does not.
    `profiles` are ids of field profiles, or of the tracks of a call. Without `closes_at` it is open on any day.
    """

    class Late(models.TextChoices):
        REFUSED = "refused", _("Not taken")
        NEXT_EDITION = "next_edition", _("Taken for the next edition")

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="notices")
    profiles = models.JSONField(
        _("fields"), default=list, help_text=_("ids of profiles or tracks; empty where there are none")
    )
    number = models.CharField(_("number"), max_length=40, blank=True)
    title_ko = models.CharField(_("title in Korean"), max_length=300)
    title_en = models.CharField(_("title in English"), max_length=300)
    title = bilingual("title")
    method_ko = models.TextField(_("method in Korean"), blank=True)
    method_en = models.TextField(_("method in English"), blank=True)
    method = bilingual("method")
    documents_ko = models.TextField(_("documents in Korean"), blank=True)
    documents_en = models.TextField(_("documents in English"), blank=True)
    documents = bilingual("documents")
    forms_ko = models.TextField(_("forms in Korean"), blank=True)
    forms_en = models.TextField(_("forms in English"), blank=True)
    forms = bilingual("forms")
    contact_ko = models.TextField(_("contact in Korean"), blank=True)
    contact_en = models.TextField(_("contact in English"), blank=True)
    contact = bilingual("contact")
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    late = models.CharField(
        _("what comes after the deadline"), max_length=20, choices=Late.choices, default=Late.REFUSED
    )
    zone = models.CharField(_("time zone"), max_length=60, default="Asia/Seoul")
    # Folded from the extensions when they are written: the first moment that is late; empty where none ever is.
    open_until = models.DateTimeField(_("open until"), null=True, blank=True, db_index=True)
    revision = models.PositiveIntegerField(default=0)
    drafted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(_("drafted"))
    discarded_at = models.DateTimeField(_("discarded"), null=True, blank=True)
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    digest = models.CharField("sha256", max_length=64, blank=True)
    simulated = models.BooleanField(_("simulated"), default=False)

    class Meta:
        verbose_name = _("notice of a round")
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="a_notice_number_is_given_once"),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, digest="", number="")
                | (
                    Q(published_at__isnull=False, opens_at__isnull=False, discarded_at__isnull=True)
                    & (
                        Q(closes_at__isnull=False, open_until__isnull=False)
                        | Q(closes_at__isnull=True, open_until__isnull=True, late="refused")
                    )
                    & ~Q(digest="")
                    & ~Q(number="")
                ),
                name="a_published_notice_has_number_digest_and_dates",
            ),
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(opens_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="a_notice_opens_before_it_closes",
            ),
            models.CheckConstraint(
                condition=Q(open_until__isnull=True) | Q(open_until__gte=F("closes_at")),
                name="a_notice_is_never_shortened",
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.title}".strip()

    def is_open(self, at) -> bool:
        """Would an application be in time at this moment? The closing moment itself is too late."""
        return self.standing(at) == "open"

    def takes(self, at) -> bool:
        """Are applications taken at this moment, be it for the next edition?"""
        return self.standing(at) in ("open", "late")

    def standing(self, at) -> str:
        """`draft`, `coming`, `open`, `late` (taken for the next edition) or `closed` at a moment."""
        if self.published_at is None:
            return "draft"
        if at < self.opens_at:
            return "coming"
        if self.open_until is None or at < self.open_until:
            return "open"
        return "late" if self.late == self.Late.NEXT_EDITION else "closed"

    @property
    def closes_now(self):
        """The first moment that is too late, extensions included; in a draft the moment planned."""
        return self.open_until or self.closes_at

    def days_left(self, at) -> int | None:
        """Whole days until it closes, on the calendar of its zone; None unless it is open and will close."""
        if self.open_until is None or not self.is_open(at):
            return None
        zone = ZoneInfo(self.zone)
        return (self.open_until.astimezone(zone).date() - at.astimezone(zone).date()).days

    def covers(self, profile: str) -> bool:
        """Is it about this field profile or track?"""
        return not self.profiles or profile in self.profiles


class NoticeExtension(models.Model):
    """The time for applications became longer, for a reason that everybody reads. Appended; never shorter."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="extensions")
    before = models.DateTimeField(_("closed until then"))
    closes_at = models.DateTimeField(_("closes now"))
    reason_ko = models.TextField(_("reason in Korean"))
    reason_en = models.TextField(_("reason in English"))
    reason = bilingual("reason")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("extension of a notice")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("before")), name="an_extension_gives_more_time")
        ]

    def __str__(self):
        return f"{self.notice_id}: {self.closes_at}"
