"""What a panel report (평가보고서) says: plain values in both languages, from what stands now, to be frozen."""

from cityloop.assessment.models import Duty, Moderation
from cityloop.assessment.queries import compiled
from cityloop.assessment.queries.calibration import round_finding
from cityloop.calls.models import Consensus
from cityloop.calls.queries.selection import spreads
from cityloop.calls.selecting import candidates

PLACES = 4
"""Digits behind the point that a report keeps: enough to print, and the same on every machine."""


def content_of(round, scenario=None, reserve=(), note="") -> dict:
    """All that a report says of a round; with a scenario also what is recommended."""
    found = candidates(round)
    cases = [one.case for one in found]
    finding = round_finding(round.notice.edition, round.track) if found else None
    rows = {row["reference"]: row for row in scenario.rows} if scenario else {}
    differ, seated = spreads(found), _seats(cases)
    return {
        "notice": {"number": round.notice.number, **_titles(round.notice)},
        "track": _both(compiled(round.notice.edition).track(round.track).title),
        "committee": round.committee,
        "simulated": round.simulated,
        "asked": _asked(round),
        "panel": _panel(cases, finding),
        "agreement": _agreement(finding),
        "proposals": [
            _proposal(one, differ.get(one.case.pk), seated.get(one.case.pk, 0), finding, rows) for one in _ranked(found)
        ],
        "moderations": _moderations(cases),
        "consensus": _consensus(cases),
        "overrides": [
            {"case": row.case.reference, "kind": row.kind, "reason": row.reason}
            for row in round.overrides.select_related("case")
        ],
        "recommended": _recommended(scenario, reserve, note),
    }


def _asked(round) -> dict:
    """The rules that the panels worked by, and what the round may give."""
    rules = compiled(round.notice.edition)
    criteria = [one for one in rules.criteria_of(track=round.track) if one.marked]
    areas = {one.id: _both(one.title) for one in rules.areas}
    return {
        "edition": rules.reference,
        "digest": rules.digest,
        "points": rules.passing.points,
        "of": rules.passing.of,
        "assessors": rules.aggregate.assessors,
        "least": rules.aggregate.minimum_assessors,
        "policy": rules.selection.policy if rules.selection else "rank",
        "seats": round.seats,
        "budget": round.budget,
        "currency": round.currency,
        "criteria": [
            {"area": areas.get(one.area, {"ko": "", "en": ""}), "title": _both(one.title), "weight": one.weight,
             "highest": one.highest}
            for one in criteria
        ],
    }  # fmt: skip


def _panel(cases, finding) -> list[dict]:
    """Everybody who sat, with how many proposals, and how strict their marks are against the others'."""
    known = {one.person.pk: one for one in finding.assessors} if finding else {}
    seats: dict[int, list] = {}
    duties = Duty.objects.filter(case__in=cases, duty=Duty.Kind.EVALUATE).select_related("person")
    for duty in duties.order_by("person__code", "pk"):
        seats.setdefault(duty.person_id, []).append(duty)
    return [
        {
            "name": _names(rows[0].person),
            "cases": sum(row.released_at is None for row in rows),
            "released": sum(row.released_at is not None for row in rows),
            "severity": _round(known[key].severity) if key in known else None,
            "error": _round(known[key].error) if key in known else None,
        }
        for key, rows in seats.items()
    ]


def _agreement(finding) -> dict | None:
    if finding is None:
        return None
    return {"alpha": _round(finding.alpha), "components": finding.components}


def _proposal(one, spread, seated, finding, rows) -> dict:
    """One proposal: never a mean without its spread and its count."""
    case, told = one.case, finding.of(one.case) if finding else None
    row = rows.get(case.reference, {})
    return {
        "case": case.reference,
        **_titles(case),
        "points": _round(one.outcome.points),
        "status": one.outcome.status,
        "failed": list(one.outcome.failed),
        "seated": seated,
        "count": spread.count if spread else 0,
        "abstained": spread.abstained if spread else 0,
        "shares": {name: _round(getattr(spread, name)) for name in ("mean", "deviation", "low", "high")}
        if spread
        else None,
        "fair": _round(told.fair) if told else None,
        "passes": _round(told.passes) if told else None,
        "apart": told.wide if told else None,
        "criteria": told.criteria if told else None,
        "look": {"ko": told.reason.ko, "en": told.reason.en} if told and told.reason else None,
        "rank": row.get("rank"),
        "in": row.get("in"),
        "why": {"ko": row["ko"], "en": row["en"]} if row else None,
    }


def _ranked(found) -> list:
    return sorted(found, key=lambda one: (not one.passed, -one.score, [-tie for tie in one.ties], one.case.reference))


def _seats(cases) -> dict[int, int]:
    found: dict[int, int] = {}
    for case in Duty.objects.filter(case__in=cases, duty=Duty.Kind.EVALUATE, released_at=None).values_list(
        "case_id", flat=True
    ):
        found[case] = found.get(case, 0) + 1
    return found


def _moderations(cases) -> list[dict]:
    rows = Moderation.objects.filter(case__in=cases).select_related("case").order_by("case__reference", "round")
    return [{"case": row.case.reference, "round": row.round, "reason": row.reason} for row in rows]


def _consensus(cases) -> list[dict]:
    """The last version of each consensus, with every view that differs."""
    rows = Consensus.objects.filter(case__in=cases).select_related("case__edition").prefetch_related("voices__person")
    last = {row.case_id: row for row in rows.order_by("case__reference", "version")}
    return [
        {
            "case": row.case.reference,
            "version": row.version,
            "marks": [
                {"title": _both(criterion.title), "mark": given.get("mark"), "words": given.get("words") or ""}
                for id, given in row.marks.items()
                if (criterion := compiled(row.case.edition).criterion(id))
            ],
            "agree": sum(voice.agrees for voice in row.voices.all()),
            "minority": [
                {"name": _names(voice.person), "view": voice.view} for voice in row.voices.all() if not voice.agrees
            ],
        }
        for row in last.values()
    ]


def _recommended(scenario, reserve, note) -> dict | None:
    if scenario is None:
        return None
    return {
        "scenario": scenario.name,
        "policy": scenario.policy,
        "sha256": scenario.digest,
        "objective": _round(scenario.objective),
        "bound": _round(scenario.bound),
        "reserve": list(reserve),
        "note": note,
    }


def _round(value):
    return None if value is None else round(value, PLACES)


def _both(text) -> dict:
    return {"ko": text.ko, "en": text.en}


def _titles(thing) -> dict:
    return {"ko": thing.title_ko or thing.title_en, "en": thing.title_en or thing.title_ko}


def _names(person) -> dict:
    return {"ko": person.name_ko or person.name_en, "en": person.name_en or person.name_ko}
