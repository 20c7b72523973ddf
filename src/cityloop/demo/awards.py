"""Two simulated awards of the K-City Network: that of the call that was played, to its closing report; one on its way.

The projects, their figures and everybody in them are made up and say so; the rules are those of the call.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from cityloop.assessment.models import Case, Edition
from cityloop.calls import actions
from cityloop.calls.actions import announce_award, begin_award
from cityloop.calls.agreeing import milestones_of
from cityloop.calls.models import Award
from cityloop.calls.workflow import SELECTED
from cityloop.demo.cast import Role, enrol
from cityloop.demo.papers import paper
from cityloop.ledger import actions as ledger

PROGRAMME, TRACK, EVENT = "k-city-network", "demonstration", "expo"
ACCOUNT = "가상은행 000-00-000000 다온시스템즈"
ANSWERS = {
    "objectives_met": "(가상) 교차로 12곳에서 목표한 보행 대기시간 20% 단축을 달성함.",
    "conditions_fulfilled": "(가상) 현지 도로 점용 허가 조건과 협약 조건을 모두 이행함.",
    "damage_and_compensation": "(가상) 피해 발생 없음. 책임보험 청구 없음.",
    "test_and_verification": "(가상) 현지 대학이 전후 6주간 측정한 원자료로 확인함.",
}


@dataclass(frozen=True)
class Project:
    """A project of the demonstration: the call's edition, the year it runs in, and what it is called."""

    edition: str
    year: int
    reference: str
    title_ko: str
    title_en: str
    amount: int

    def at(self, month: int, day: int, later: int = 0) -> datetime:
        """Ten in the morning of a day of its year, or of a later one."""
        return timezone.make_aware(datetime(self.year + later, month, day, 10))


def play(cast):
    """The project of last year is closed; that of this year is late with its second report."""
    enrol(cast, "treasurer", "민서윤", "Min Seoyun", "kaia", Role.OFFICER, persona=True)
    year = cast.at.year
    chosen = Award.objects.get(case__applicant=cast.organisations["daon-systems"], case__edition__edition="2025")
    signals = Project(
        "2025", chosen.begun_at.year, chosen.case.reference, chosen.case.title_ko, chosen.case.title_en, chosen.amount
    )
    crossings = Project("2026", year, "KCITY-D26-01", "교차로 소음 저감 실증", "Quieter crossings", 356_000_000)
    _finished(cast, signals, chosen)
    if cast.at > crossings.at(6, 30):
        _under_way(cast, crossings)


def _finished(cast, project, award):
    award = _agreed(cast, project, award)
    start, interim, closing = (one.id for one in milestones_of(award))
    _paid(cast, award, _accepted(cast, award, start, project.at(6, 9)), project.at(6, 20))
    _invited(cast, award, project.at(6, 23))
    _noted(cast, award, project.at(8, 4))
    _returned(cast, award, interim, project.at(9, 8))
    _paid(cast, award, _accepted(cast, award, interim, project.at(9, 15)), project.at(9, 26))
    _paid(cast, award, _accepted(cast, award, closing, project.at(12, 16)), project.at(12, 23))
    _closed(cast, award, project.at(12, 29))


def _under_way(cast, project):
    award = begin_award(
        case=_selected(cast, project), amount=project.amount, currency="KRW", actor=None, at=project.at(4, 21)
    )
    announce_award(award, actor=cast.people["secretariat"], at=project.at(4, 21))
    award = _agreed(cast, project, award)
    first = milestones_of(award)[0].id
    instalment = _accepted(cast, award, first, project.at(6, 9))
    ledger.issue_invoice(
        actor=cast.people["provider"], at=project.at(6, 12), instalment=instalment, account=ACCOUNT, note="(가상)"
    )


def _agreed(cast, project, award):
    """Agreed on and signed by both sides."""
    provider, officer = cast.people["provider"], cast.people["secretariat"]
    text = actions.offer_agreement(
        actor=officer,
        at=project.at(5, 2),
        award=award,
        payee=award.case.applicant,
        starts_on=date(project.year, 5, 12),
        ends_on=date(project.year, 12, 12),
        terms_ko="실증 자료는 현지 기관과 공동으로 소유한다.",
        terms_en="The data of the trial belong to both sides and the local body.",
    )
    for person, day in ((provider, 7), (officer, 9)):
        actions.sign_agreement(actor=person, at=project.at(5, day), text=text, digest=text.digest)
    award.refresh_from_db()
    return award


def _selected(cast, project) -> Case:
    """A proposal that the committee selected; how it came to that is played elsewhere."""
    return Case.objects.create(
        reference=project.reference,
        edition=Edition.objects.get(kind=Edition.Kind.CALL, scheme=PROGRAMME, edition=project.edition),
        profile=TRACK,
        about=Case.About.PROPOSAL,
        applicant=cast.organisations["daon-systems"],
        title_ko=f"(가상) {project.title_ko}",
        title_en=f"(Simulated) {project.title_en}",
        state=SELECTED,
        opened_by=cast.people["provider"],
        opened_at=project.at(2, 10),
        changed_at=project.at(4, 21),
        received_at=project.at(3, 10),
        closed_at=project.at(4, 21),
        simulated=True,
    )


def _handed_in(cast, award, code, at):
    asked = next(one.asks for one in milestones_of(award) if one.id == code)
    papers = [(one.id, f"{one.id}.pdf", paper(("pdf",), f"{award.case.reference} {one.id}")[1]) for one in asked]
    milestone = award.agreement.milestones.get(code=code)
    note = "(가상) 협약에서 정한 자료를 제출함."
    return actions.hand_in_report(actor=cast.people["provider"], at=at, milestone=milestone, note=note, papers=papers)


def _accepted(cast, award, code, at):
    """A report that was accepted; gives the instalment that follows it."""
    report = _handed_in(cast, award, code, at)
    actions.accept_report(actor=cast.people["secretariat"], at=at, report=report, digest=report.digest)
    return award.account.instalments.get(item=code)


def _returned(cast, award, code, at):
    report = _handed_in(cast, award, code, at)
    actions.return_report(
        actor=cast.people["secretariat"],
        at=at,
        report=report,
        digest=report.digest,
        reason="(가상) 집행내역의 합계가 표와 다름.",
    )


def _paid(cast, award, instalment, at):
    """Invoiced, approved by one officer and paid by another."""
    invoice = ledger.issue_invoice(actor=cast.people["provider"], at=at, instalment=instalment, account=ACCOUNT)
    ledger.approve_invoice(actor=cast.people["secretariat"], at=at, invoice=invoice, digest=invoice.digest)
    ledger.record_payment(
        actor=cast.people["treasurer"],
        at=at,
        invoice=invoice,
        paid_on=timezone.localdate(at),
        reference=f"SIM-{award.case.reference}-{instalment.position}",
    )


def _invited(cast, award, at):
    """Two officials of the city, one of whom sends a colleague; only where the edition has the event."""
    officer = cast.people["secretariat"]
    people = (("Trần Minh An", "transport"), ("Lê Thu Hà", "planning"))
    for n, (name, office) in enumerate(people, 1):
        if timezone.localdate(at).year != int(award.case.edition.edition):
            return
        invitation = actions.invite_official(
            actor=officer,
            at=at,
            award=award,
            event=EVENT,
            name=name,
            office=f"(Simulated) Department of {office}",
            email=f"official-{n}@city.example",
        )
        answer = {"answer": "attends"} if n == 1 else {"answer": "sends", "instead": "Phạm Quang, planning"}
        actions.answer_event_invitation(actor=None, at=at, invitation=invitation, **answer)


def _noted(cast, award, at):
    note = {"at": at, "award": award, "on": timezone.localdate(at)}
    provider, officer = cast.people["provider"], cast.people["secretariat"]
    actions.note_progress(actor=provider, kind="progress", text="(가상) 교차로 12곳 설치를 마침.", **note)
    actions.note_progress(actor=officer, kind="site", text="(가상) 현지 점검: 3곳의 전원을 보강하기로 함.", **note)


def _closed(cast, award, at):
    officer = cast.people["secretariat"]
    report = actions.hand_in_closing(
        actor=cast.people["provider"], at=at, award=award, note="(가상) 실증을 마침.", answers=ANSWERS
    )
    actions.accept_report(actor=officer, at=at, report=report, digest=report.digest)
    actions.draw_lesson(
        actor=officer,
        at=at,
        award=award,
        text_ko="(가상) 도로 점용 허가를 협약 전에 신청하면 착수가 두 달 빨라짐.",
        text_en="(Simulated) Ask for the permit for the road before the agreement: work starts two months earlier.",
    )
    actions.close_award(
        actor=officer,
        at=at,
        award=award,
        result_ko="(가상) 교차로 12곳에서 보행 대기시간이 21% 줄었고, 현지 도시가 24곳을 추가로 구매하기로 함.",
        result_en="(Simulated) At 12 crossings people wait 21 % less; the city has decided to buy 24 more.",
    )
