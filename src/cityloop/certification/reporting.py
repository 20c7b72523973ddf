"""What a report to the certifier says (인증심사결과서): Art. 10(3), and what Art. 15(4) keeps."""

from django.utils import timezone

from cityloop.assessment.models import Duty
from cityloop.assessment.queries import compiled
from cityloop.certification.queries.meetings import deliberation_of
from cityloop.certification.queries.technical import reviews_of
from cityloop.certification.queries.visits import visits_of
from cityloop.certification.rounds import latest_review


def content_of(case) -> dict:
    """The report on a case as it stands: JSON values in both languages, the same for the same facts."""
    outcome = case.outcomes.last()
    return {
        "case": case.reference,
        "scheme": case.edition.scheme,
        "edition": case.edition.edition,
        "edition_sha256": case.edition.digest,
        "field": _field(case),
        "object": _object(case),
        "applicant": {"code": case.applicant.code, "ko": case.applicant.name_ko, "en": case.applicant.name_en},
        "dossier_sha256": case.dossiers.filter(frozen_at__isnull=False).order_by("version").last().digest,
        "outcome": _outcome(case, outcome),
        "visits": [_visit(visit) for visit in visits_of(case)],
        "technical_reviews": [_technical(review) for review in reviews_of(case)],
        "deliberation": _deliberation(case),
        "review": _review(case),
        "assessors": _people(case, Duty.Kind.EVALUATE),
        "mock": case.mock,
        "simulated": case.simulated,
    }


def _field(case) -> dict:
    profile = compiled(case.edition).profile(case.profile)
    title = {"ko": profile.title.ko, "en": profile.title.en} if profile else {"ko": "", "en": ""}
    return {"id": case.profile, **title}


def _object(case) -> dict:
    return {
        "about": case.about,
        "code": case.subject.code,
        "type": case.service.type if case.service else "",
        "ko": case.title_ko,
        "en": case.title_en,
    }


def _outcome(case, outcome) -> dict:
    areas = compiled(case.edition).areas
    return {
        "sha256": outcome.digest,
        "status": outcome.status,
        "points": outcome.points,
        "of": outcome.nodes["of"],
        "cut": outcome.nodes["cut"],
        "grade": outcome.grade,
        "failed": outcome.failed,
        "assessors": outcome.nodes["assessors"],
        "areas": [_area(area, outcome.nodes["areas"][area.id]) for area in areas],
    }


def _area(area, node) -> dict:
    return {
        "id": area.id,
        "ko": area.title.ko,
        "en": area.title.en,
        "status": node["status"],
        "points": node["points"],
        "possible": node["possible"],
    }


def _visit(visit) -> dict:
    record = getattr(visit, "record", None)
    return {
        "on": visit.on.isoformat(),
        "place": visit.place,
        "observations": record.observations if record else "",
        "report_sha256": record.sha256 if record else "",
        "findings": [_finding(one) for one in visit.findings.all()],
    }


def _technical(review) -> dict:
    """A review as it ended; what a report says stands there only once the officer has accepted it."""
    report, cancelled = getattr(review, "report", None), getattr(review, "cancellation", None)
    verdict = getattr(report, "verdict", None)
    counts = verdict is not None and verdict.accepted
    return {
        "body": {"code": review.body.code, "ko": review.body.name_ko, "en": review.body.name_en},
        "asked_on": timezone.localdate(review.at).isoformat(),
        "summary": report.summary if counts else "",
        "sha256": report.digest if report else "",
        "accepted": verdict.accepted if verdict else None,
        "reason": verdict.reason if verdict else cancelled.reason if cancelled else "",
    }


def _finding(one) -> dict:
    ruling = getattr(one, "ruling", None)
    return {
        "criterion": one.evidence.criterion,
        "evidence_sha256": one.evidence.sha256,
        "found": one.found,
        "confirmed": ruling.confirmed if ruling else None,
    }


def _deliberation(case) -> dict | None:
    item = deliberation_of(case)
    return item and {
        "result": item.result,
        "reason": item.reason,
        "meeting": item.meeting.number,
        "minutes_sha256": item.meeting.minutes.digest,
        "tally": item.tally,
        "members": item.meeting.minutes.content["members"],
        "recused": _recused(item),
    }


def _recused(item) -> list[dict]:
    said = item.meeting.minutes.content["items"]
    return next(one["recused"] for one in said if one["position"] == item.position)


def _review(case) -> dict | None:
    review = latest_review(case)
    return review and {
        "recommendation": review.recommendation,
        "note": review.note,
        "person": _name(review.person),
        "outcome_sha256": review.outcome_digest,
    }


def _people(case, duty) -> list[dict]:
    duties = case.duties.filter(duty=duty, released_at=None).select_related("person")
    return [_name(one.person) for one in duties.order_by("given_at", "pk")]


def _name(person) -> dict:
    return {"code": person.code, "ko": person.name_ko, "en": person.name_en}
