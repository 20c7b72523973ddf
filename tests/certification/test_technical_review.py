"""An evaluation body is asked, asks for documents, and reports; nobody but a designated one, and only while it is."""

import pytest
from cast import REQUIREMENTS, officer_for, organisation, person
from certification.stage import PDF, SCHEME
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override

from cityloop.assessment.models import Duty
from cityloop.assessment.queries import visible_to
from cityloop.audit.refusal import Refused
from cityloop.certification import actions
from cityloop.certification.models import DocumentAnswer, DocumentRequest, TechnicalReport, TechnicalReview
from cityloop.certification.queries import waiting_for
from cityloop.certification.reporting import content_of
from cityloop.organisations.actions import designate
from cityloop.organisations.models import Designation, Membership

REPORT = {"summary": "It is safe.", "findings": "Two sensors were tried.", "name": "t.pdf", "content": PDF}


@pytest.fixture
def case(stage):
    stage.examiner = officer_for(Designation.Duty.EVALUATION_BODY, SCHEME, key="examiner", code="lab")
    stage.lab = stage.examiner.organisations.get()
    return stage.case("evaluation")


def asked(stage, case, body=None, days=4):
    step = stage.step(stage.operator, days)
    due = {"due_on": stage.step(None, 30)["at"].date()}
    actions.ask_technical_review(**step, case=case, body=body or stage.lab, questions="Is it safe?", **due)
    return TechnicalReview.objects.latest("pk")


def requested(stage, case, who):
    actions.ask_documents(**stage.step(who, 5), case=case, asks="The log of May.")
    return DocumentRequest.objects.latest("pk")


def ended(stage, days):
    Designation.objects.filter(organisation=stage.lab).update(until=stage.step(None, days)["at"].date())


@pytest.mark.law("14(2)", "6(2)", "6(1)")
def test_a_designated_body_is_asked_and_its_people_see_the_case_from_then_on(stage, case):
    on = stage.step(None, 4)["at"].date()
    assert not visible_to(stage.examiner, on).exists()
    review = asked(stage, case)
    assert (review.body, review.questions) == (stage.lab, "Is it safe?")
    assert list(visible_to(stage.examiner, on)) == [case]
    assert Duty.objects.get(person=stage.examiner).duty == "examine"
    with override("en"):
        assert [one.title for one in waiting_for(stage.examiner, on)] == [f"Hand in the technical report: {case.title}"]


def reported(stage, case):
    asked(stage, case)
    actions.hand_in_technical_review(**stage.step(stage.examiner, 6), case=case, **REPORT)
    return TechnicalReport.objects.latest("pk")


def read(stage, case, report, accepted=True):
    step = stage.step(stage.operator, 7)
    actions.review_technical_report(**step, case=case, report=report, accepted=accepted, reason="It answers all.")


@pytest.mark.law("14(4)")
def test_the_body_reports_once_and_the_report_to_the_certifier_says_so(stage, case):
    report = reported(stage, case)
    assert (report.name, report.size, len(report.sha256), len(report.digest)) == ("t.pdf", len(PDF), 64, 64)
    with override("en"), pytest.raises(Refused, match="No technical review by your body is open"):
        actions.hand_in_technical_review(**stage.step(stage.examiner, 7), case=case, **REPORT)
    read(stage, case, report)
    stage.mark_all(case, {"service.comfort": {"mark": 3}, "service.lawful": {"mark": 1}})
    case.refresh_from_db()
    (said,) = content_of(case)["technical_reviews"]
    assert (said["body"]["code"], said["summary"], said["sha256"]) == ("lab", "It is safe.", report.digest)


@pytest.mark.law("14(3)", "10(2)")
@pytest.mark.parametrize("who", ["examiner", "operator"])
def test_the_body_or_the_officer_asks_for_documents_and_the_applicant_answers_once(stage, case, who):
    asked(stage, case)
    request = requested(stage, case, getattr(stage, who))
    answer = {"case": case, "request": request, "text": "Here.", "name": "log.pdf", "content": PDF}
    on = stage.step(None, 6)["at"].date()
    with override("en"):
        assert f"Send the documents asked for: {case.title}" in [w.title for w in waiting_for(stage.applicant, on)]
    actions.answer_documents(**stage.step(stage.applicant, 6), **answer)
    assert DocumentAnswer.objects.get().name == "log.pdf"
    with override("en"), pytest.raises(Refused, match="answered before"):
        actions.answer_documents(**stage.step(stage.applicant, 7), **answer)
    assert DocumentAnswer.objects.count() == 1


def test_a_late_answer_to_a_request_is_refused(stage, case):
    request = requested(stage, case, stage.operator)
    with override("en"), pytest.raises(Refused, match="day for the answer has passed: 2026-09-20"):
        actions.answer_documents(**stage.step(stage.applicant, 20), case=case, request=request, text="Late.")
    assert not DocumentAnswer.objects.exists()


@pytest.mark.law("6(1)", "3(2)10")
def test_a_body_that_is_not_designated_for_the_scheme_is_not_asked(stage, case):
    other = organisation("other-lab")
    person("other-examiner", of=other)
    with override("en"), pytest.raises(Refused, match="is not designated as an evaluation body"):
        asked(stage, case, body=other)
    assert not TechnicalReview.objects.exists()


@pytest.mark.law("6(7)", "3(2)10")
def test_a_body_whose_designation_has_ended_acts_no_more(stage, case):
    asked(stage, case)
    ended(stage, 5)
    with override("en"), pytest.raises(Refused, match="is not designated as an evaluation body"):
        actions.hand_in_technical_review(**stage.step(stage.examiner, 6), case=case, **REPORT)
    with override("en"), pytest.raises(Refused, match="is not designated as an evaluation body"):
        actions.ask_documents(**stage.step(stage.examiner, 6), case=case, asks="More.")
    assert not TechnicalReport.objects.exists()


def test_a_body_that_is_a_party_to_the_case_is_not_asked(stage, case):
    designate(
        actor=None, at=stage.step(None)["at"], organisation=stage.owner, duty=Designation.Duty.EVALUATION_BODY,
        scheme=SCHEME, since=stage.step(None)["at"].date(), source="test", requirements=REQUIREMENTS,
    )  # fmt: skip
    with override("en"), pytest.raises(Refused, match="is itself a party"):
        asked(stage, case, body=stage.owner)


def test_a_body_whose_people_belong_to_the_applicant_is_not_asked(stage, case):
    Membership.objects.create(person=stage.examiner, organisation=stage.owner, since="2025-01-01")
    with override("en"), pytest.raises(Refused, match="Nobody of lab body is free"):
        asked(stage, case)
    assert not Duty.objects.filter(duty="examine").exists()


def test_a_body_is_not_asked_twice_while_its_report_is_open(stage, case):
    asked(stage, case)
    with override("en"), pytest.raises(Refused, match="was asked before"):
        asked(stage, case)
    assert TechnicalReview.objects.count() == 1


def test_the_evaluation_waits_for_the_officer_while_a_technical_review_is_open(stage, case):
    asked(stage, case)
    marked = stage.mark_all(case, {"service.comfort": {"mark": 3}, "service.lawful": {"mark": 1}})
    assert marked.state == "evaluation"
    with override("en"), pytest.raises(Refused, match="technical review by an evaluation body is not handed in"):
        stage.close(case)
    assert stage.close(case, reason="The body does not answer.").state == "review"


@pytest.mark.parametrize("changes", [{"content": None}, {"summary": " "}, {"name": "t.docx"}, {"findings": "x" * 4001}])
def test_a_report_that_is_empty_or_lies_about_its_kind_is_refused(stage, case, changes):
    asked(stage, case)
    with pytest.raises(Refused):
        actions.hand_in_technical_review(**stage.step(stage.examiner, 6), case=case, **{**REPORT, **changes})
    assert not TechnicalReport.objects.exists()


def test_the_database_keeps_what_the_body_reported(stage, case):
    asked(stage, case)
    actions.hand_in_technical_review(**stage.step(stage.examiner, 6), case=case, **REPORT)
    for act in (lambda: TechnicalReport.objects.update(summary="x"), lambda: TechnicalReview.objects.get().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_page_gives_each_reader_their_step_and_the_outsider_nothing(stage, client, case, language):
    asked(stage, case)
    request = requested(stage, case, stage.examiner)
    with override(language):
        page = reverse("certification:technical", args=[case.reference])
        marks = reverse("assessment:evaluation", args=[case.reference])
    found = {}
    for who in ("operator", "examiner", "applicant", "stranger"):
        client.force_login(getattr(stage, who))
        response = client.get(page)
        steps = ("ask", "report", "documents", f"answer-{request.pk}")
        found[who] = (response.status_code, [do for do in steps if f'value="{do}"' in response.text])
    assert found == {
        "operator": (200, ["ask", "documents"]),
        "examiner": (200, ["report", "documents"]),
        "applicant": (200, [f"answer-{request.pk}"]),
        "stranger": (404, []),
    }
    client.force_login(stage.examiner)
    assert client.get(marks).status_code in (302, 404)
    assert client.post(page, {"do": "report"}).status_code == 422
    assert client.post(page, {"do": "ask"}).status_code == 404


def test_the_files_are_read_by_those_who_may_and_by_nobody_else(stage, client, case):
    asked(stage, case)
    actions.hand_in_technical_review(**stage.step(stage.examiner, 6), case=case, **REPORT)
    address = reverse("certification:technical_file", args=[case.reference, "report", TechnicalReport.objects.get().pk])
    seen = {}
    for who in ("operator", "examiner", "applicant", "stranger"):
        client.force_login(getattr(stage, who))
        seen[who] = client.get(address).status_code
    assert seen == {"operator": 200, "examiner": 200, "applicant": 404, "stranger": 404}
