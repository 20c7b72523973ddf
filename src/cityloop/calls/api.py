"""Calls and awards, as anybody may read them: our own description, OCDS releases and 360Giving grants."""

import csv
import io
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from ninja import Router, Schema

from cityloop.answering import NotHere, answer, for_all
from cityloop.assessment.models import Edition
from cityloop.assessment.queries import notices
from cityloop.calls import queries
from cityloop.calls.open_data import given, grant_rows, grants_package, release_package, said
from cityloop.spreadsheet import inert

PUBLISHER = "Cityloop"
router = Router(tags=["calls"])


class CallOut(Schema):
    """A call as it was published, and where each of its tracks stands today."""

    code: str
    programme: str
    edition: str
    title: dict[str, str]
    state: str
    sha256: str
    tracks: list[dict[str, Any]]
    notices: list[dict[str, Any]]
    links: dict[str, str]
    ocds: dict[str, Any]


@router.get("/calls", response=list[CallOut], summary="Every published call")
def calls(request):
    """Open and past calls, those in force first."""
    return answer(request, [_call(request, call) for call in queries.calls(timezone.localdate())])


@router.get("/calls/{code}", response=CallOut, summary="One call")
def call(request, code: str):
    """Tracks, moments, seats, ceilings and the notices under which a call takes proposals."""
    return answer(request, _call(request, _found(code)))


@router.get("/calls/{code}/ocds", response=dict[str, Any], summary="A call as an OCDS release package")
def releases(request, code: str):
    """One process for each track, with the awards that were announced."""
    found = _found(code)
    phases = {one.track.id: one.phase for one in queries.tracks(found, timezone.now())}
    uri = request.build_absolute_uri(request.path)
    with override("en"):
        rows = given(found.row.scheme)
        return answer(request, release_package(found, phases, rows, PUBLISHER, settings.PUBLIC_ADDRESS, uri))


@router.get("/awards", response=dict[str, Any], summary="Awards as a 360Giving package")
def awards(request, programme: str = ""):
    """Every announced award with a published amount, those of earlier years included."""
    with override("en"):
        package = grants_package(given(programme or None), PUBLISHER, settings.PUBLIC_ADDRESS, timezone.now())
    if not package["grants"]:
        raise NotHere(
            _("There are no awards to give out."),
            _("A grant of 360Giving has an amount, and no award with one is published yet."),
            _("Take the table of projects; it names those without an amount as well."),
        )
    return answer(request, package)


@router.get("/awards.csv", response=None, summary="Awards as the table of 360Giving")
def awards_table(request, programme: str = ""):
    """The same grants for a spreadsheet."""
    text = io.StringIO()
    with override("en"):
        rows = grant_rows(given(programme or None), settings.PUBLIC_ADDRESS)
        csv.writer(text).writerows([inert(cell) for cell in row] for row in rows)
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="awards-360giving.csv"'
    return for_all(response)


def code_of(row: Edition) -> str:
    """The code of a call in addresses of the API."""
    return f"{row.scheme}-{row.edition}"


def _found(code: str):
    rows = queries.calls(timezone.localdate())
    found = next((one for one in rows if code_of(one.row) == code), None)
    if found is None:
        raise NotHere(
            _("There is no call of this code."),
            _("A code is the programme and the edition, with a dash between."),
            _("Take one from /api/v1/calls."),
        )
    return found


def _call(request, call) -> dict:
    tracks = queries.tracks(call, timezone.now())
    page = reverse("calls:call", args=[call.row.scheme, call.row.edition])
    return {
        "code": code_of(call.row),
        "programme": call.row.scheme,
        "edition": call.row.edition,
        "title": {"ko": call.row.title_ko, "en": call.row.title_en},
        "state": call.state,
        "sha256": call.row.digest,
        "tracks": [_track(one) for one in tracks],
        "notices": [
            _notice(one) for one in notices(call.row.scheme, Edition.Kind.CALL) if one.edition_id == call.row.pk
        ],
        "links": {
            "page": request.build_absolute_uri(page),
            "ocds": request.build_absolute_uri(f"/api/v1/calls/{code_of(call.row)}/ocds"),
        },
        "ocds": said(),
    }


def _track(one) -> dict:
    track, intake = one.track, one.track.intake
    moments = {"opens": intake.opens_at, "closes": intake.closes_at, "cut_off": intake.cut_off_at}
    return {
        "id": track.id,
        "title": _both(track.title),
        "applicant": _both(track.applicant.says),
        "phase": one.phase,
        "zone": intake.zone,
        **{name: moment.isoformat() if moment else None for name, moment in moments.items()},
        "after_cut_off": intake.after_cut_off,
        "seats": {"min": track.seats.min, "max": track.seats.max},
        "ceiling": {"amount": track.ceiling.amount, "currency": track.ceiling.currency} if track.ceiling else None,
    }


def _notice(notice) -> dict:
    return {
        "number": notice.number,
        "tracks": notice.profiles,
        "opens": notice.opens_at.isoformat(),
        "until": notice.open_until.isoformat() if notice.open_until else None,
        "late": notice.late,
        "sha256": notice.digest,
    }


def _both(text) -> dict[str, str]:
    return {"ko": text.ko, "en": text.en}
