"""What the calendar asks of a city under consultation: weights to give, promises due, a year's end, a January plan."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from cityloop.consulting.guide import guide
from cityloop.consulting.models import AgreedAction, OwnWeights, Roadmap, Weighing, YearEnd
from cityloop.organisations.waiting import Waiting

SOON = timedelta(days=7)
DECEMBER, JANUARY = 12, 1


def due_in(consultations, person, on) -> list[Waiting]:
    """Rows of the inbox for the consultations under way of a person's cities."""
    if not consultations:
        return []
    return [*_weighings(consultations, person), *_promises(consultations, on), *_years(consultations, on)]


def _weighings(consultations, person) -> list[Waiting]:
    """Weighings that the person has not answered."""
    found = Weighing.objects.filter(need__consultation__in=consultations, shown__isnull=True)
    own = OwnWeights.objects.filter(person=person, said_by=None)
    found = found.exclude(answers__in=own).select_related("need__consultation__city")
    return [
        Waiting(
            title=_("Say how much each criterion counts: %(problem)s")
            % {"problem": guide().problems[one.need.problem].title},
            hint=_("Everybody answers apart; then all are laid side by side."),
            url=reverse("consulting:weighing", args=[one.need.consultation.city.code, one.pk]),
            since=one.at,
            label=_("Weights"),
            simulated=one.need.consultation.simulated,
        )
        for one in found
    ]


def _promises(consultations, on) -> list[Waiting]:
    """What was agreed on and is due within a week, or past its day."""
    found = AgreedAction.objects.filter(consultation__in=consultations, end__isnull=True, due_on__lte=on + SOON)
    return [
        Waiting(
            title=one.what,
            hint=_("Agreed in the consultation: %(who)s.") % {"who": one.who},
            url=reverse("consulting:engagement", args=[one.consultation.city.code]),
            since=one.at,
            due=one.due_on,
            label=_("Agreed action"),
            simulated=one.consultation.simulated,
        )
        for one in found.select_related("consultation__city")
    ]


def _years(consultations, on) -> list[Waiting]:
    """In December and January: services to measure, and measurements that January has to answer."""
    if on.month not in (DECEMBER, JANUARY):
        return []
    year = on.year if on.month == DECEMBER else on.year - 1
    roadmaps = Roadmap.objects.filter(
        consultation__in=consultations, first_year__lte=year, last_year__gte=year
    ).select_related("consultation__city")
    newest = {one.consultation_id: one for one in roadmaps.order_by("version")}
    measured = YearEnd.objects.filter(roadmap__consultation__in=consultations, year=year).select_related("answer")
    rows: dict[int, list] = {}
    for row in measured.select_related("roadmap", "answer"):
        rows.setdefault(row.roadmap.consultation_id, []).append(row)
    return [item for one in newest.values() for item in _year(one, year, rows.get(one.consultation_id, []), on)]


def _year(roadmap, year, rows, on) -> list[Waiting]:
    running = {code for code, start in roadmap.result["years"].items() if 0 < start <= year - roadmap.first_year + 1}
    unmeasured = running - {row.service for row in rows}
    unanswered = [row for row in rows if not hasattr(row, "answer")]
    told = {
        "url": reverse("consulting:year_ends", args=[roadmap.consultation.city.code, roadmap.pk]),
        "since": roadmap.at,
    }
    told["simulated"] = roadmap.consultation.simulated
    found = []
    if unmeasured:
        title = _("Measure what %(count)s services did in %(year)s") % {"count": len(unmeasured), "year": year}
        found.append(
            Waiting(
                title=title, hint=_("Core services are measured at each year's end."), label=_("Year's end"), **told
            )
        )
    if unanswered and on.month == JANUARY:
        title = _("Say in the January plan what follows from %(count)s measurements") % {"count": len(unanswered)}
        found.append(
            Waiting(
                title=title,
                hint=_("Go on, strengthen, change or stop: each with its reason."),
                label=_("January plan"),
                **told,
            )
        )
    return found
