"""A rating in the reader's language, and ratings told to the pages that show services."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cityloop.catalogue.models import Service
from cityloop.catalogue.shown import Fact, register_knowledge
from cityloop.feedback.models import Rating
from cityloop.feedback.queries.ratings import shown
from cityloop.feedback.rating_guide import guide
from cityloop.language import pick


@dataclass(frozen=True)
class Said:
    """A rating with its scales in words: title, mark, what it means, and the share of the best."""

    row: Rating
    scales: list[tuple[str, int, str, float]]
    hidden: bool

    @property
    def overall(self) -> float:
        """From 0 to 1."""
        return self.row.overall


def read_ratings(rows) -> list[Said]:
    """Ratings as a page shows them."""
    return [_said(row) for row in rows]


def _said(row: Rating) -> Said:
    scales = [
        (pick(one.title), row.values[one.id], pick(one.means(row.values[one.id])), one.share(row.values[one.id]))
        for one in guide().scales
        if one.id in row.values
    ]
    return Said(row, scales, getattr(row, "verdict", None) == "hidden")


def register() -> None:
    """Tell the directory how to ask."""
    register_knowledge("ratings", gettext_lazy("What cities that run it say"), told)


def told(services: Sequence[Service], on: date) -> dict[int, list[Fact]]:
    """How many cities rated each service, the mean of all and of each scale. One query."""
    rows = shown().filter(service__in=[service.pk for service in services]).select_related("city", "organisation")
    given: dict[int, list[Rating]] = {}
    for row in rows:
        given.setdefault(row.service_id, []).append(row)
    codes = {service.pk: service.code for service in services}
    return {pk: _facts(codes[pk], ratings) for pk, ratings in given.items()}


def _facts(code: str, ratings: list[Rating]) -> list[Fact]:
    cities = {row.city_id for row in ratings}
    mean = sum(row.overall for row in ratings) / len(ratings)
    href = reverse("feedback:service_ratings", args=[code])
    count = ngettext("%(n)s city rated it", "%(n)s cities rated it", len(cities)) % {"n": len(cities)}
    simulated = any(row.organisation.simulated for row in ratings)
    whole = Fact(_("All scales"), _percent(mean), count, href=href, share=mean, simulated=simulated)
    return [whole, *(fact for scale in guide().scales if (fact := _scale(scale, ratings)))]


def _scale(scale, ratings) -> Fact | None:
    marks = [scale.share(row.values[scale.id]) for row in ratings if scale.id in row.values]
    if not marks:
        return None
    mean = sum(marks) / len(marks)
    return Fact(pick(scale.title), _percent(mean), share=mean)


def _percent(share: float) -> str:
    return _("%(n)s of 100") % {"n": number_format(100 * share, 0)}
