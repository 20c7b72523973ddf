"""Withdrawal by two notices: Guideline 2021-223 Art. 17, deadlines to the day."""

from datetime import timedelta

import pytest
from cast import AT
from certification.aftermath import NOTICED, SECOND, UNTIL_1, UNTIL_2
from certification.stage import PDF, Stage
from django.db import IntegrityError, transaction
from django.utils.translation import override

from cityloop.assessment.models import Duty
from cityloop.audit.models import Entry
from cityloop.audit.queries import verify
from cityloop.audit.refusal import Refused
from cityloop.catalogue.models import Service
from cityloop.certification import actions
from cityloop.certification.models import Certificate, FiledPaper, Withdrawal, WithdrawalNotice
from cityloop.certification.standing import differing


def refused(says, act):
    before = Entry.objects.count()
    with override("en"), pytest.raises(Refused, match=says):
        act()
    assert Entry.objects.count() == before


@pytest.mark.law("17(2)", "17(3)")
def test_without_any_explanation_two_notices_lead_to_the_withdrawal(aftermath):
    found = aftermath.withdrawal("withdrawn")
    certificate = Certificate.objects.get()
    service = Service.objects.get(pk=certificate.service_id)
    assert [(one.number, one.deadline - AT.date()) for one in found.notices.all()] == [
        (1, timedelta(days=UNTIL_1)),
        (2, timedelta(days=UNTIL_2)),
    ]
    assert (certificate.status, service.certificate_status) == ("withdrawn", "withdrawn")
    assert certificate.events.last().reason == "nothing changed"
    assert differing() == [] and verify() is None


@pytest.mark.law("17(2)")
def test_the_first_notice_says_why_and_until_when_to_explain(aftermath):
    found = aftermath.withdrawal("notice_1")
    notice = found.notices.get()
    assert (notice.reason, notice.deadline) == ("late on most days", (AT + timedelta(days=UNTIL_1)).date())
    assert found.due_on == notice.deadline and found.told_at is not None
    with pytest.raises(Refused):
        actions.give_notice(
            **aftermath.step("certifier", NOTICED), withdrawal=aftermath.withdrawal("proposed"), reason=" "
        )


@pytest.mark.law("17(2)")
def test_the_second_notice_waits_until_the_first_deadline_is_past(aftermath):
    found = aftermath.withdrawal("notice_1")
    refused("still time until", lambda: aftermath.notice(found, UNTIL_1))
    assert aftermath.notice(found, UNTIL_1 + 1).state == "notice_2"


@pytest.mark.law("17(2)")
def test_where_something_was_filed_there_is_no_second_notice(aftermath):
    found = aftermath.explain(aftermath.withdrawal("notice_1"))
    refused("not possible while the case is: Explanation filed", lambda: aftermath.notice(found, SECOND))


@pytest.mark.law("17(3)")
def test_nothing_is_withdrawn_before_the_second_deadline_is_past(aftermath):
    first = aftermath.withdrawal("notice_1")
    refused("not possible while the case is: First notice given", lambda: aftermath.withdraw(first, UNTIL_1 + 9))
    second = aftermath.withdrawal("notice_2")
    refused("still time until", lambda: aftermath.withdraw(second, UNTIL_2))
    assert set(Certificate.objects.values_list("status", flat=True)) == {"valid"}


@pytest.mark.law("17(2)")
@pytest.mark.parametrize(("state", "last"), [("notice_1", UNTIL_1), ("notice_2", UNTIL_2)])
def test_an_explanation_is_in_time_through_the_last_day_and_late_the_day_after(aftermath, state, last):
    late, in_time = aftermath.withdrawal(state), aftermath.withdrawal(state)
    refused("time for this ended", lambda: aftermath.explain(late, last + 1))
    assert aftermath.explain(in_time, last).state == "explained"


@pytest.mark.law("17(3)")
def test_an_explanation_without_merit_leads_to_the_withdrawal_without_a_second_notice(aftermath):
    found = aftermath.explain(aftermath.withdrawal("notice_1"))
    actions.give_opinion(**aftermath.step("operator", UNTIL_1), withdrawal=found, reason="the storm was in May")
    assert aftermath.withdraw(found, UNTIL_1).state == "withdrawn"
    assert found.notices.count() == 1 and Certificate.objects.get().status == "withdrawn"


@pytest.mark.law("17(3)")
def test_a_founded_explanation_closes_it_and_the_certificate_stands(aftermath):
    found = aftermath.explain(aftermath.withdrawal("notice_1"))
    step = aftermath.step("certifier", UNTIL_1)
    assert actions.close_withdrawal(**step, withdrawal=found, reason="it was the storm").state == "closed"
    assert Certificate.objects.get().status == "valid"


@pytest.mark.law("17(1)")
def test_fraud_must_be_withdrawn_and_what_is_below_the_criteria_may_be(aftermath):
    fraud, below = (aftermath.withdrawal("explained", ground) for ground in ("fraud", "below_criteria"))
    step = {**aftermath.step("certifier", UNTIL_1), "reason": "let it be", "ground_holds": True}
    refused("must be withdrawn", lambda: actions.close_withdrawal(**step, withdrawal=fraud))
    assert actions.close_withdrawal(**step, withdrawal=below).state == "closed"
    assert actions.close_withdrawal(**{**step, "ground_holds": False}, withdrawal=fraud).state == "closed"


@pytest.mark.law("3(2)11")
def test_the_operating_body_examines_the_ground_and_the_holder_is_not_told_before_a_notice(aftermath):
    found = aftermath.withdrawal("examining")
    assert found.told_at is None
    closed = actions.find_no_ground(**aftermath.step("operator", 9), withdrawal=found, reason="all is well")
    assert (closed.state, closed.told_at, Certificate.objects.get().status) == ("closed", None, "valid")


def test_only_its_own_people_begin_a_withdrawal_and_only_one_at_a_time(aftermath):
    certificate = aftermath.certificate()
    given = {"certificate": certificate, "ground": "fraud", "reason": "a letter"}
    for who in ("certifier", "applicant", "assessor", "stranger"):
        refused("belongs to somebody else", lambda who=who: actions.open_withdrawal(**aftermath.step(who, 8), **given))
    aftermath.withdrawal(certificate=certificate)
    refused("is under way", lambda: actions.open_withdrawal(**aftermath.step("operator", 8), **given))
    for faulty in ({"ground": "dislike"}, {"reason": "  "}):
        with pytest.raises(Refused):
            actions.open_withdrawal(**aftermath.step("operator", 8), **given | faulty)


def test_what_is_withdrawn_or_expired_cannot_be_withdrawn_again(aftermath):
    found = aftermath.withdrawal("withdrawn")
    refused("not possible while the case is: Certificate withdrawn", lambda: aftermath.withdraw(found, UNTIL_2 + 2))
    again = {"certificate": found.certificate, "ground": "fraud", "reason": "a letter"}
    refused("The certificate is: Withdrawn", lambda: actions.open_withdrawal(**aftermath.step("operator", 60), **again))
    late = {**again, "certificate": aftermath.certificate()}
    refused("The certificate is: Expired", lambda: actions.open_withdrawal(**aftermath.step("operator", 900), **late))


def test_papers_are_kept_under_their_hash_and_one_that_lies_takes_the_whole_step_back(aftermath):
    found = aftermath.withdrawal("notice_1")
    refused("The name says", lambda: aftermath.explain(found, papers=[("a.pdf", PDF), ("b.pdf", b"MZ no")]))
    assert not FiledPaper.objects.exists() and Withdrawal.objects.get().state == "notice_1"
    aftermath.explain(found, papers=[("a.pdf", PDF), ("the same again.pdf", PDF)])
    assert [(paper.name, len(paper.sha256)) for paper in FiledPaper.objects.all()] == [("a.pdf", 64)]


def test_too_many_papers_too_large_ones_and_too_long_a_text_are_refused(aftermath):
    found = aftermath.withdrawal("notice_1")
    refused("at most 10", lambda: aftermath.explain(found, papers=[(f"{n}.pdf", PDF) for n in range(11)]))
    refused("larger than", lambda: aftermath.explain(found, papers=[("a.pdf", PDF + b" " * 20_000_001)]))
    step = {**aftermath.step("applicant", UNTIL_1), "withdrawal": found}
    refused("longer than", lambda: actions.file_explanation(**step, reason="a" * 8_001))


def test_an_edition_without_a_term_for_notices_cannot_give_one(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    from certification.aftermath import Aftermath

    aftermath = Aftermath(Stage(steps={"supplement": "P14D"}))
    found = aftermath.withdrawal("proposed")
    refused("does not say how much time", lambda: aftermath.notice(found, NOTICED))


def test_whoever_acts_in_a_withdrawal_is_written_down_with_the_case(aftermath):
    found = aftermath.withdrawal("notice_1")
    duties = dict(found.case.duties.values_list("person__name_en", "duty"))
    assert duties["operator"] == Duty.Kind.AFTERCARE and duties["certifier"] == Duty.Kind.DECIDE


def test_who_belongs_to_the_holder_gives_no_notice(aftermath):
    found = aftermath.withdrawal("proposed")
    Duty.objects.filter(case=found.case, duty=Duty.Kind.DECIDE).delete()
    aftermath.stage.certifier.memberships.create(organisation=aftermath.stage.owner, since=AT.date())
    refused("three years", lambda: aftermath.notice(found, NOTICED))


def test_a_notice_is_given_once_and_never_changed(aftermath):
    found = aftermath.withdrawal("notice_1")
    row = found.notices.get()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        WithdrawalNotice.objects.update(deadline=AT.date())
    row.pk, row._state.adding = None, True
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
