"""What a call notes of a proposal each time a version of it is handed in; a step inside that action."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.copies import make_copies
from cityloop.assessment.models import Notice
from cityloop.calls.models import Proposal
from cityloop.calls.queries.facts import country_of, requested
from cityloop.calls.queries.verdicts import undecided, unmet, verdicts


def received(case, dossier, at) -> tuple[str, dict]:
    """Fold country, grant asked for, the rules' verdicts, and the committee that considers it.

    Where the call is judged blind, copies of the files are made for its reviewers. What goes to a later committee is
    told so in the letter that acknowledges it.
    """
    make_copies(case, dossier, at)
    asked = requested(case, dossier.answers)
    found = verdicts(case, dossier)
    failing, still = unmet(found), undecided(found)
    year, deferred = committee(case.notice, case.received_at)
    Proposal.objects.update_or_create(
        case=case,
        defaults={
            "country": country_of(case, dossier.answers),
            "requested": asked.get("amount"),
            "currency": asked.get("currency", ""),
            "committee": year,
            "deferred": deferred,
            **standing(failing, still),
        },
    )
    return ("receipt_deferred", {"committee": str(year)}) if deferred else ("receipt", {})


def remark(case, at) -> str:
    """That what arrives at a moment goes to the next committee, where it comes after the cut-off."""
    year, deferred = committee(case.notice, case.received_at or at)
    if not deferred:
        return ""
    return _("Received after the cut-off of this year: it is considered by the committee of %(year)s.") % {"year": year}


def standing(failing, still) -> dict:
    """What lists show of the rules' verdicts."""
    eligible = "excluded" if failing else "incomplete" if still else "admitted"
    return {"eligible": eligible, "unmet": failing, "undecided": still}


def committee(notice, at) -> tuple[int | None, bool]:
    """The year whose committee considers what arrives at a moment, and whether that is a later one for being late.

    Only where what comes after the cut-off is taken for the next edition; `at` is the moment of the first receipt.
    """
    if notice is None or notice.late != Notice.Late.NEXT_EDITION or notice.open_until is None:
        return None, False
    cut_off = timezone.localtime(notice.open_until, ZoneInfo(notice.zone))
    late = at >= notice.open_until
    # A cut-off at midnight ends the day before it: what arrived on 31 December belongs to that year.
    year = (cut_off - timedelta(microseconds=1)).year
    return year + late, late
