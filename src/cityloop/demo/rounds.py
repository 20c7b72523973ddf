"""Notices in the demonstration: the round of the transport field, given more time once, and a draft of the next one."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from cityloop.assessment.actions import draft_notice, extend_notice, publish_notice
from cityloop.assessment.models import Edition
from cityloop.assessment.notices import digest_of

SCHEME = "smart-city-service"
ZONE = "Asia/Seoul"
CONTACT = {
    "contact_ko": "한국건설기술연구원 인증 담당(가상 연락처) certification@demo.example",
    "contact_en": "Certification desk at KICT (simulated contact), certification@demo.example",
}

ANSWERS = {
    "site": "한빛시 한빛동 일원, 교통과 관리(가상) / Hanbit-dong, managed by its transport department (simulated)",
    "operation_stage": "live",
    "users": 12_400,
    "yearly_cost": {"amount": 180_000_000, "currency": "KRW"},
    "linked_services": [{"service": "버스 도착 정보(가상)", "provider": "한빛시(가상)", "protocol": "REST"}],
    "contact": "담당자 02-000-0000, contact@demo.example (가상 / simulated)",
}
"""What every simulated application of the round says in the form."""


def open_transport_round(cast, moment):
    """Publish the round's notice when the round begins; shortly before its end it is extended, and why is public."""
    officer = cast.people["officer"]
    draft = draft_notice(
        actor=officer,
        at=moment(0.0),
        edition=_edition(),
        simulated=True,
        profiles=["transport"],
        title_ko="2026년 스마트도시서비스 인증(교통 분야) 신청 공고(가상)",
        title_en="Certification of smart-city services, transport: notice of the 2026 round (simulated)",
        opens_at=moment(0.0),
        closes_at=_six(moment(0.95)),
        zone=ZONE,
        **CONTACT,
    )
    notice = publish_notice(actor=officer, at=moment(0.0), notice=draft, digest=digest_of(draft))
    return extend_notice(
        actor=officer,
        at=moment(0.93),
        notice=notice,
        closes_at=_six(moment(1.0) + timedelta(days=24)),
        reason_ko="공동신청 지방자치단체의 협약 체결 기간을 고려하여 접수기간을 연장합니다(가상).",
        reason_en="Local governments that apply jointly asked for time to sign their agreements (simulated).",
    )


def open_mock_round(cast, moment):
    """Publish the notice of the mock round that went before, in which no certificate is given."""
    officer = cast.people["officer"]
    draft = draft_notice(
        actor=officer,
        at=moment(0.0),
        edition=_edition(),
        simulated=True,
        profiles=["transport"],
        title_ko="2026년 스마트도시서비스 모의인증(교통 분야) 신청 공고(가상)",
        title_en="Mock certification of smart-city services, transport: notice of a round (simulated)",
        opens_at=moment(0.0),
        closes_at=_six(moment(0.5)),
        zone=ZONE,
        **CONTACT,
    )
    return publish_notice(actor=officer, at=moment(0.0), notice=draft, digest=digest_of(draft))


def open_next_round(cast, edition, begins):
    """Publish the notice of the first round under the edition that follows."""
    officer = cast.people["officer"]
    draft = draft_notice(
        actor=officer,
        at=begins,
        edition=edition,
        simulated=True,
        profiles=["transport"],
        title_ko="개정 기준에 따른 스마트도시서비스 인증(교통 분야) 신청 공고(가상)",
        title_en="Certification of smart-city services, transport: first round under the revised edition (simulated)",
        opens_at=begins,
        closes_at=_six(begins + timedelta(days=60)),
        zone=ZONE,
        **CONTACT,
    )
    return publish_notice(actor=officer, at=begins, notice=draft, digest=digest_of(draft))


def draft_next_round(cast):
    """What an officer has begun and not published: the mock round of environment and energy."""
    opens = _six(cast.at + timedelta(days=14)).replace(hour=9)
    draft_notice(
        actor=cast.people["officer"],
        at=cast.at,
        edition=_edition(),
        simulated=True,
        profiles=["environment_energy"],
        title_ko="스마트도시서비스 모의인증(환경·에너지 분야) 신청 공고(가상 초안)",
        title_en="Mock certification, environment and energy: notice of a round (simulated draft)",
        opens_at=opens,
        closes_at=opens + timedelta(days=45, hours=9),
        zone=ZONE,
        **CONTACT,
    )


def _edition():
    return Edition.objects.get(scheme=SCHEME, edition="2026")


def _six(moment) -> datetime:
    """Six in the evening of a day in Seoul."""
    return datetime.combine(moment.astimezone(ZoneInfo(ZONE)).date(), time(18), ZoneInfo(ZONE))
