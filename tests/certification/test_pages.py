"""Pages: both languages, constant queries, and what a form keeps when it is refused."""

import pytest
from certification.stage import MARKS, PDF, named
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from cityloop.assessment.models import Case, Evidence, Mark
from cityloop.certification.models import Certificate, Decision, Review


def url(name, *args, language="en"):
    with override(language):
        return reverse(named(name), args=args)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("name", ["home", "certificates", "check"])
def test_public_pages_open_for_everybody_in_both_languages(stage, client, language, name):
    stage.case("granted")
    page = client.get(url(name, language=language))
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.content.decode()


def test_an_edition_shows_every_criterion_with_its_anchors_sources_and_digest(stage, client):
    page = client.get(url("scheme", "night-bus", "2026")).content.decode()
    for shown in ("Comfort", "Is it licensed?", "level 4", "Comfort counts.", "Survey", "a test", stage.edition.digest):
        assert shown in page
    assert client.get(url("scheme", "night-bus", "2026") + "?field=tram").status_code == 200
    assert client.get(url("scheme", "night-bus", "2026") + "?field=ship").status_code == 404
    assert client.get(url("scheme", "night-bus", "1999")).status_code == 404


@pytest.mark.parametrize(("path", "queries"), [("certificates", 3), ("home", 6)])
def test_public_lists_cost_the_same_at_one_and_at_three(stage, client, django_assert_num_queries, path, queries):
    for more in (1, 2):
        for _ in range(more):
            stage.case("granted")
        with django_assert_num_queries(queries):
            client.get(url(path))


def test_the_list_of_cases_costs_the_same_at_one_and_at_three(stage, client, django_assert_max_num_queries):
    client.force_login(stage.operator)
    costs = []
    for more in (1, 2):
        for _ in range(more):
            stage.case("granted")
        client.get(url("cases"))  # what waits is counted once after something was done
        with django_assert_max_num_queries(15) as spent:
            page = client.get(url("cases"))
        costs.append(len(spent))
    assert costs[0] == costs[1]
    assert page.content.decode().count("<tr>") == 1 + Case.objects.count()


@pytest.mark.law("15(4)")
def test_a_certificate_opens_down_to_the_marks(stage, client):
    stage.case("granted")
    certificate = Certificate.objects.get()
    page = client.get(url("certificate", certificate.number)).content.decode()
    for shown in (certificate.number, certificate.digest, stage.edition.digest, "Assessor 2", 'class="qr"'):
        assert shown in page
    assert client.get(url("certificate", "C-NB-2026-0099")).status_code == 404


@pytest.mark.parametrize(
    ("status", "says"), [("valid", "is valid until"), ("withdrawn", "was withdrawn"), ("suspended", "is suspended")]
)
def test_a_check_says_in_a_sentence_what_holds(stage, client, status, says):
    stage.case("granted")
    Certificate.objects.update(status=status, valid_until="2099-01-01")
    page = client.get(url("check"), {"q": Certificate.objects.get().number}).content.decode()
    assert says in page
    assert "No certificate with" in client.get(url("check"), {"q": "C-NB-1"}).content.decode()


def test_an_application_goes_from_start_to_receipt_through_its_pages(stage, client):
    client.force_login(stage.applicant)
    service = stage.service()
    answer = client.post(url("start"), {"subject": f"service-{service.code}", "scheme": "night-bus/bus"})
    case = Case.objects.get()
    assert answer["Location"] == url("dossier", case.reference)
    item = url("item", case.reference, "service.comfort")
    file = SimpleUploadedFile("survey.pdf", PDF, "application/pdf")
    assert client.post(item, {"for": "survey", "survey-file": file}).status_code == 302
    assert client.post(item, {"for": "statement", "statement": "Page 1."}).status_code == 302
    punctual = url("item", case.reference, "service.punctual")
    assert client.post(punctual, {"for": "value", "value": "2"}).status_code == 302
    confirm = client.get(url("submit", case.reference))
    assert confirm.context["gaps"] == []
    answer = client.post(url("submit", case.reference), {"digest": confirm.context["digest"]})
    assert answer["Location"] == url("receipt", case.reference)
    assert confirm.context["digest"] in client.get(answer["Location"]).content.decode()
    again = client.post(url("submit", case.reference), {"digest": confirm.context["digest"]})
    assert (again.status_code, "is not possible while the case is" in again.content.decode()) == (409, True)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("survey.pdf", b"MZ\x90\x00", "The name says “pdf”"),
        ("survey.pdf", b"", "The file is empty"),
        ("survey.pdf", PDF + b" " * 20_000_001, "larger than 20 MB"),
        ("survey.png", b"\x89PNG\r\n\x1a\n....", "PNG is not accepted here"),
    ],
)
def test_an_upload_that_cannot_be_evidence_is_refused_on_the_page(stage, client, name, content, says):
    case = stage.case("draft")
    client.force_login(stage.applicant)
    file = SimpleUploadedFile(name, content)
    page = client.post(url("item", case.reference, "service.comfort"), {"for": "survey", "survey-file": file})
    assert (page.status_code, says in page.content.decode()) == (422, True)
    assert not Evidence.objects.exists()


def test_evidence_is_taken_out_of_a_draft_and_a_made_up_piece_is_not_found(stage, client):
    case = stage.case("draft")
    stage.fill(case)
    client.force_login(stage.applicant)
    item = url("item", case.reference, "service.comfort")
    assert {client.post(item, {"withdraw": key}).status_code for key in ("x", "", "-1", "999999")} == {404}
    assert client.post(item, {"withdraw": str(Evidence.objects.get().pk)}).status_code == 302
    assert Evidence.objects.get().withdrawn_at
    assert client.post(item, {"withdraw": str(Evidence.objects.get().pk)}).status_code == 409


def test_marking_goes_from_criterion_to_criterion_and_is_handed_in(stage, client):
    case = stage.case("evaluation")
    client.force_login(stage.assessor)
    assert client.get(url("marking", case.reference))["Location"] == url("declare", case.reference)
    client.post(url("declare", case.reference), {"ground": "none"})
    first = url("mark", case.reference, "service.comfort")
    assert "level 3" in client.get(first).content.decode()
    answer = client.post(first, {"mark": "3", "confidence": "4", "note": "p. 1"})
    assert answer["Location"] == url("mark", case.reference, "service.lawful")
    answer = client.post(answer["Location"], {"mark": "–", "note": ""})
    assert (answer.status_code, "needs a reason" in answer.content.decode()) == (422, True)
    client.post(url("mark", case.reference, "service.lawful"), {"mark": "1"})
    assert Mark.objects.count() == 2
    client.post(url("hand_in", case.reference))
    assert case.sheets.get(person=stage.assessor).submitted_at
    assert client.post(url("hand_in", case.reference)).status_code == 409


def test_a_refused_review_keeps_what_was_written(stage, client):
    case = stage.case("review")
    client.force_login(stage.reviewer)
    client.post(url("review", case.reference), {"do": "take"})
    given = {"digest": "0" * 64, "recommendation": "grant", "note": "a long and careful text"}
    page = client.post(url("review", case.reference), given)
    assert (page.status_code, "a long and careful text" in page.content.decode()) == (422, True)
    assert not Review.objects.exists()


def test_a_decision_is_confirmed_before_it_is_made(stage, client):
    case = stage.case("decision")
    client.force_login(stage.certifier)
    given = {"digest": case.reports.last().digest, "verdict": "granted", "reason": "it follows"}
    page = client.post(url("decide", case.reference), given).content.decode()
    assert "Confirm the decision" in page and not Decision.objects.exists()
    client.post(url("decide", case.reference), given | {"do": "confirm"})
    assert Decision.objects.get().verdict == "granted"
    again = client.post(url("decide", case.reference), given | {"do": "confirm"})
    assert "decided already" in again.content.decode()


def test_an_officer_who_accepts_an_incomplete_dossier_without_a_reason_is_asked_for_it(stage, client):
    case = stage.case("draft")
    client.force_login(stage.applicant)
    digest = client.get(url("submit", case.reference)).context["digest"]
    client.post(url("submit", case.reference), {"digest": digest})
    client.force_login(stage.operator)
    page = client.post(url("completeness", case.reference), {"do": "accept", "digest": digest})
    assert (page.status_code, "are missing" in page.content.decode()) == (422, True)
    client.post(url("completeness", case.reference), {"do": "accept", "digest": digest, "reason": "a trial"})
    case.refresh_from_db()
    assert case.state == "accepted"


def test_the_panel_page_suggests_as_many_as_are_needed_and_shows_conflicts(stage, client):
    case = stage.case("accepted")
    stage.spare.memberships.create(organisation=stage.owner, since="2026-01-01")
    client.force_login(stage.operator)
    page = client.get(url("panel", case.reference), follow=True)
    assert page.redirect_chain == [(url("seats", case.reference), 302)], "nobody sits yet"
    (proposed,) = page.context["proposal"].panels[0].seats
    assert proposed.assessor.person in (stage.assessor, stage.second)
    assert [(one.person, "three years" in why) for one, why in page.context["barred"]] == [(stage.spare, True)]
    by_hand = {"do": "hand", "people": [str(stage.assessor.pk), str(stage.second.pk)]}
    assert client.post(url("seats", case.reference), by_hand).status_code == 422, "by hand needs a reason"
    client.post(url("seats", case.reference), {**by_hand, "reason": "both know night buses"})
    assert case.duties.count() == 2
    assert url("seats", case.reference) in client.get(url("panel", case.reference)).content.decode()
    assert url("panel", case.reference) in client.get(url("seats", case.reference)).content.decode()


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("state", ["draft", "submitted", "evaluation", "review", "decision", "granted", "refused"])
def test_a_case_opens_for_each_of_its_people_in_both_languages(stage, client, state, language):
    case = stage.case(state, marks=MARKS)
    for who in ("applicant", "operator", "assessor", "certifier"):
        client.force_login(getattr(stage, who))
        status = client.get(url("case", case.reference, language=language)).status_code
        assert status in (200, 404)
    client.force_login(stage.applicant)
    for name in ("case", "dossier", "record"):
        assert client.get(url(name, case.reference, language=language)).status_code == 200


def test_a_made_up_number_of_evidence_is_not_found_however_long(stage, client):
    case = stage.case("draft")
    client.force_login(stage.applicant)
    address = url("item", case.reference, "service.comfort")
    assert {client.post(address, {"withdraw": "9" * n}).status_code for n in (19, 20, 5_000)} == {404}


def test_a_check_reads_what_no_database_takes_as_nothing(stage, client):
    stage.case("granted")
    number = Certificate.objects.get().number
    assert number in client.get(url("check"), {"q": f"\0{number}\0"}).content.decode()
    assert client.get(url("certificates"), {"q": "\0" * 200}).context["text"] == ""
