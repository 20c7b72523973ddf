"""Notices of the calls as their secretariats give them, and a draft of next year's call. Simulated, and says so."""

from datetime import timedelta

from django.utils import timezone

from cityloop.assessment.actions import draft_notice, publish_notice
from cityloop.assessment.models import Edition
from cityloop.assessment.notices import digest_of, planned
from cityloop.assessment.queries import compiled, gives_notice
from cityloop.demo.cast import enrol
from cityloop.feedback.actions import open_draft
from cityloop.organisations.models import Membership

PROGRAMME = "k-city-network"
OFFICERS = {"planning": "planner", "demonstration": "secretariat"}
WORDS = {
    "method_ko": "이 누리집에서 서식을 작성하고 서류를 첨부하여 기한까지 제출합니다. (가상 공고)",
    "method_en": "Fill in the form here, attach the documents, and hand all in by the deadline. (A simulated notice)",
    "documents_ko": "적격심사, 평가위원 개별 평가, 종합 협의, 선정 순으로 진행하며 결과는 이 누리집에 공고합니다.",
    "documents_en": "Screening, marks of each reviewer, consensus and selection follow; the result is published here.",
    "contact_ko": "문의는 해당 부문 사무국으로 하십시오. 제출 서류의 내용이 사실과 다르면 선정이 취소될 수 있습니다.",
    "contact_en": "Ask the secretariat of the track. A selection may be withdrawn where something handed in is untrue.",
}


def play(cast):
    """Publish the notice of every track of the calls since 2025, each on the eve of its opening."""
    enrol(cast, "planner", "조한별", "Jo Hanbyeol", "kind", Membership.Role.OFFICER, persona=True)
    editions = Edition.objects.filter(kind=Edition.Kind.CALL, scheme=PROGRAMME, edition__gte="2025").order_by("edition")
    for edition in editions:
        for track in compiled(edition).tracks:
            give(cast, edition, track.id)
    open_draft(actor=cast.people["secretariat"], at=cast.at, base=editions.last(), title="다음 연도 공모 초안(가상)")


def give(cast, edition, track: str):
    """The notice of one track as the edition plans it; None where its officer had no office yet on that day."""
    plan = planned(edition, track)
    at = plan["opens_at"] - timedelta(hours=6)
    step = {"actor": cast.people[OFFICERS[track]], "at": at}
    if not gives_notice(step["actor"], edition, [track], timezone.localdate(at)):
        return None
    notice = draft_notice(**step, edition=edition, simulated=True, **plan, **WORDS)
    return publish_notice(**step, notice=notice, digest=digest_of(notice))
