"""Find: biddings and the cases in them, as somebody sees them who is not seated yet."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.db.models.fields.json import KeyTransform
from django.urls import reverse
from django.utils.translation import gettext as _

from cityloop.assessment.models import Assessor, Bid, Bidding, Dossier, Duty
from cityloop.assessment.queries import compiled
from cityloop.assessment.queries.barred import barred_by_record
from cityloop.assessment.queries.bids import bids_of
from cityloop.assessment.queries.pool import fields_by_case, to_be_seated
from cityloop.assessment.queries.veil import APPLICANTS, blackened, hides, names_of, veil
from cityloop.catalogue.vocabulary import fields as known_fields
from cityloop.language import pick
from cityloop.organisations.queries import in_force
from cityloop.organisations.waiting import Waiting

LONGEST_SUMMARY = 600


@dataclass(frozen=True)
class ToBidFor:
    """A case as a reviewer sees it before anybody is seated: its title, what it says first, its fields, the bid."""

    case: object
    summary: str
    fields: list
    level: str | None


def is_in_pool(person, scheme: str, on) -> bool:
    """Is the person in the pool of assessors of a scheme or programme that day?"""
    return Assessor.objects.filter(in_force(on), person=person, scheme=scheme).exists()


def is_in_a_pool(person, on) -> bool:
    """Is the person in any pool of assessors that day?"""
    return bool(getattr(person, "pk", None)) and Assessor.objects.filter(in_force(on), person=person).exists()


def latest_bidding(notice, profile: str) -> Bidding | None:
    """The last time that the pool was asked to bid for a round, whether it is over or not."""
    return Bidding.objects.filter(notice=notice, profile=profile).select_related("notice__edition").last()


def biddings_for(person, on):
    """Rounds in which the person was, or is, asked to bid: those of the pools that they belong to."""
    pools = Assessor.objects.filter(in_force(on), person=person).values("scheme")
    found = Bidding.objects.filter(notice__edition__scheme__in=pools).select_related("notice__edition")
    return found.defer("notice__edition__content")


def biddable(person, bidding, on):
    """The cases of a round that somebody may bid for: those that wait for panels, and nothing stands between.

    What they conflict with, by what is known or by what they declared, is left out here as everywhere.
    """
    notice = bidding.notice
    held = Duty.objects.filter(case=OuterRef("pk"), person=person)
    waiting = to_be_seated(notice.edition, bidding.profile, notice).exclude(barred_by_record(person, on))
    return waiting.exclude(Exists(held))


def to_bid_for(person, bidding, on) -> list[ToBidFor]:
    """The page of a bidding: every case with its first words, its fields and the person's last bid."""
    cases = list(biddable(person, bidding, on))
    said, about, bids = _summaries(cases, bidding), fields_by_case(cases), bids_of(person, cases)
    for case in cases:
        if hides(case, APPLICANTS):
            said[case.pk] = blackened(said.get(case.pk, ""), names_of(case))
            veil(case)
    titles = known_fields()
    return [
        ToBidFor(
            case,
            said.get(case.pk, ""),
            [pick(titles[code]) for code in titles if code in about[case.pk]],
            bids.get(case.pk),
        )
        for case in cases
    ]


def bids_awaited(person, on):
    """Rounds in which bids are taken that day, and in which the person has bid for no case yet."""
    mine = Bid.objects.filter(bidding=OuterRef("pk"), person=person)
    return biddings_for(person, on).filter(~Exists(mine), opened_at__date__lte=on, closes_at__date__gte=on)


def waiting_bids(person, on) -> list[Waiting]:
    """What waits of rounds in which the person has not bid yet; one query."""
    return [
        Waiting(
            title=_("Say which cases you would take"),
            hint=one.notice.title,
            url=reverse("assessment:bidding", args=[one.pk]),
            since=one.opened_at,
            due=one.closes_at.date(),
            simulated=one.notice.simulated,
        )
        for one in bids_awaited(person, on)
    ]


def _summaries(cases, bidding) -> dict[int, str]:
    """The first text that each case states, shortened; of the version that was handed in last."""
    asked = compiled(bidding.notice.edition).form_for(bidding.profile)
    first = next((one.id for one in asked if one.type == "text" and not one.identifying), None)
    if first is None:
        return {}
    frozen = Dossier.objects.filter(case__in=cases, frozen_at__isnull=False).order_by("version")
    rows = frozen.annotate(said=KeyTransform(first, "answers")).values_list("case_id", "said")
    return {case: _short(said) for case, said in rows if isinstance(said, str)}


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_SUMMARY else f"{text[:LONGEST_SUMMARY].rstrip()} …"
