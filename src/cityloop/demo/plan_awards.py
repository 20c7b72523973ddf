"""Three plans of the 2025 call under way: their agreements with Korean contractors, milestones, invoices and payments.

The money of a plan goes to a contractor chosen by open tender, never to the city that asked for it. All simulated.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from cityloop.calls import actions
from cityloop.calls.agreeing import milestones_of
from cityloop.demo.cast import Kind, Role, enrol
from cityloop.demo.papers import paper
from cityloop.ledger import actions as ledger
from cityloop.organisations.actions import register_organisation

CONTRACTOR = ("gaon-planning", "가온도시계획(가상)", "Gaon Urban Planning (invented)")
ACCOUNT = "가상은행 000-00-000000 가온도시계획"
TENDER = "조달청 공개입찰 가상-2026-{n:02d} / open tender SIM-2026-{n:02d}"


def at(month: int, day: int) -> datetime:
    """Ten in the morning of a day of 2026 on Seoul's clock."""
    return datetime(2026, month, day, 10, tzinfo=ZoneInfo("Asia/Seoul"))


def play(cast, cases) -> None:
    """One plan has two of three milestones behind it, one is late with the second, one waits to be signed."""
    cast.organisations["contractor"] = _contractor(cast)
    first, second, third = (case.award for case in cases)
    begun = [(award, n, day) for n, (award, day) in enumerate(((first, 9), (second, 16)), 1) if cast.at > at(3, day)]
    for award, n, day in begun:
        _agreed(cast, award, n, day)
    if cast.at > at(9, 1) and begun:
        inception, interim, _final = (one.id for one in milestones_of(first))
        _paid(cast, first, _accepted(cast, first, inception, at(4, 8)), at(4, 22))
        _noted(cast, first)
        _returned(cast, first, interim, at(8, 6))
        _paid(cast, first, _accepted(cast, first, interim, at(8, 14)), at(8, 28))
        _paid(cast, second, _accepted(cast, second, inception, at(4, 15)), at(4, 29))
    if cast.at > at(11, 16):
        _offered(cast, third, 3, at(11, 16), date(2026, 12, 1), date(2027, 11, 30))


def _contractor(cast):
    code, ko, en = CONTRACTOR
    firm = register_organisation(
        actor=None, at=at(1, 10), code=code, name_ko=ko, name_en=en, kind=Kind.COMPANY, country="KR", simulated=True
    )
    cast.organisations[code] = firm
    enrol(cast, "contractor", "배시온", "Bae Sion", code, Role.OFFICER, persona=True)
    return firm


def _offered(cast, award, n, day, starts_on, ends_on):
    return actions.offer_agreement(
        actor=cast.people["planner"],
        at=day,
        award=award,
        payee=cast.organisations["contractor"],
        chosen_by=TENDER.format(n=n),
        starts_on=starts_on,
        ends_on=ends_on,
        terms_ko="(가상) 계획의 성과물은 신청 도시가 소유하고, 국문·영문 요약을 공개한다.",
        terms_en="(Simulated) The plan belongs to the city; its summary is public in Korean and English.",
    )


def _agreed(cast, award, n, day) -> None:
    """Signed by all three sides: the secretariat, the city, and the contractor that is paid."""
    text = _offered(cast, award, n, at(2, 20), date(2026, 3, day), date(2027, 2, 26))
    city = award.case.opened_by
    for person, signed in ((cast.people["contractor"], 24), (city, 26), (cast.people["planner"], 27)):
        actions.sign_agreement(actor=person, at=at(2, signed), text=text, digest=text.digest)
    award.refresh_from_db()


def _handed_in(cast, award, code, day):
    asked = next(one.asks for one in milestones_of(award) if one.id == code)
    papers = [(one.id, f"{one.id}.pdf", paper(("pdf",), f"{award.case.reference} {one.id}")[1]) for one in asked]
    milestone = award.agreement.milestones.get(code=code)
    note = "(가상) 현지 도시와 합의한 성과물을 제출함."
    return actions.hand_in_report(
        actor=cast.people["contractor"], at=day, milestone=milestone, note=note, papers=papers
    )


def _accepted(cast, award, code, day):
    """A report that was accepted; gives the instalment that follows it."""
    report = _handed_in(cast, award, code, day)
    actions.accept_report(actor=cast.people["planner"], at=day, report=report, digest=report.digest)
    return award.account.instalments.get(item=code)


def _returned(cast, award, code, day) -> None:
    report = _handed_in(cast, award, code, day)
    reason = "(가상) 시민 의견의 반영표가 비어 있음."
    step = {"actor": cast.people["planner"], "at": day, "report": report, "digest": report.digest}
    actions.return_report(**step, reason=reason)


def _paid(cast, award, instalment, day) -> None:
    """Invoiced by the contractor, approved by one officer of the secretariat and paid by another."""
    invoice = ledger.issue_invoice(actor=cast.people["contractor"], at=day, instalment=instalment, account=ACCOUNT)
    ledger.approve_invoice(actor=cast.people["planner"], at=day, invoice=invoice, digest=invoice.digest)
    ledger.record_payment(
        actor=cast.people["adviser"],
        at=day,
        invoice=invoice,
        paid_on=timezone.localdate(day),
        reference=f"SIM-{award.case.reference}-{instalment.position}",
    )


def _noted(cast, award) -> None:
    day = at(6, 10)
    note = {"at": day, "award": award, "on": timezone.localdate(day)}
    text = "(가상) 침수 이력 자료 12년분을 현지 도시에서 받음."
    actions.note_progress(actor=cast.people["contractor"], kind="progress", text=text, **note)
    text = "(가상) 현지 점검: 시민 설명회 두 차례 참관."
    actions.note_progress(actor=cast.people["planner"], kind="site", text=text, **note)
