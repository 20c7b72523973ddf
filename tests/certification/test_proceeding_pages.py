"""The pages of suspension and withdrawal: who finds them, what they say, and that nothing typed is lost."""

import pytest
from certification.stage import PDF, named
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from cityloop.certification.models import Certificate, FiledPaper, Proceeding
from cityloop.certification.queries import waiting_for


def url(name, *args, language="en"):
    with override(language):
        return reverse(named(name), args=args)


def test_a_proceeding_that_is_not_yours_is_not_found(aftermath, client):
    found = aftermath.withdrawal("proposed")
    for who, status in {"operator": 200, "certifier": 200, "applicant": 404, "stranger": 404, "assessor": 404}.items():
        client.force_login(getattr(aftermath.stage, who))
        assert client.get(url("proceeding", found.reference)).status_code == status, who
    aftermath.notice(found, 10)
    client.force_login(aftermath.stage.applicant)
    assert client.get(url("proceeding", found.reference)).status_code == 200
    client.logout()
    assert client.get(url("proceeding", found.reference)).status_code == 302


def test_a_step_of_somebody_else_is_refused_and_an_unknown_one_is_not_found(aftermath, client):
    found = aftermath.withdrawal("notice_1")
    client.force_login(aftermath.stage.applicant)
    step = url("proceeding_step", found.reference, "withdraw_certificate")
    assert client.get(step).status_code == 302
    answer = client.post(step, {"reason": "I withdraw it myself"})
    assert (answer.status_code, "is not possible" in answer.content.decode()) == (422, True)
    assert client.get(url("proceeding_step", found.reference, "dance")).status_code == 404
    assert Certificate.objects.get().status == "valid"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_holder_explains_on_the_page_with_files_that_the_others_can_open(aftermath, client, language, monkeypatch):
    found = aftermath.withdrawal("notice_1")
    monkeypatch.setattr(timezone, "now", lambda: aftermath.step("operator", 12)["at"])
    client.force_login(aftermath.stage.applicant)
    address = url("proceeding_step", found.reference, "file_explanation", language=language)
    files = [SimpleUploadedFile(f"{n}.pdf", PDF + bytes([n])) for n in (65, 66)]
    lying = [SimpleUploadedFile("a.pdf", b"MZ no")]
    answer = client.post(address, {"reason": "a long explanation", "papers": lying})
    assert (answer.status_code, "a long explanation" in answer.content.decode()) == (422, True)
    assert client.post(address, {"reason": "a snowstorm", "papers": files}).status_code == 302
    assert FiledPaper.objects.count() == 2
    paper = FiledPaper.objects.first()
    for who, status in {"certifier": 200, "operator": 200, "stranger": 404}.items():
        client.force_login(getattr(aftermath.stage, who))
        answer = client.get(url("paper", found.reference, paper.pk, language=language))
        assert answer.status_code == status
    assert "attachment" in client.get(url("paper", found.reference, paper.pk)).get("Content-Disposition", "attachment")


def test_a_paper_belongs_to_its_own_proceeding(aftermath, client):
    found, other = aftermath.explain(aftermath.withdrawal("notice_1")), aftermath.withdrawal("notice_1")
    client.force_login(aftermath.stage.certifier)
    paper = FiledPaper.objects.get()
    assert client.get(url("paper", found.reference, paper.pk)).content == PDF
    assert client.get(url("paper", other.reference, paper.pk)).status_code == 404


@pytest.mark.law("17(3)")
def test_what_was_withdrawn_is_published_with_its_reason(aftermath, client):
    found = aftermath.withdrawal("withdrawn")
    for name in (url("withdrawn"), url("certificate", found.certificate.number)):
        page = client.get(name).content.decode()
        assert "nothing changed" in page and found.certificate.number in page
    assert "was withdrawn" in client.get(url("check"), {"q": found.certificate.number}).content.decode()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_page_of_a_certificate_says_since_when_and_why(aftermath, client, language, monkeypatch):
    certificate = aftermath.suspend(aftermath.certificate())
    monkeypatch.setattr(timezone, "now", lambda: aftermath.step("operator", 12)["at"])
    page = client.get(url("certificate", certificate.number, language=language)).content.decode()
    since = {"ko": "2026년 9월 9일부터 정지", "en": "Suspended since 9 September 2026"}[language]
    assert since in page and "stops are missed" in page and "a new survey" in page and "line 3" in page


def test_only_the_certifier_finds_suspension_and_only_the_operating_body_the_withdrawal(aftermath, client):
    certificate = aftermath.certificate()
    for name, owner in {"suspend": "certifier", "lift": "certifier", "begin_withdrawal": "operator"}.items():
        for who in ("certifier", "operator", "applicant", "stranger"):
            client.force_login(getattr(aftermath.stage, who))
            assert client.get(url(name, certificate.number)).status_code == (200 if who == owner else 404), (name, who)


def test_a_suspension_and_its_end_go_through_their_pages(aftermath, client, monkeypatch):
    certificate = aftermath.certificate()
    monkeypatch.setattr(timezone, "now", lambda: aftermath.step("operator", 12)["at"])
    client.force_login(aftermath.stage.certifier)
    given = {"grounds": "stops are missed", "scope": "line 3"}
    answer = client.post(url("suspend", certificate.number), given)
    assert (answer.status_code, "how long the suspension lasts" in answer.content.decode()) == (422, True)
    assert client.post(url("suspend", certificate.number), {**given, "until": "2026-12-01"}).status_code == 302
    assert client.post(url("suspend", certificate.number), {**given, "until": "2026-12-01"}).status_code == 422
    assert client.post(url("lift", certificate.number), {"reason": "the survey is in"}).status_code == 302
    certificate.refresh_from_db()
    assert certificate.status == "valid"


def test_the_inbox_follows_whose_turn_it_is(aftermath):
    def waiting(who, days):
        on = aftermath.step(who, days)["at"].date()
        return [line.hint for line in waiting_for(getattr(aftermath.stage, who), on)]

    with override("en"):
        found = aftermath.withdrawal("examining")
        assert (waiting("operator", 8), waiting("certifier", 8)) == (["Examination of the ground"], [])
        aftermath.propose(found)
        assert (waiting("operator", 9), waiting("certifier", 9)) == ([], ["Proposed to the certifier"])
        aftermath.notice(found, 10)
        assert (waiting("applicant", 24), waiting("certifier", 24)) == (["First notice given"], [])
        assert (waiting("applicant", 25), waiting("certifier", 25)) == ([], ["First notice given"])
        assert waiting("stranger", 25) == []


def test_the_list_of_proceedings_costs_the_same_at_one_and_at_three(aftermath, client, django_assert_max_num_queries):
    client.force_login(aftermath.stage.operator)
    costs = []
    for more in (1, 2):
        for _ in range(more):
            aftermath.withdrawal("proposed")
        client.get(url("proceedings"))  # what waits is counted once after something was done
        with django_assert_max_num_queries(15) as spent:
            page = client.get(url("proceedings")).content.decode()
        costs.append(len(spent))
    assert costs[0] == costs[1] and page.count("<tr>") == 1 + Proceeding.objects.count()


@pytest.mark.parametrize("query", ["?kind=withdrawal&all=1", "?kind=%00", "?page=99&all=7"])
def test_the_list_takes_any_question(aftermath, client, query):
    aftermath.withdrawal("closed")
    client.force_login(aftermath.stage.operator)
    assert client.get(url("proceedings") + query).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_withdrawn_certificates_costs_three_queries(aftermath, client, django_assert_num_queries, count):
    for _ in range(count):
        aftermath.withdrawal("withdrawn")
    with django_assert_num_queries(3):
        assert client.get(url("withdrawn")).status_code == 200
