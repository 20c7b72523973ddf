"""People, the organisations they act for, and what those organisations are designated to do."""

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.language import bilingual
from cityloop.organisations.naming import fold


class Organisation(models.Model):
    """A company, city, ministry, institute or university: whoever people act for."""

    class Kind(models.TextChoices):
        COMPANY = "company", _("Company")
        LOCAL_GOVERNMENT = "local_government", _("Local government")
        GOVERNMENT = "government", _("Central government")
        PUBLIC_BODY = "public_body", _("Public body")
        RESEARCH_INSTITUTE = "research_institute", _("Research institute")
        UNIVERSITY = "university", _("University")
        INTERNATIONAL = "international_organisation", _("International organisation")
        OTHER = "other", _("Other")

    class Tier(models.TextChoices):
        SPECIAL_CITY = "special_city", _("Special city")
        METROPOLITAN_CITY = "metropolitan_city", _("Metropolitan city")
        SPECIAL_SELF_GOVERNING_CITY = "special_self_governing_city", _("Special self-governing city")
        SPECIAL_SELF_GOVERNING_PROVINCE = "special_self_governing_province", _("Special self-governing province")
        PROVINCE = "province", _("Province (do)")
        SI = "si", _("City (si)")
        GUN = "gun", _("County (gun)")
        GU = "gu", _("District (gu)")

    code = models.SlugField(_("code"), unique=True)
    name_ko = models.CharField(_("name in Korean"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    name = bilingual("name")
    kind = models.CharField(_("kind"), max_length=30, choices=Kind.choices)
    tier = models.CharField(_("kind of local government"), max_length=40, choices=Tier.choices, blank=True)
    country = models.CharField(_("country"), max_length=2, help_text=_("ISO 3166-1 alpha-2"))
    simulated = models.BooleanField(_("simulated"), default=False)
    # Folded from the two names when they are written, so that an organisation is found however it is spelled.
    key_ko = models.CharField(max_length=200, blank=True, db_index=True)
    key_en = models.CharField(max_length=200, blank=True, db_index=True)

    class Meta:
        verbose_name = _("organisation")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tier="") | Q(kind="local_government"), name="only_a_local_government_has_a_tier"
            )
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.key_ko, self.key_en = fold(self.name_ko), fold(self.name_en)
        super().save(*args, **kwargs)


class PersonManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        """A person who signs in by mail address; without a password only by another proof."""
        person = self.model(email=self.normalize_email(email), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody who signs in. What a person may do follows from memberships and duties, never from a flag here."""

    code = models.CharField(max_length=36, unique=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("mail address"), unique=True)
    name_ko = models.CharField(_("name in Korean"), max_length=100, blank=True)
    name_en = models.CharField(_("name in English"), max_length=100, blank=True)
    name = bilingual("name")
    is_active = models.BooleanField(default=True)
    simulated = models.BooleanField(_("simulated"), default=False)
    persona = models.CharField(
        max_length=40, blank=True, help_text=_("the part that this person plays in the demonstration")
    )
    organisations = models.ManyToManyField(Organisation, through="Membership", related_name="people")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []
    objects = PersonManager()

    class Meta:
        verbose_name = _("person")

    def __str__(self):
        return self.name or self.email

    def save(self, *args, **kwargs):
        self.code = str(self.code)
        super().save(*args, **kwargs)


class Membership(models.Model):
    """A person works for an organisation from one day until another; kept afterwards, because conflicts look back."""

    class Role(models.TextChoices):
        MEMBER = "member", _("Member")
        OFFICER = "officer", _("Officer in charge")
        SCHEME_OWNER = "scheme_owner", _("Scheme owner")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, default=Role.MEMBER)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("membership")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "role", "since"], name="a_membership_is_recorded_once"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="a_membership_ends_after_it_began",
            ),
        ]

    def __str__(self):
        return f"{self.person} · {self.organisation}"


class Designation(models.Model):
    """What an organisation is designated to do for one scheme or programme, and by what right (지정, 위탁)."""

    class Duty(models.TextChoices):
        CERTIFIER = "certifier", _("Certifier")
        OPERATING_BODY = "operating_body", _("Operating body")
        EVALUATION_BODY = "evaluation_body", _("Evaluation body")
        SECRETARIAT = "secretariat", _("Secretariat")
        AUTHORITY = "authority", _("Programme authority")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="designations")
    duty = models.CharField(_("duty"), max_length=20, choices=Duty.choices)
    scheme = models.CharField(_("scheme or programme"), max_length=80)
    part = models.CharField(
        _("part"), max_length=80, blank=True, help_text=_("id of a track or field profile; empty for all of them")
    )
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("designation")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "duty", "scheme", "part", "since"], name="a_designation_is_recorded_once"
            ),
        ]

    def __str__(self):
        parts = (f"{self.organisation}: {self.get_duty_display()}", self.scheme, self.part)
        return " · ".join(part for part in parts if part)


class Lasting:
    """Whatever is on record from one day until another: its last day, as it was entered or as it was learnt later."""

    @property
    def last_day(self):
        """The day it ended, if it did."""
        return self.ending.until if hasattr(self, "ending") else self.until


class Engagement(Lasting, models.Model):
    """A person or an organisation worked for another, or on a service: what conflicts of interest are known from.

    Without `service` it counts for every matter of the client; `service` is the code in the directory.
    """

    class Kind(models.TextChoices):
        ADVICE = "advice", _("Advice")
        CONSULTATION = "consultation", _("Pre-consulting in office")
        STUDY = "study", _("Study")
        CONTRACT = "contract", _("Contract")
        SUBCONTRACT = "subcontract", _("Subcontract")
        APPRAISAL = "appraisal", _("Appraisal")
        INVESTIGATION = "investigation", _("Investigation")
        AGENT = "agent", _("Agency")

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="engagements", verbose_name=_("person")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="engagements"
    )
    client = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="engaged",
        verbose_name=_("for whom"),
    )
    service = models.CharField(_("service"), max_length=80, blank=True, db_index=True)
    kind = models.CharField(_("kind"), max_length=15, choices=Kind.choices)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200)
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        verbose_name = _("engagement")
        ordering = ["-since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, organisation__isnull=True)
                | Q(person__isnull=True, organisation__isnull=False),
                name="an_engagement_is_of_a_person_or_an_organisation",
            ),
            models.CheckConstraint(
                condition=Q(client__isnull=False) | ~Q(service=""), name="an_engagement_is_for_somebody_or_something"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="an_engagement_ends_after_it_began",
            ),
        ]

    def __str__(self):
        return f"{self.person or self.organisation}: {self.get_kind_display()} · {self.client or self.service}"
