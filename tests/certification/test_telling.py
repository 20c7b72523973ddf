"""Letters about certificates and proceedings, and the hourly job that writes the reminders among them."""

import pytest
from certification.test_surveillance import failing, watched  # noqa: F401 - a fixture
from certification.test_suspension import day

from cityloop.audit.models import Entry
from cityloop.certification import actions
from cityloop.certification.dues import due
from cityloop.certification.models import Certificate
from cityloop.organisations.models import Membership
from cityloop.outbox.models import Letter


@pytest.fixture(autouse=True)
def _somebody_to_write_to(request):
    for name in ("aftermath", "watched"):
        if name in request.fixturenames:
            stage = request.getfixturevalue(name).stage
            Membership.objects.filter(person=stage.applicant).update(role=Membership.Role.OFFICER)


def letters(kind):
    return Letter.objects.filter(kind=f"certification.{kind}")


def run(aftermath, days):
    at = aftermath.step("operator", days)["at"]
    return due(on=day(days), at=at)


@pytest.mark.law("17(2)")
def test_each_notice_goes_to_the_holder_with_reason_ground_and_last_day(aftermath):
    aftermath.withdrawal("notice_2")
    first, second = letters("withdrawal_notice").order_by("pk")
    assert first.person == aftermath.stage.applicant
    assert "2026년 9월 25일" in first.body_ko and "Sept. 25, 2026" in first.body_en
    assert "late on most days" in second.body_ko and "1차" in first.subject_ko and "2차" in second.subject_ko
    assert "No longer meets the criteria" in first.body_en and "인증기준에 미달" in first.body_ko


@pytest.mark.law("17(3)")
def test_the_holder_is_told_of_the_withdrawal_at_once(aftermath):
    aftermath.withdrawal("withdrawn")
    letter = letters("certificate_withdrawn").get()
    assert "nothing changed" in letter.body_en and letter.state != Letter.State.HELD


def test_suspension_and_its_end_closing_a_ruling_and_a_correction_are_told(aftermath):
    certificate = aftermath.suspend(aftermath.certificate())
    actions.lift_suspension(**aftermath.step("certifier", 9), certificate=certificate, reason="the survey is in")
    found = aftermath.withdrawal("explained")
    actions.close_withdrawal(**aftermath.step("certifier", 25), withdrawal=found, reason="a storm")
    aftermath.dismiss(aftermath.heard(aftermath.stage.case("refused")))
    kinds = ("certificate_suspended", "certificate_reinstated", "withdrawal_closed", "appeal_received", "appeal_ruled")
    assert [letters(kind).count() for kind in kinds] == [1] * len(kinds)


def test_a_correction_is_asked_for_by_letter(watched):  # noqa: F811
    failing(watched)
    assert "mend the sensors" in letters("correction_asked").get().body_en


def test_a_withdrawal_that_finds_no_ground_troubles_nobody(aftermath):
    aftermath.withdrawal("closed")
    assert not letters("withdrawal_closed").exists()


def test_the_answer_goes_to_whoever_complained_with_an_address_and_to_nobody_else(aftermath):
    certificate, step = aftermath.certificate(), aftermath.step("operator", 10)
    for email in ("kim@example.org", ""):
        given = {"about": "certificate", "reason": "late", "certificate": certificate, "email": email}
        found = actions.take_complaint(**step, complaint=actions.complain(actor=None, at=step["at"], **given))
        actions.answer_complaint(**step, complaint=found, reason="it is on time now")
    assert [letter.address for letter in letters("complaint_answered")] == ["kim@example.org"]


def test_the_hourly_job_reminds_once_and_expires_once(aftermath):
    certificate = aftermath.certificate()
    opens, ends = ((one - day(0)).days for one in (certificate.renewal_opens, certificate.valid_until))
    run(aftermath, opens - 1)
    assert not letters("renewal_window_opens").exists()
    run(aftermath, opens)
    run(aftermath, opens)
    run(aftermath, ends - 30)
    run(aftermath, ends - 29)
    assert letters("renewal_window_opens").count() == letters("certificate_expires_soon").count() == 1
    assert "1 certificates expired" in run(aftermath, ends + 1)
    before = Entry.objects.count()
    assert run(aftermath, ends + 1) == [] and Entry.objects.count() == before
    assert Certificate.objects.get().status == "expired" and letters("certificate_expired").count() == 1


def test_the_deadline_of_a_notice_is_brought_to_mind_before_and_after(aftermath):
    aftermath.withdrawal("notice_1")  # until the 24th day
    run(aftermath, 20)
    assert not letters("explanation_due").exists()
    run(aftermath, 21)
    run(aftermath, 24)
    assert letters("explanation_due").count() == 1 and not letters("notice_lapsed").exists()
    run(aftermath, 25)
    run(aftermath, 26)
    assert {letter.person.name_en for letter in letters("notice_lapsed")} == {"certifier", "hearer", "second-certifier"}
