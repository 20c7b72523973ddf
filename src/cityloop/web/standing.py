"""Where the loop stands: one figure for each of its six stations, with where it comes from."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cityloop.assessment.models import Case
from cityloop.calls.queries import Programme
from cityloop.catalogue.models import Service
from cityloop.certification.models import Certificate
from cityloop.consulting.models import City
from cityloop.feedback.models import Draft
from cityloop.livinglabs.models import Effect


@dataclass(frozen=True)
class Station:
    """A station of the loop: its name, its figure, what stands beside it, and the page that it opens to."""

    name: str
    figure: int
    unit: str
    beside: str
    url: str


def stations(on, abroad: Programme | None) -> list[Station]:
    """The six stations in the order of the loop, on the day `on`; `abroad` is the programme that the map shows."""
    return [_certify(on), _publish(), _advise(), _demonstrate(abroad), _measure(), _revise()]


def _certify(on):
    found = Certificate.objects.aggregate(
        valid=Count("pk", filter=Q(status=Certificate.Status.VALID, valid_until__gte=on)),
        simulated=Count("pk", filter=Q(case__simulated=True)),
        replayed=Count("pk", filter=~Q(case__record="")),
    )
    return Station(
        _("Certify"),
        found["valid"],
        ngettext("valid certificate", "valid certificates", found["valid"]),
        _("%(replayed)s from a public record replayed, %(simulated)s simulated")
        % {"replayed": found["replayed"], "simulated": found["simulated"]},
        reverse("certification:certificates"),
    )


def _publish():
    found = Service.objects.filter(listed_at__isnull=False).aggregate(
        listed=Count("pk"), simulated=Count("pk", filter=Q(simulated=True))
    )
    return Station(
        _("Publish"),
        found["listed"],
        ngettext("service", "services", found["listed"]),
        _("of which %(simulated)s simulated") % {"simulated": found["simulated"]},
        reverse("catalogue:directory"),
    )


def _advise():
    count = City.objects.count()
    return Station(
        _("Advise"),
        count,
        ngettext("city", "cities", count),
        _("with published indicators or a certificate"),
        reverse("consulting:cities"),
    )


def _demonstrate(abroad: Programme | None):
    if abroad is None:
        return Station(_("Demonstrate"), 0, _("projects"), _("none on record"), reverse("calls:calls"))
    found = abroad.tally
    return Station(
        _("Demonstrate"),
        found.announced_projects or found.named_projects,
        _("projects"),
        _("announced in %(countries)s countries; %(named)s named")
        % {"countries": found.announced_countries, "named": found.named_projects},
        reverse("calls:register", args=[abroad.id]),
    )


def _measure():
    found = Effect.objects.aggregate(all=Count("pk"), clear=Count("pk", filter=Q(p_value__lte=0.05)))
    return Station(
        _("Measure"),
        found["all"],
        ngettext("effect", "effects", found["all"]),
        _("%(clear)s clear of chance") % {"clear": found["clear"]},
        reverse("livinglabs:pilots"),
    )


def _revise():
    found = Case.objects.filter(closed_at__isnull=False).aggregate(
        judged=Count("pk", filter=~Q(outcome_status="")),
        replayed=Count("pk", filter=~Q(outcome_status="") & ~Q(record="")),
    )
    return Station(
        _("Revise"),
        found["judged"],
        ngettext("case on record", "cases on record", found["judged"]),
        _("%(replayed)s from a public record; %(drafts)s drafts tried")
        % {"replayed": found["replayed"], "drafts": Draft.objects.filter(replays__isnull=False).distinct().count()},
        reverse("feedback:record"),
    )
