"""A local government applies for the certification of its city (Art. 7, 9(3)), and holds the certificate itself."""

import json

import pytest
from cast import AT, organisation, person
from certification.stage import MARKS, PDF, Stage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override

from cityloop import rulebook
from cityloop.assessment.actions import save_answers
from cityloop.assessment.models import Case
from cityloop.audit.refusal import Refused
from cityloop.catalogue.models import Service
from cityloop.certification import actions, queries
from cityloop.certification.models import Certificate
from cityloop.certification.open_data import CERTIFICATES, certificate_rows
from cityloop.certification.queries.self_check import self_checks
from cityloop.certification.report_paper import report_paper
from cityloop.certification.reporting import content_of
from cityloop.engine.frozen import thaw
from cityloop.organisations.actions import state_tier
from cityloop.organisations.models import Membership, Organisation

ANSWERS = {"head": "시장 김가람", "department": "스마트도시과", "population": 512_000}


def of_the_city_edition(*keys):
    """What the edition for cities that comes with Cityloop says under some keys, as plain data."""
    said = thaw(rulebook.load("smart-city/2025").content)
    return {key: said[key] for key in keys}


@pytest.fixture
def city(db, settings, tmp_path):
    """The stage under the rules of the city edition about who may apply; its owner is a local government."""
    settings.MEDIA_ROOT = tmp_path
    return staged_for_a_city()


def staged_for_a_city(**changes):
    stage = Stage(**of_the_city_edition("subject", "eligibility", "form", "classes"), **changes)
    Organisation.objects.filter(pk=stage.owner.pk).update(kind="local_government", tier="si")
    stage.owner.refresh_from_db()
    return stage


def answered(stage, case, **changes):
    save_answers(**stage.step(stage.applicant), case=case, answers=ANSWERS | changes)
    return case


def granted(stage):
    case = answered(stage, stage.case("draft"))
    case = stage.seat(stage.accept(stage.submit(case)))
    case = stage.review(stage.mark_all(case, MARKS))
    return stage.decide(stage.report(case))


@pytest.mark.law("7", "9(2)", "9(3)")
@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_city_is_certified_from_the_start_page_to_its_public_certificate(city, client, language):
    client.force_login(city.applicant)
    with override(language):
        start = reverse("certification:start")
        home = reverse("certification:home")
    assert start in client.get(home).text
    given = {"subject": f"organisation-{city.owner.code}", "scheme": "night-bus/bus"}
    answer = client.post(start, given)
    case = Case.objects.get()
    assert (answer.status_code, case.about, case.service, case.subject) == (302, "organisation", None, city.owner)
    with override(language):
        form, item, punctual, submit = (
            reverse("assessment:form", args=[case.reference]),
            reverse("assessment:item", args=[case.reference, "service.comfort"]),
            reverse("assessment:item", args=[case.reference, "service.punctual"]),
            reverse("assessment:submit", args=[case.reference]),
        )
    page = client.get(form).text
    assert ("지방자치단체의 장" if language == "ko" else "Head of the local government") in page
    answered(city, case)
    file = SimpleUploadedFile("survey.pdf", PDF, "application/pdf")
    assert client.post(item, {"for": "survey", "survey-file": file}).status_code == 302
    assert client.post(punctual, {"for": "value", "value": "2"}).status_code == 302
    digest = client.get(submit).context["digest"]
    assert client.post(submit, {"digest": digest}).status_code == 302
    case.refresh_from_db()
    assert case.state == "submitted"
    case = city.seat(city.accept(case))
    case = city.review(city.mark_all(case, MARKS))
    city.decide(city.report(case))
    certificate = Certificate.objects.get()
    with override(language):
        addresses = [
            reverse("certification:certificate", args=[certificate.number]),
            reverse("certification:certificates"),
            reverse("certification:case", args=[case.reference]),
            reverse("certification:check") + f"?q={certificate.number}",
        ]
    name = city.owner.name_ko if language == "ko" else city.owner.name_en
    for address in addresses:
        page = client.get(address)
        assert (page.status_code, name in page.text) == (200, True), address
    paper = client.get(addresses[0].removesuffix("/") + ".pdf")
    assert (
        paper.content.startswith(b"%PDF") and queries.check_paper(paper.content, AT.date()).certificate == certificate
    )


@pytest.mark.law("15(4)")
def test_the_certificate_of_a_city_names_the_city_its_class_and_no_service(city):
    granted(city)
    certificate = Certificate.objects.get()
    assert (certificate.service, certificate.subject, certificate.holder) == (None, city.owner, city.owner)
    content = certificate.content
    assert content["subject"] == {
        "about": "organisation", "code": "daon", "ko": city.owner.name_ko, "en": city.owner.name_en,
    }  # fmt: skip
    assert (content["class"], "type" in content, "fields" in content) == ("large", False, False)
    assert not Service.objects.exists()


def test_the_credential_the_api_and_the_open_data_speak_of_the_city(city, client):
    granted(city)
    certificate = Certificate.objects.get()
    credential = json.loads(client.get(f"/api/v1/certificates/{certificate.number}/credential").content)
    (assessed,) = credential["credentialSubject"]["conformityAssessment"]
    assert assessed["assessedOrganisation"]["registeredId"] == "daon" and "assessedProduct" not in assessed
    said = client.get(f"/api/v1/certificates/{certificate.number}").json()
    assert (said["intact"], said["content"]["subject"]["about"]) == (True, "organisation")
    (row,) = certificate_rows(AT.date())
    told = dict(zip(CERTIFICATES, row, strict=True))
    assert (told["about"], told["subject"], told["holder"]) == ("organisation", "daon", "daon")


def test_the_report_on_a_city_names_it_and_its_statistics_count_it(city, client):
    case = granted(city)
    assert content_of(case)["object"] == {
        "about": "organisation", "code": "daon", "type": "", "ko": city.owner.name_ko, "en": city.owner.name_en,
    }  # fmt: skip
    client.force_login(city.operator)
    assert client.get(reverse("certification:statistics", args=["night-bus"])).context["found"].whole.certified == 1


GRADES = [{"id": "1", "from": 9}, {"id": "2", "from": 8}, {"id": "3", "from": 0}]


@pytest.mark.law("10(3)")
@pytest.mark.parametrize(("mark", "points", "grade"), [(4, 10, "1"), (3, 8.5, "2"), (2, 7, "3")])
def test_the_report_on_a_city_carries_its_points_and_its_grade(settings, tmp_path, db, mark, points, grade):
    settings.MEDIA_ROOT = tmp_path
    city = staged_for_a_city(grades=GRADES)
    case = city.seat(city.accept(city.submit(answered(city, city.case("draft")))))
    case = city.review(city.mark_all(case, MARKS | {"service.comfort": {"mark": mark, "note": "p. 1"}}))
    case = city.report(case)
    report = case.reports.get()
    said = report.content["outcome"]
    assert (said["points"], said["grade"], said["areas"][0]["points"]) == (points, grade, points)
    paper = report_paper(report, "ko")
    assert ("등급", grade) in [row for block in paper.blocks for row in getattr(block, "rows", ())]
    city.decide(case)
    assert Certificate.objects.get().content["grade"] == grade


def test_a_new_certificate_of_a_city_takes_the_place_of_the_old_one(city):
    granted(city)
    granted(city)
    statuses = list(Certificate.objects.order_by("pk").values_list("status", flat=True))
    assert statuses == ["superseded", "valid"]


def test_a_city_renews_its_certificate_in_the_window(city):
    granted(city)
    certificate = Certificate.objects.get()
    at = city.step(None)["at"].replace(year=certificate.valid_until.year, month=certificate.valid_until.month, day=1)
    case = actions.ask_renewal(actor=city.applicant, at=at, certificate=certificate)
    assert (case.about, case.subject, case.title_en) == ("organisation", city.owner, city.owner.name_en)


@pytest.mark.law("7")
@pytest.mark.parametrize(
    ("kind", "tier"), [("company", ""), ("local_government", ""), ("local_government", "province")]
)
def test_whoever_is_no_city_of_article_7_cannot_apply_for_one(city, kind, tier):
    Organisation.objects.filter(pk=city.owner.pk).update(kind=kind, tier=tier)
    city.owner.refresh_from_db()
    with override("en"), pytest.raises(Refused, match="a si, gun or gu applies"):
        city.case("draft")
    assert not Case.objects.exists()


@pytest.mark.law("9(3)")
def test_without_its_head_the_application_of_a_city_is_not_taken(city):
    case = answered(city, city.case("draft"))
    answered(city, case, head="")
    with override("en"), pytest.raises(Refused, match="The head of the local government applies"):
        city.submit(case)
    case.refresh_from_db()
    assert case.state == "draft"


def test_a_service_does_not_apply_as_a_city_nor_a_city_as_a_service(city, stage_for):
    given = {**city.step(city.applicant), "scheme": "night-bus", "profile": "bus"}
    with override("en"), pytest.raises(Refused, match="is about the organisation that applies"):
        actions.open_case(**given, service=city.service())
    assert not Case.objects.exists()


def test_an_organisation_does_not_apply_where_services_are_certified(stage):
    given = {**stage.step(stage.applicant), "scheme": "night-bus", "profile": "bus"}
    with override("en"), pytest.raises(Refused, match="This edition certifies services"):
        actions.open_case(**given, organisation=stage.owner)
    for who in (stage.stranger, stage.operator):
        with pytest.raises(Refused):
            actions.open_case(**{**given, "actor": who}, organisation=stage.owner)


def test_a_city_applies_once_at_a_time(city):
    city.case("draft")
    with override("en"), pytest.raises(Refused, match="application for this under way"):
        city.case("draft")


def test_the_start_page_says_when_subject_and_scheme_do_not_go_together(city, client):
    service = city.service()
    client.force_login(city.applicant)
    with override("en"):
        start, check = reverse("certification:start"), reverse("certification:self_check")
    page = client.post(start, {"subject": f"service-{service.code}", "scheme": "night-bus/bus"})
    assert (page.status_code, "about the organisation itself" in page.text) == (422, True)
    assert client.post(start, {"subject": "organisation-elsewhere", "scheme": "night-bus/bus"}).status_code == 422
    found = client.get(check, {"subject": "organisation-daon"})
    assert [one.may for one in found.context["checks"]] == [True, True]
    assert client.get(check, {"subject": f"service-{service.code}"}).context["checks"] == []
    assert client.get(check, {"subject": "organisation-elsewhere"}).status_code == 404


def test_the_self_check_tells_a_province_that_it_may_not(city):
    Organisation.objects.filter(pk=city.owner.pk).update(tier="province")
    city.owner.refresh_from_db()
    assert {one.may for one in self_checks(city.owner, None, AT, AT.date())} == {False}


def test_an_officer_says_once_which_kind_of_local_government_it_is(db, client):
    owner = organisation("garam", kind="local_government")
    officer, member = person("officer", of=owner, role=Membership.Role.OFFICER), person("member", of=owner)
    with pytest.raises(Refused):
        state_tier(actor=member, at=AT, organisation=owner, tier="si")
    with pytest.raises(Refused):
        state_tier(actor=officer, at=AT, organisation=owner, tier="planet")
    client.force_login(officer)
    mine = reverse("organisations:mine")
    address = reverse("organisations:tier", args=["garam"])
    assert address in client.get(mine).text
    assert client.post(address, {"tier": "gun"}).status_code == 302
    owner.refresh_from_db()
    assert (owner.tier, address in client.get(mine).text) == ("gun", False)
    client.force_login(person("outsider"))
    assert client.post(address, {"tier": "si"}).status_code == 404


def test_the_database_holds_that_a_case_about_a_service_names_it_and_no_other_does(city):
    case = city.case("draft")
    service = city.service()
    for change in ({"about": "service"}, {"service": service}, {"about": "proposal", "service": service}):
        with pytest.raises(IntegrityError, match="names_it_and_no_other_does"), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(**change)
    with pytest.raises(IntegrityError, match="only_a_local_government_has_a_tier"), transaction.atomic():
        Organisation.objects.filter(pk=city.owner.pk).update(kind="company")
