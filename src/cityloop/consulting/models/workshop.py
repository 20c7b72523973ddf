"""A workshop: citizens and experts write problems on cards and put them in order with dots. All appended.

A place is a slip of paper with a code. Nothing says who holds it: no name, no account, no address, no time.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cityloop.consulting.models.consultation import Consultation
from cityloop.language import bilingual
from cityloop.organisations.models import Person


class Workshop(models.Model):
    """People come together over the problems of a city that is being advised."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="workshops")
    title_ko = models.CharField(_("title in Korean"), max_length=120, blank=True)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    title = bilingual("title")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("workshop")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title_ko="", title_en=""), name="a_workshop_has_a_title"),
        ]

    def __str__(self):
        return str(self.title)


class Place(models.Model):
    """A place at a workshop, for whoever holds its slip; the slip is kept as a hash."""

    class Side(models.TextChoices):
        CITIZEN = "citizen", _("Citizen")
        EXPERT = "expert", _("Expert")

    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="places")
    number = models.PositiveIntegerField(_("number"))
    side = models.CharField(_("side"), max_length=10, choices=Side.choices)
    slip = models.CharField("sha256", max_length=64, unique=True)

    class Meta:
        verbose_name = _("place at a workshop")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["workshop", "number"], name="a_place_has_its_own_number")]

    def __str__(self):
        return f"{self.workshop_id}/{self.number}"


class WorkshopRound(models.Model):
    """A time in which cards are written, or dots are given; it lasts until its end is recorded."""

    class Kind(models.TextChoices):
        CARDS = "cards", _("Cards are written")
        DOTS = "dots", _("Dots are given")

    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    dots = models.PositiveSmallIntegerField(_("dots a person has"), default=0)
    problems = models.JSONField(_("problems to choose among"), default=list, help_text=_("ids of fields.yaml"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("opened"))

    class Meta:
        verbose_name = _("round of a workshop")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "number"], name="a_round_of_a_workshop_has_its_own_number"),
            models.CheckConstraint(
                condition=Q(kind="cards", dots=0) | Q(kind="dots", dots__gte=1), name="only_a_round_of_dots_gives_dots"
            ),
        ]

    def __str__(self):
        return f"{self.workshop_id} r{self.number}"


class WorkshopRoundEnd(models.Model):
    """A round was closed: nothing more is written or given in it."""

    round = models.OneToOneField(WorkshopRound, on_delete=models.PROTECT, related_name="end")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("end of a round")

    def __str__(self):
        return f"{self.round_id} {self.at:%H:%M}"


class Card(models.Model):
    """A problem in somebody's words, written from a place or by the facilitator."""

    round = models.ForeignKey(WorkshopRound, on_delete=models.PROTECT, related_name="cards")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="cards")
    words = models.CharField(_("what is wrong"), max_length=160)
    problem = models.CharField(_("problem"), max_length=40, blank=True, help_text=_("an id of fields.yaml"))

    class Meta:
        verbose_name = _("card")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="a_card_says_something")]

    def __str__(self):
        return self.words


class CardSorting(models.Model):
    """Under which problem the facilitator puts a card, or that it is set aside and why. The last word counts."""

    card = models.ForeignKey(Card, on_delete=models.PROTECT, related_name="sortings")
    problem = models.CharField(_("problem"), max_length=40, blank=True, help_text=_("an id of fields.yaml"))
    why = models.CharField(_("why it is set aside"), max_length=200, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("sorting of a card")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(problem="") & ~Q(why="")) | (~Q(problem="") & Q(why="")),
                name="a_card_is_sorted_or_set_aside_for_a_reason",
            )
        ]

    def __str__(self):
        return f"{self.card_id}: {self.problem or self.why}"


class DotSheet(models.Model):
    """How one place gave its dots in a round; given anew, the last sheet of the place counts. Without a time."""

    round = models.ForeignKey(WorkshopRound, on_delete=models.PROTECT, related_name="sheets")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="sheets")
    turn = models.PositiveSmallIntegerField(_("turn"))
    dots = models.JSONField(_("dots by problem"))
    given = models.PositiveSmallIntegerField(_("dots given"))
    allowed = models.PositiveSmallIntegerField(_("dots a person has"))

    class Meta:
        verbose_name = _("sheet of dots")
        ordering = ["turn", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "place", "turn"], name="a_place_gives_its_dots_in_turns"),
            models.CheckConstraint(condition=Q(given__lte=F("allowed")), name="nobody_gives_more_dots_than_there_are"),
        ]

    def __str__(self):
        return f"{self.round_id}/{self.place_id} {self.given}"
