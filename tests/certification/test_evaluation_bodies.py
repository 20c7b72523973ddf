"""Evaluation bodies: applied for, designated on requirements, looked into, and ended with a ground."""

import io
from datetime import timedelta

import pytest
from cast import AT, REQUIREMENTS, officer_for, organisation, person
from certification.stage import SCHEME, Stage, content, text
from certification.test_letters import told
from certification.test_technical_review import REPORT, asked
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override
from pypdf import PdfReader

from cityloop.audit.refusal import Refused
from cityloop.certification import actions
from cityloop.certification.models import Certificate, Inquiry, TechnicalCancellation
from cityloop.certification.queries import waiting_for
from cityloop.certification.queries.bodies import bodies
from cityloop.organisations.actions import designate, end_designation
from cityloop.organisations.models import Designation, DesignationEnd, Membership, Requirement
from cityloop.organisations.queries import designated

BODY = Designation.Duty.EVALUATION_BODY
MET = {"service.comfort": {"mark": 4}, "service.lawful": {"mark": 1}}
GROUND = DesignationEnd.Ground


def designating():
    """An edition about organisations, whose grant designates an evaluation body for the same scheme."""
    criteria = content()["criteria"]
    criteria[0]["mandatory"] = True
    profiles = [
        {"id": "bus", "title": text("Body"), "designates": {"duty": "evaluation_body", "schemes": [SCHEME]}},
        {"id": "tram", "title": text("Tram")},
    ]
    return {"subject": "organisation", "profiles": profiles, "criteria": criteria}


@pytest.fixture
def applied(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return Stage(**designating())


@pytest.fixture
def lab(stage):
    stage.examiner = officer_for(BODY, SCHEME, key="examiner", code="lab")
    stage.lab = stage.examiner.organisations.get()
    return Designation.objects.get(organisation=stage.lab)


def day(days):
    return Stage.step(None, None, days)["at"].date()


def opened(stage, lab, days=3):
    step = stage.step(stage.operator, days)
    return actions.open_inquiry(**step, designation=lab, reason="How is it equipped?", answer_by=day(days + 10))


@pytest.mark.law("6(1)", "6(3)")
def test_a_granted_application_designates_the_body_with_the_requirements_that_it_met(applied):
    case = applied.case("granted", marks=MET)
    found = Designation.objects.get(duty=BODY)
    assert (found.organisation, found.scheme, found.since, found.until) == (applied.owner, SCHEME, day(6), None)
    assert found.source.startswith(f"{case.reference} sha256:")
    assert list(found.requirements.values_list("code", flat=True)) == ["service.comfort", "service.lawful"]
    assert "survey.pdf sha256:" in found.requirements.get(code="service.comfort").shown_by
    assert not Certificate.objects.exists()
    assert list(designated(BODY, SCHEME, day(6))) == [applied.owner]
    assert told("designated") == []


@pytest.mark.law("6(3)")
def test_a_body_that_lacks_a_requirement_is_not_designated(applied):
    case = applied.case("review", marks={"service.comfort": {"mark": 4}, "service.lawful": {"mark": 0}})
    applied.review(case)
    applied.report(case)
    with override("en"), pytest.raises(Refused, match="does not meet the edition's conditions"):
        applied.decide(case)
    assert not Designation.objects.filter(duty=BODY).exists()


@pytest.mark.law("6(3)")
def test_nobody_is_designated_as_an_evaluation_body_without_requirements_on_record(db):
    given = {"organisation": organisation("lab"), "duty": BODY, "scheme": SCHEME, "since": AT.date(), "source": "x"}
    with override("en"), pytest.raises(Refused, match="What qualifies it is not on record"):
        designate(actor=None, at=AT, **given)
    designate(actor=None, at=AT, **given, requirements=REQUIREMENTS)
    assert Requirement.objects.get().shown_by == "list of May"
    with pytest.raises(IntegrityError), transaction.atomic():
        Requirement.objects.update(shown_by="something else")


def test_only_the_certifier_of_the_scheme_and_the_installation_designate(stage):
    given = {"organisation": stage.owner, "duty": BODY, "scheme": SCHEME, "since": AT.date(), "source": "x"}
    for who in (stage.operator, stage.applicant, stage.stranger):
        with pytest.raises(Refused):
            designate(actor=who, at=AT, **given, requirements=REQUIREMENTS)
    with pytest.raises(Refused):  # and no certifier makes itself an operating body
        designate(actor=stage.certifier, at=AT, **given | {"duty": Designation.Duty.OPERATING_BODY})
    assert designate(actor=stage.certifier, at=AT, **given, requirements=REQUIREMENTS).organisation == stage.owner


@pytest.mark.law("6(7)")
@pytest.mark.parametrize("ground", GROUND.values)
def test_a_designation_ends_from_this_day_on_with_its_ground_and_reason(stage, lab, ground):
    actions.end_designation(
        **stage.step(stage.certifier, 4), designation=lab, ground=ground, reason="Two of three specialists left."
    )
    lab.refresh_from_db()
    assert (lab.until, lab.ending.on, lab.ending.ground) == (day(3), day(4), ground)
    assert not designated(BODY, SCHEME, day(4)).exists() and designated(BODY, SCHEME, day(3)).exists()
    assert told("designation_ended") == [("examiner", False)]
    with override("en"), pytest.raises(Refused, match="not in force today"):
        end_designation(actor=None, at=AT + timedelta(days=5), designation=lab, ground=ground, reason="Again.")


@pytest.mark.law("6(7)")
def test_what_the_body_was_asked_is_cancelled_when_its_designation_ends(stage, lab):
    case = stage.case("evaluation")
    review = asked(stage, case)
    step = stage.step(stage.certifier, 5)
    actions.end_designation(**step, designation=lab, ground=GROUND.FRAUD, reason="The list was false.")
    assert TechnicalCancellation.objects.get().review == review
    with pytest.raises(Refused):
        actions.hand_in_technical_review(**stage.step(stage.examiner, 6), case=case, **REPORT)


def test_a_designation_is_ended_by_the_certifier_only_and_not_without_ground_and_reason(stage, lab):
    for who in (stage.operator, stage.examiner, stage.stranger):
        with pytest.raises(Refused):
            end_designation(**stage.step(who, 4), designation=lab, ground=GROUND.FRAUD, reason="So.")
    for ground, reason in (("whim", "So."), (GROUND.FRAUD, " "), (GROUND.FRAUD, "x" * 4001)):
        with pytest.raises(Refused):
            end_designation(**stage.step(stage.certifier, 4), designation=lab, ground=ground, reason=reason)
    assert not DesignationEnd.objects.exists()
    with pytest.raises(IntegrityError, match="a_designation_ends_for_a_reason"), transaction.atomic():
        DesignationEnd.objects.create(designation=lab, ground=GROUND.FRAUD, reason="", on=AT.date(), at=AT)


@pytest.mark.law("3(2)10", "6(6)")
def test_an_inquiry_is_answered_by_the_body_and_found_in_order(stage, lab):
    inquiry = opened(stage, lab)
    assert told("inquiry_opened") == [("examiner", False)]
    with override("en"):
        assert "Inquiry into an evaluation body: lab body" in [w.title for w in waiting_for(stage.examiner, day(4))]
    actions.file_statement(**stage.step(stage.examiner, 5), inquiry=inquiry, reason="As it was.", papers=[])
    done = actions.find_in_order(**stage.step(stage.operator, 6), inquiry=inquiry, reason="Seen on site.", papers=[])
    assert (done.state, done.closed_at is not None) == ("in_order", True)
    assert told("inquiry_closed") == [("examiner", False)]
    assert designated(BODY, SCHEME, day(7)).exists()


@pytest.mark.law("3(2)10", "6(6)", "6(7)")
def test_an_inquiry_that_finds_a_ground_leads_to_the_end_by_the_certifier(stage, lab):
    inquiry = opened(stage, lab)
    actions.file_statement(**stage.step(stage.examiner, 5), inquiry=inquiry, reason="Two left.")
    actions.propose_end(**stage.step(stage.operator, 6), inquiry=inquiry, reason="One specialist is left.")
    assert ("certifier", False) in told("end_proposed")
    step = stage.step(stage.certifier, 7)
    done = actions.end_as_proposed(**step, inquiry=inquiry, ground=GROUND.REQUIREMENTS, reason="It follows.")
    lab.refresh_from_db()
    assert (done.state, lab.until, lab.ending.ground) == ("ended", day(6), GROUND.REQUIREMENTS)


def test_the_end_is_not_proposed_before_the_body_was_heard_or_its_time_is_over(stage, lab):
    inquiry = opened(stage, lab)
    with override("en"), pytest.raises(Refused, match="There is still time"):
        actions.propose_end(**stage.step(stage.operator, 6), inquiry=inquiry, reason="Enough.")
    with override("en"), pytest.raises(Refused, match="The time for this ended"):
        actions.file_statement(**stage.step(stage.examiner, 20), inquiry=inquiry, reason="Late.")
    assert (
        actions.propose_end(**stage.step(stage.operator, 20), inquiry=inquiry, reason="Silence.").state
        == "end_proposed"
    )


def test_an_inquiry_is_opened_once_on_a_body_in_force_and_by_the_two_bodies_only(stage, lab):
    for who in (stage.examiner, stage.applicant, stage.stranger):
        with pytest.raises(Refused):
            actions.open_inquiry(**stage.step(who, 3), designation=lab, reason="Why?", answer_by=day(9))
    for given in ({"reason": " ", "answer_by": day(9)}, {"reason": "Why?", "answer_by": day(1)}):
        with pytest.raises(Refused):
            actions.open_inquiry(**stage.step(stage.operator, 3), designation=lab, **given)
    opened(stage, lab)
    with override("en"), pytest.raises(Refused, match="is under way"):
        opened(stage, lab)
    assert Inquiry.objects.count() == 1


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.law("6(1)")
def test_everybody_reads_which_bodies_are_designated_since_when_and_by_what_right(stage, lab, client, language):
    with override(language):
        page, one = reverse("certification:bodies"), reverse("certification:body", args=[lab.pk])
    said = client.get(page).text
    assert lab.organisation.name_en in said if language == "en" else lab.organisation.name_ko in said
    assert one in said and ">test<" in said
    detail = client.get(one).text
    assert "list of May" in detail and reverse("certification:inquire", args=[lab.pk]) not in detail
    end_designation(actor=None, at=AT, designation=lab, ground=GROUND.FRAUD, reason="A false list.")
    assert "A false list." in client.get(one).text


def test_each_reader_is_given_their_own_steps_on_the_page_of_a_body(stage, lab, client):
    asked(stage, stage.case("evaluation"))
    with override("en"):
        addresses = {name: reverse(f"certification:{name}", args=[lab.pk]) for name in ("inquire", "end_designation")}
        page = reverse("certification:body", args=[lab.pk])
    found = {}
    for who in ("operator", "certifier", "examiner", "stranger"):
        client.force_login(getattr(stage, who))
        said = client.get(page).text
        found[who] = [name for name, address in addresses.items() if address in said]
        statuses = [client.get(address).status_code for address in addresses.values()]
        assert statuses == [200 if name in found[who] else 404 for name in addresses]
        assert ("NB-2026-0001" in said) == (who == "examiner")
    assert found == {
        "operator": ["inquire"],
        "certifier": ["inquire", "end_designation"],
        "examiner": [],
        "stranger": [],
    }


def test_an_inquiry_and_an_end_go_through_their_pages(stage, lab, client):
    with override("en"):
        inquire, end = (reverse(f"certification:{name}", args=[lab.pk]) for name in ("inquire", "end_designation"))
    client.force_login(stage.operator)
    assert client.post(inquire, {"reason": "", "answer_by": "2030-01-01"}).status_code == 422
    answer = client.post(inquire, {"reason": "How is it equipped?", "answer_by": "2030-01-01"})
    inquiry = Inquiry.objects.get()
    assert answer.status_code == 302 and answer["Location"].endswith(f"/proceedings/{inquiry.reference}/")
    client.force_login(stage.examiner)
    step = f"{answer['Location']}file_statement/"
    assert client.get(answer["Location"]).status_code == 200
    assert client.post(step, {"reason": "As it was."}).status_code == 302
    client.force_login(stage.certifier)
    assert client.post(end, {"ground": "whim", "reason": "So."}).status_code == 422
    assert client.post(end, {"ground": GROUND.REQUEST, "reason": "They asked for it."}).status_code == 302
    lab.refresh_from_db()
    assert lab.ending.ground == GROUND.REQUEST


def test_the_list_of_bodies_costs_the_same_queries_for_one_and_for_three(stage, lab, client, django_assert_num_queries):
    page = reverse("certification:bodies")
    client.get(page)
    with django_assert_num_queries(5):
        client.get(page)
    for code in ("lab-2", "lab-3"):
        officer_for(BODY, SCHEME, key=code, code=code)
    assert bodies(day(0)).count() == 3
    with django_assert_num_queries(5):
        client.get(page)


def test_the_grant_of_a_designation_is_told_to_the_officers_of_the_body(applied):
    person("head", of=applied.owner, role=Membership.Role.OFFICER)
    applied.case("granted", marks=MET)
    assert told("designated") == [("head", False)]


@pytest.mark.law("6(1)", "6(3)")
@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_designation_has_a_paper_that_says_so_and_the_case_is_called_designated(applied, client, language):
    case = applied.case("granted", marks=MET)
    found = Designation.objects.get(duty=BODY)
    with override(language):
        page, paper = (
            reverse("certification:body", args=[found.pk]),
            reverse("certification:designation_paper", args=[found.pk]),
        )
        overview = reverse("certification:case", args=[case.reference])
    assert paper in client.get(page).content.decode()
    answer = client.get(paper)
    assert answer["Content-Type"] == "application/pdf"
    said = printed_text(answer.content)
    words = {
        "ko": ("지 정 서", "평가기관", "daon 기관", "2026년 9월 7일"),
        "en": ("Evaluation body", "daon body", "7 September 2026"),
    }
    assert all(word in said for word in words[language]), said
    assert f"D-2026-{found.pk:04d}" in said and "ministry" in said
    client.force_login(applied.applicant)
    assert client.get(overview).context["state"] == {"ko": "지정", "en": "Designated"}[language]


@pytest.mark.law("6(7)")
def test_the_paper_of_a_designation_that_ended_does_not_attest_it(stage, lab, client):
    actions.end_designation(**stage.step(stage.certifier, 3), designation=lab, ground=GROUND.FRAUD, reason="forged")
    with override("en"):
        said = printed_text(client.get(reverse("certification:designation_paper", args=[lab.pk])).content)
    assert "does not attest a designation in force" in said and "Obtained by falsehood" in said


@pytest.mark.law("3(1)")
def test_the_operating_body_of_a_scheme_has_its_paper_and_offices_of_programmes_none(stage, client):
    own = Designation.objects.get(duty=Designation.Duty.OPERATING_BODY)
    with override("en"):
        page = client.get(reverse("certification:bodies")).content.decode()
        paper = reverse("certification:designation_paper", args=[own.pk])
        assert paper in page and "Operating body" in printed_text(client.get(paper).content)
        certifier = Designation.objects.get(duty=Designation.Duty.CERTIFIER)
        assert client.get(reverse("certification:designation_paper", args=[certifier.pk])).status_code == 404


def printed_text(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())
