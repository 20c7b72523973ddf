"""Who carries out a proposed project together with the lead."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Case, Party
from cityloop.language import bilingual, country_name
from cityloop.organisations.models import Organisation, Person
from cityloop.organisations.naming import fold


class Partner(models.Model):
    """A member of the consortium besides the lead: an organisation known here, or a name in both scripts.

    `party` is the invitation of an organisation that is known here and was asked to fill its parts. What the dossier
    says of the consortium is folded from these rows when they are written.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="partners")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="partner_in"
    )
    party = models.OneToOneField(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="partner")
    name_ko = models.CharField(_("name in Korean"), max_length=200, blank=True)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    name = bilingual("name")
    kind = models.CharField(_("kind"), max_length=30, choices=Organisation.Kind.choices)
    country = models.CharField(_("country"), max_length=2)
    # Folded from the two names when they are written, so that a conflict is found however a partner is spelled.
    key_ko = models.CharField(max_length=200, blank=True, db_index=True)
    key_en = models.CharField(max_length=200, blank=True, db_index=True)
    role = models.CharField(_("what it does in the project"), max_length=300)
    grant = models.DecimalField(_("share of the grant"), max_digits=18, decimal_places=2, default=0)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("added"))
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True)

    class Meta:
        verbose_name = _("partner")
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "organisation"],
                condition=Q(removed_at__isnull=True, organisation__isnull=False),
                name="an_organisation_is_partner_in_a_proposal_once",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(name_ko="") | ~Q(name_en=""),
                name="a_partner_has_a_name",
            ),
            models.CheckConstraint(condition=Q(grant__gte=0), name="a_share_of_the_grant_is_not_negative"),
        ]

    def __str__(self):
        return str(self.organisation) if self.organisation else self.name

    def save(self, *args, **kwargs):
        self.key_ko, self.key_en = fold(self.name_ko), fold(self.name_en)
        super().save(*args, **kwargs)

    @property
    def keys(self) -> set[str]:
        """The names under which it is looked for where it is not known here."""
        return {self.key_ko, self.key_en} - {""}

    @property
    def place(self) -> str:
        """Its country in the reader's language."""
        return country_name(self.country)
