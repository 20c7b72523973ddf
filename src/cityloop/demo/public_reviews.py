"""The public review record of the Digital Public Goods Standard, replayed: 33 products, 919 marks, 109 assessors.

The marks are real; everything that a procedure needs around them (applicant, officers, dates) is simulated.
"""

import csv
from collections import defaultdict
from datetime import timedelta
from pathlib import Path

from django.utils.text import slugify

from cityloop.assessment.actions import (
    accept_dossier,
    close_evaluation,
    declare_interest,
    enrol_assessor,
    hand_in_marks,
    save_marks,
    seat_panel,
    submit_case,
)
from cityloop.assessment.digests import of_dossier
from cityloop.assessment.models import Case, Declaration, Outcome
from cityloop.assessment.queries import dossier_of
from cityloop.catalogue.actions import register_service
from cityloop.certification.actions import decide, open_case, record_review, report_to_certifier, take_review
from cityloop.certification.models import Decision, Review
from cityloop.certification.workflow import CLOSED_INCOMPLETE, GRANTED, REFUSED, REVIEW
from cityloop.demo.cast import Kind, Role, enrol
from cityloop.organisations.actions import register_organisation

SCHEME = "digital-public-goods"
SOURCE = "Digital Public Goods Alliance, publicgoods-candidates (2024-08-19), public domain"
FILE = Path(__file__).parent / "data" / "dpg_reviews.csv"
STATUSES = {GRANTED: "certified", REFUSED: "not_certified", CLOSED_INCOMPLETE: "incomplete"}

SUMMARY_KO = (
    "공개 심사기록에 등장하는 제품입니다. 디지털 공공재 기준의 다섯 항목에 대한 실제 심사 점수를 재현한 것으로, "
    "제품에 대한 어떤 기관의 견해도 아닙니다."
)
SUMMARY_EN = (
    "A product of the public review record: real marks on five criteria of the Digital Public Goods Standard, "
    "replayed. This is no statement of any body about the product."
)
NO_FILES = "The public record carries the marks but no evidence files."
REVIEW_NOTE = "Replayed from the public record; the outcome follows from the marks by the edition's rules."
DECISION_NOTE = "Replayed from the public record. No statement of any body about the product."


def play(cast) -> None:
    """Enrol the assessors of the record and take every product through the whole procedure."""
    marks = recorded_marks()
    _parties(cast)
    assessors = _assessors(cast, sorted({assessor for by_assessor in marks.values() for assessor in by_assessor}))
    first_day = cast.at - timedelta(days=40)
    for n, (product, by_assessor) in enumerate(marks.items()):
        _replay(cast, first_day + timedelta(minutes=20 * n), product, by_assessor, assessors)


def recorded_marks() -> dict[str, dict[str, dict[str, dict]]]:
    """`{product: {assessor: {criterion: {"mark": 0 or 1, "confidence": 1 to 5}}}}`, in the order of the file."""
    found = defaultdict(lambda: defaultdict(dict))
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            given = {"mark": int(row["mark"]), "confidence": int(row["confidence"])}
            found[row["case"]][row["assessor"]][row["criterion"]] = given
    return found


def summary() -> list[dict]:
    """For every product: what it is called in the record, its status, and the criteria not met."""
    cases = Case.objects.filter(edition__scheme=SCHEME).exclude(record="").order_by("pk")
    failed = dict(Outcome.objects.filter(case__in=cases).order_by("pk").values_list("case_id", "failed"))
    return [
        {"case": case.title_en, "status": STATUSES.get(case.state, case.state), "failed": failed.get(case.pk, [])}
        for case in cases.defer("edition__content")
    ]


def _parties(cast) -> None:
    cast.organisations["public-record"] = register_organisation(
        actor=None,
        at=cast.at,
        code="public-record",
        name_ko="공개기록 재현 신청인",
        name_en="Applicant of the public record",
        kind=Kind.OTHER,
        country="KR",
        simulated=True,
    )
    enrol(cast, "replay-applicant", "재현 신청인", "Replay applicant", "public-record", Role.OFFICER)


def _assessors(cast, codes) -> dict:
    people = {}
    for code in codes:
        key = f"assessor-{code.lower()}"
        people[code] = enrol(cast, key, f"평가자 {code}", f"Assessor {code}", "assessor-pool", Role.MEMBER)
        enrol_assessor(actor=None, at=cast.at - timedelta(days=60), person=people[code], scheme=SCHEME)
    return people


def _replay(cast, day, product, by_assessor, assessors) -> None:
    case = _hand_in(cast, day, product)
    officer = cast.people["replay-officer"]
    panel = [assessors[code] for code in by_assessor]
    seat_panel(
        actor=officer, at=day + timedelta(days=3), case=case, people=panel, reason="공개기록의 검토자 / as on record"
    )
    for code, given in by_assessor.items():
        step = {"actor": assessors[code], "at": day + timedelta(days=10), "case": case}
        declare_interest(**step, ground=Declaration.Ground.NONE)
        save_marks(**step, marks=given)
        case = hand_in_marks(**step)
    if case.state != REVIEW:
        close_evaluation(
            actor=officer,
            at=day + timedelta(days=14),
            case=case,
            shown=Outcome.Status.INCOMPLETE,
            reason="The record has fewer assessors than an outcome needs.",
        )
        return
    _decide(cast, day, case)


def _hand_in(cast, day, product):
    applicant, officer = cast.people["replay-applicant"], cast.people["replay-officer"]
    service = register_service(
        actor=applicant,
        at=day,
        code=f"dpg-{slugify(product)}",
        provider=cast.organisations["public-record"],
        fields=[],
        name_ko=product,
        name_en=product,
        summary_ko=SUMMARY_KO,
        summary_en=SUMMARY_EN,
        source=SOURCE,
    )
    case = open_case(actor=applicant, at=day, service=service, scheme=SCHEME, record=SOURCE)
    digest = of_dossier(dossier_of(case))
    submit_case(actor=applicant, at=day + timedelta(hours=1), case=case, digest=digest)
    return accept_dossier(actor=officer, at=day + timedelta(days=2), case=case, digest=digest, reason=NO_FILES)


def _decide(cast, day, case) -> None:
    outcome = case.outcomes.last()
    passed = outcome.status == Outcome.Status.PASS
    reviewer = cast.people["replay-reviewer"]
    take_review(actor=reviewer, at=day + timedelta(days=15), case=case)
    record_review(
        actor=reviewer,
        at=day + timedelta(days=18),
        case=case,
        digest=outcome.digest,
        recommendation=Review.Recommendation.GRANT if passed else Review.Recommendation.REFUSE,
        note=REVIEW_NOTE,
    )
    report_to_certifier(actor=cast.people["replay-officer"], at=day + timedelta(days=19), case=case)
    decide(
        actor=cast.people["replay-decider"],
        at=day + timedelta(days=25),
        case=case,
        digest=case.reports.last().digest,
        verdict=Decision.Verdict.GRANTED if passed else Decision.Verdict.REFUSED,
        reason=DECISION_NOTE,
    )
