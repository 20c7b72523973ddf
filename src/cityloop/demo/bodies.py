"""Evaluation bodies of the demonstration, simulated: one at work, one whose designation has ended, one inquiry."""

from datetime import timedelta

from django.utils import timezone

from cityloop.assessment.models import Case
from cityloop.certification.actions import ask_documents, ask_technical_review, end_designation, open_inquiry
from cityloop.certification.models import TechnicalReview
from cityloop.demo.cast import Duty, Kind, Role, enrol
from cityloop.engine.text import Text
from cityloop.organisations.actions import designate, register_organisation
from cityloop.organisations.models import DesignationEnd

SCHEME = "smart-city-service"
EXAMINED = "bike-rebalancing"
BODIES = (
    ("wave-lab", "물결시험연구원", "Wave Test Institute"),
    ("ridge-lab", "산등기술평가원", "Ridge Technical Assessment"),
)
REQUIREMENTS = (
    (
        "evaluation.specialists",
        Text("해당 분야 전문 상근인력 3인 이상", "Three full-time specialists in the field"),
        "전문 상근인력 명부 5인(가상) / List of five specialists (simulated)",
    ),
    (
        "evaluation.facilities",
        Text("필요한 시설 및 장비", "Facilities and equipment"),
        "시설·장비 목록과 교정 현황(가상) / List of equipment with calibration (simulated)",
    ),
    (
        "evaluation.internal_rules",
        Text("필요한 내부 규정", "Internal rules"),
        "평가업무 운영규정(가상) / Rules of evaluation (simulated)",
    ),
)


def play(cast) -> None:
    """Designate two bodies, end one, ask the other to examine a case, and look into how it works."""
    kept, ended = (_designated(cast, *body) for body in BODIES)
    enrol(cast, "examiner", "임나래", "Lim Narae", "wave-lab", Role.OFFICER, persona=True)
    enrol(cast, "examiner-2", "표도윤", "Pyo Doyun", "wave-lab", Role.MEMBER)
    end_designation(
        actor=cast.people["decider"],
        at=cast.at - timedelta(days=40),
        designation=ended,
        ground=DesignationEnd.Ground.REQUEST,
        reason="기관의 사업 종료에 따른 요청(가상) / It gave up this line of work (simulated).",
    )
    _examine(cast)
    open_inquiry(
        actor=cast.people["officer"],
        at=cast.at - timedelta(days=3),
        designation=kept,
        reason="상근인력 현황과 장비 교정 이력(가상) / Specialists in post, calibration of equipment (simulated)",
        answer_by=timezone.localdate(cast.at) + timedelta(days=11),
    )


def _designated(cast, code, ko, en):
    since = timezone.localdate(cast.at).replace(month=1, day=2)
    since = since.replace(year=since.year - 1)
    cast.organisations[code] = register_organisation(
        actor=None,
        at=cast.at - timedelta(days=300),
        code=code,
        name_ko=ko,
        name_en=en,
        kind=Kind.RESEARCH_INSTITUTE,
        country="KR",
        simulated=True,
    )
    return designate(
        actor=None,
        at=cast.at - timedelta(days=300),
        organisation=cast.organisations[code],
        duty=Duty.EVALUATION_BODY,
        scheme=SCHEME,
        since=since,
        source="가상 지정 / simulated designation",
        requirements=REQUIREMENTS,
    )


def _examine(cast) -> None:
    case, at = Case.objects.get(service__code=EXAMINED), cast.at - timedelta(days=4)
    ask_technical_review(
        actor=cast.people["officer"],
        at=at,
        case=case,
        body=cast.organisations["wave-lab"],
        questions="수요예측 모형의 정확도를 독립적으로 검증할 수 있는가?(가상) / "
        "Can the accuracy of the forecast be shown independently? (simulated)",
    )
    review = TechnicalReview.objects.get(case=case)
    ask_documents(
        actor=cast.people["examiner"],
        at=at + timedelta(days=1),
        case=review.case,
        asks="최근 3개월 재배치 기록과 예측값(가상) / Moves and forecasts of the last three months (simulated)",
    )
