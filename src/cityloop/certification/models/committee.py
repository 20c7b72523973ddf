"""The certification committee (인증평가위원회): who sits on it, by what qualification, for how long; and who chairs it.

Notice 2021-223 Art. 4 and 5(5). Everything is appended; who is in office on a day follows from it.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Edition
from cityloop.organisations.models import Person


class Committee(models.Model):
    """A committee formed for a scheme, and for one of its fields where it certifies services. Its row is the lock."""

    scheme = models.CharField(_("scheme"), max_length=80)
    profile = models.CharField(_("field profile"), max_length=40, blank=True)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    formed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    formed_at = models.DateTimeField(_("formed"))
    simulated = models.BooleanField(_("simulated"), default=False)

    class Meta:
        verbose_name = _("certification committee")
        ordering = ["-formed_at", "-pk"]

    def __str__(self):
        return f"{self.scheme} {self.profile} #{self.pk}"


class CommitteeMember(models.Model):
    """One term of one member, with the qualification that it rests on. A renewal is another row. Appended."""

    class Qualification(models.TextChoices):
        PROFESSOR = "professor", _("Assistant professor or above with 5 years in the field (Art. 4(3)1)")
        RESEARCHER = "researcher", _("Senior researcher or above with 5 years of research (Art. 4(3)2)")
        INDUSTRY = "industry", _("10 years in the smart-city field in a company (Art. 4(3)3)")
        OFFICIAL = "official", _("Official of a central agency in charge of the matter (Art. 4(3)4)")
        RECOGNISED = "recognised", _("Recognised by the minister as equal or better (Art. 4(3)5)")

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="committee_terms")
    qualification = models.CharField(_("qualification"), max_length=12, choices=Qualification.choices)
    career = models.TextField(_("career that shows it"))
    of_field = models.BooleanField(_("from the field of the service"), default=False)
    since = models.DateField(_("since"))
    until = models.DateField(_("last day of the term"))
    renews = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="renewed_by")
    fitness = models.TextField(_("review of fitness"), blank=True)
    appointed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("committee member")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "person", "since"], name="a_term_begins_once"),
            models.CheckConstraint(condition=Q(until__gt=models.F("since")), name="a_term_lasts_for_some_time"),
            models.CheckConstraint(condition=~Q(career=""), name="a_member_shows_the_qualification"),
            models.CheckConstraint(
                condition=Q(renews__isnull=True, fitness="") | (Q(renews__isnull=False) & ~Q(fitness="")),
                name="a_term_is_renewed_after_a_review_of_fitness",
            ),
        ]

    def __str__(self):
        return str(self.person)


class Dismissal(models.Model):
    """A member is dismissed by one of the five grounds of Art. 5(5). Appended."""

    class Ground(models.TextChoices):
        INCAPACITY = "incapacity", _("Physical or mental incapacity (Art. 5(5)1)")
        MISCONDUCT = "misconduct", _("Misconduct in office (Art. 5(5)2)")
        NEGLECT = "neglect", _("Neglect of duty or loss of dignity (Art. 5(5)3)")
        NOT_RECUSED = "not_recused", _("Did not step aside in spite of a ground (Art. 5(5)4)")
        OWN_WISH = "own_wish", _("At the member's own wish (Art. 5(5)5)")

    member = models.OneToOneField(CommitteeMember, on_delete=models.PROTECT, related_name="dismissal")
    ground = models.CharField(_("ground"), max_length=12, choices=Ground.choices)
    reason = models.TextField(_("reason"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("dismissal")

    def __str__(self):
        return f"{self.member_id} {self.ground}"


class ChairVote(models.Model):
    """One member's vote for who is to be chair (호선). Appended: a round ends with a chair, or all votes cast."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="chair_votes")
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    voter = models.ForeignKey(CommitteeMember, on_delete=models.PROTECT, related_name="+")
    candidate = models.ForeignKey(CommitteeMember, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("vote for a chair")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "round", "voter"], name="a_member_votes_once_for_a_chair")
        ]

    def __str__(self):
        return f"{self.committee_id} {self.round}"


class Chair(models.Model):
    """Who was elected chair by the members, with how many votes of how many. Appended; the last in office chairs."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="chairs")
    member = models.ForeignKey(CommitteeMember, on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField(_("round"))
    votes = models.PositiveSmallIntegerField(_("votes"))
    of = models.PositiveSmallIntegerField(_("members in office"))
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("chair of a committee")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["committee", "round"], name="an_election_has_one_chair")]

    def __str__(self):
        return str(self.member)
