"""The site visit of the transport round, simulated: one finding, answered by the applicant and confirmed."""

from datetime import timedelta

from django.utils import timezone

from cityloop.assessment.queries import compiled, dossier_of
from cityloop.certification.actions import answer_finding, plan_visit, raise_finding, record_visit, rule_finding
from cityloop.certification.models import Finding
from cityloop.demo.papers import paper


def visit(officer, case, applicant, at) -> None:
    """Plan and record a visit; the evidence of the lightest criterion is found not to hold, and voided."""
    step = {"actor": officer, "case": case}
    plan_visit(
        **step,
        at=at,
        on=timezone.localdate(at),
        place="대상지 관제실(가상) / Control room at the site (simulated)",
        visitors=f"{officer.name_ko} 외 1인 / {officer.name_en} and one more",
        agenda="운영 화면과 증빙 원본 확인(가상) / Operation screens and originals of the evidence (simulated)",
    )
    planned = case.visits.latest("pk")
    name, content = "visit.pdf", paper(("pdf",), f"{case.title_en}: site visit")[1]
    record_visit(
        **step,
        at=at + timedelta(hours=3),
        visit=planned,
        attendees="신청인 2인, 운영기관 2인(가상) / Two of the applicant, two of the operating body (simulated)",
        observations="서비스가 운영 중임을 확인하였습니다(가상). / The service was seen in operation (simulated).",
        name=name,
        content=content,
    )
    raise_finding(
        **step,
        at=at + timedelta(hours=4),
        visit=case.visits.select_related("record").get(pk=planned.pk),
        evidence=_lightest(case),
        found="자료의 기간이 신청서류와 다릅니다(가상). / It is of another period than stated (simulated).",
    )
    answer_finding(
        actor=applicant,
        at=at + timedelta(hours=20),
        case=case,
        finding=Finding.objects.get(visit=planned),
        text="이전 자료를 잘못 첨부하였습니다(가상). / An earlier file was attached by mistake (simulated).",
    )
    rule_finding(
        **step,
        at=at + timedelta(hours=22),
        finding=Finding.objects.get(visit=planned),
        confirmed=True,
        reason="신청인이 인정하였습니다(가상). / The applicant agrees (simulated).",
    )


def _lightest(case):
    """A piece of evidence of the criterion that weighs least and is no gate."""
    edition = compiled(case.edition)
    pieces = dossier_of(case).evidence.filter(withdrawn_at=None).exclude(criterion="")
    found = [(edition.criterion(one.criterion), one) for one in pieces]
    return min((pair for pair in found if not pair[0].mandatory), key=lambda pair: (pair[0].weight, pair[1].pk))[1]
