"""A call as releases of the Open Contracting Data Standard 1.1: one process for each track, with its awards."""

from datetime import UTC, datetime, time

from django.utils import timezone

from cityloop.calls.open_data.given import Given
from cityloop.calls.open_data.processes import ocid as ocid_of
from cityloop.engine import edition as rules
from cityloop.engine.edition import digest
from cityloop.language import pick

VERSION = "1.1"
STATES = {
    "offered": "pending",
    "agreed": "active",
    "declined": "unsuccessful",
    "terminated": "cancelled",
    "completed": "active",
}
PHASES = {"before": "planned", "open": "active", "late": "active", "closed": "complete"}


def release_package(call, phases: dict[str, str], rows: list[Given], publisher: str, address: str, uri: str) -> dict:
    """The package of one call: `phases` says where each track stands, `rows` are the awards made under it."""
    releases = [_release(call, track, phases[track.id], rows) for track in call.rules.tracks]
    return {
        "uri": uri,
        "version": VERSION,
        "publishedDate": max(release["date"] for release in releases),
        "publisher": {"name": publisher, "uri": address},
        "releases": releases,
    }


def _release(call, track: rules.Track, phase: str, rows: list[Given]) -> dict:
    ocid = ocid_of(call.row.scheme, call.row.edition, track.id)
    own = [one for one in rows if one.edition == call.row.edition and one.part == track.id]
    buyer = next((one.funder for one in own if one.funder), None)
    release = {
        "ocid": ocid,
        "date": _moment(max([call.row.published_at, *(_midnight(one.on) for one in own if one.on)])),
        "tag": ["tender", "award"] if own else ["tender"],
        "initiationType": "tender",
        "language": "ko",
        "parties": _parties(call, track, own),
        "buyer": _reference(buyer) if buyer else {"id": f"{ocid}-authority", "name": _authority(call, track)},
        "tender": _tender(call, track, phase, ocid),
    }
    release |= {"awards": [_award(one) for one in own]} if own else {}
    return release | {"id": f"{ocid}-{digest(release)[:12]}"}


def _parties(call, track, rows) -> list[dict]:
    ocid = ocid_of(call.row.scheme, call.row.edition, track.id)
    found: dict[str, dict] = {}
    for one in rows:
        for body, role in ((one.funder, "funder"), (one.recipient, "supplier")):
            if body is not None:
                found.setdefault(body.id, {**_reference(body), "roles": []})["roles"].append(role)
    for party in found.values():
        party["roles"] = sorted({*party["roles"], *(["buyer"] if "funder" in party["roles"] else [])})
    if not any("buyer" in party["roles"] for party in found.values()):
        found[ocid] = {"id": f"{ocid}-authority", "name": _authority(call, track), "roles": ["buyer"]}
    if track.secretariat:
        name = pick(track.secretariat)
        found["secretariat"] = {"id": f"{ocid}-secretariat", "name": name, "roles": ["procuringEntity"]}
    return list(found.values())


def _authority(call, track) -> str:
    named = call.rules.bodies.get("authority") or track.secretariat or call.rules.title
    return pick(named)


def _tender(call, track: rules.Track, phase: str, ocid: str) -> dict:
    intake = track.intake
    end = intake.closes_at or intake.cut_off_at
    tender = {
        "id": ocid,
        "title": f"{call.row.title}: {pick(track.title)}",
        "description": pick(track.note) if track.note else pick(track.applicant.says),
        "status": PHASES[phase],
        "procurementMethod": "open",
        "submissionMethod": ["electronicSubmission"],
        "eligibilityCriteria": " ".join(
            pick(rule.says) for rule in call.rules.eligibility if rule.track in (None, track.id)
        ),
        "awardCriteria": "ratedCriteria",
        "tenderPeriod": {"startDate": _moment(intake.opens_at)} | ({"endDate": _moment(end)} if end else {}),
    }
    if track.ceiling:
        most = track.ceiling.amount * track.seats.max
        tender["value"] = {"amount": most, "currency": track.ceiling.currency}
    if track.secretariat:
        tender["procuringEntity"] = {"id": f"{ocid}-secretariat", "name": pick(track.secretariat)}
    return tender


def _award(one: Given) -> dict:
    award = {
        "id": one.id,
        "title": one.title or one.description,
        "description": one.description,
        "status": STATES.get(one.state, "active"),
    }
    if one.recipient:
        award["suppliers"] = [_reference(one.recipient)]
    if one.on:
        award["date"] = _moment(_midnight(one.on))
    if one.amount is not None:
        award["value"] = {"amount": float(one.amount), "currency": one.currency}
    return award


def _reference(body) -> dict:
    return {"id": body.id, "name": body.name}


def _midnight(day) -> datetime:
    """The beginning of a day here, for what has no hour."""
    return timezone.make_aware(datetime.combine(day, time()))


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
