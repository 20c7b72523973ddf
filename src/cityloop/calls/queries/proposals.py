"""Proposals as lists show them: an applicant's own, and those of the tracks that an officer runs or decides on."""

from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from cityloop.assessment.models import Case, Duty, Edition, MarkSheet
from cityloop.assessment.queries import visible_to
from cityloop.calls import workflow
from cityloop.calls.withholding import in_state, with_told

ORDERS = {
    "newest": ("-opened_at", "reference"),
    "oldest": ("opened_at", "reference"),
    "points": (F("outcome_points").desc(nulls_last=True), "reference"),
    "country": ("proposal__country", "reference"),
}
ELIGIBLE = ("admitted", "excluded", "incomplete")
LONGEST_TEXT = 80


@dataclass(frozen=True)
class Filters:
    """What a list of proposals is narrowed to; what is unknown is left out."""

    state: str = ""
    call: str = ""
    track: str = ""
    eligible: str = ""
    committee: str = ""
    country: str = ""
    text: str = ""
    order: str = "newest"

    @classmethod
    def of(cls, given) -> "Filters":
        """The filters that a page was asked for."""
        found = {name: given.get(name, "").strip()[:LONGEST_TEXT] for name in cls.__dataclass_fields__}
        known = {"state": workflow.STATES, "eligible": ELIGIBLE, "order": ORDERS}
        return cls(**{name: value for name, value in found.items() if value and value in known.get(name, (value,))})

    def apply(self, found):
        """Some proposals `with_told`, narrowed and in order."""
        found = in_state(found, self.state) if self.state else found
        exact = {
            "profile": self.track,
            "proposal__eligible": self.eligible,
            "proposal__country": self.country,
        }
        found = found.filter(**{name: value for name, value in exact.items() if value})
        if self.call:
            scheme, _slash, edition = self.call.partition("/")
            found = found.filter(edition__scheme=scheme, edition__edition=edition)
        if self.committee.isdecimal() and len(self.committee) == 4:
            found = found.filter(proposal__committee=int(self.committee))
        if self.text:
            found = found.filter(
                Q(reference__icontains=self.text)
                | Q(title_ko__icontains=self.text)
                | Q(title_en__icontains=self.text)
                | Q(applicant__name_ko__icontains=self.text)
                | Q(applicant__name_en__icontains=self.text)
            )
        return found.order_by(*ORDERS[self.order])


def proposals(user, on):
    """Proposals that a person applies with, runs or decides on, each with whether they may know what was decided.

    What they only review stands in a list of its own.
    """
    reviewing = Duty.objects.filter(person=user, duty=Duty.Kind.EVALUATE).values("case_id")
    found = visible_to(user, on).filter(edition__kind=Edition.Kind.CALL).exclude(pk__in=reviewing)
    found = found.select_related("edition", "applicant", "proposal")
    return with_told(found.defer("edition__content", "proposal__not_copied"), user, on)


def with_progress(found):
    """The same, each with how many reviewers it has and how many handed in."""
    seats = Duty.objects.filter(case=OuterRef("pk"), duty=Duty.Kind.EVALUATE, released_at=None)
    sheets = MarkSheet.objects.filter(case=OuterRef("pk"), submitted_at__isnull=False)
    return found.annotate(seats=_counted(seats, "pk"), handed_in=_counted(sheets, "person"))


def choices_of(found) -> dict:
    """The calls, tracks, committees and countries among some proposals, for the filters of a page; two queries."""
    rows = found.order_by().values_list("edition__scheme", "edition__edition", "profile").distinct()
    calls = sorted({(scheme, edition) for scheme, edition, _track in rows}, reverse=True)
    more = list(found.order_by().values_list("proposal__committee", "proposal__country").distinct())
    return {
        "calls": [f"{scheme}/{edition}" for scheme, edition in calls],
        "tracks": sorted({track for _scheme, _edition, track in rows if track}),
        "committees": sorted({year for year, _country in more if year}),
        "countries": sorted({country for _year, country in more if country}),
    }


def earlier_of(case):
    """Earlier proposals of the same applicant from which one may copy."""
    ours = Case.objects.filter(applicant=case.applicant_id, edition__kind=Edition.Kind.CALL).exclude(pk=case.pk)
    return ours.select_related("edition").defer("edition__content").order_by("-opened_at", "reference")


def _counted(rows, what):
    counted = rows.order_by().values("case").annotate(n=Count(what, distinct=True)).values("n")
    return Coalesce(Subquery(counted), 0)
