"""The pages of awards and accounts: who sees what, in how many queries, and what a wrong click is told."""

import io
import zipfile

import pytest
from calls.stage_awards import LATER, PDF, Stage
from django.core.files.uploadedfile import SimpleUploadedFile

from cityloop.calls import actions
from cityloop.calls.models import Award, Report
from cityloop.calls.queries.waiting import waiting_for
from cityloop.ledger import actions as ledger
from cityloop.ledger.models import Invoice, Payment
from cityloop.ledger.queries import waiting_for as ledger_waiting_for

ON = LATER.date()


@pytest.fixture
def stage(db, settings):
    settings.LANGUAGE_CODE = "en"
    return Stage()


@pytest.fixture
def award(stage):
    return stage.agreed()


def test_a_list_of_awards_costs_the_same_at_one_row_and_at_three(stage, client, django_assert_num_queries):
    stage.agreed()
    client.force_login(stage.officer)
    client.get("/en/calls/awards/")
    with django_assert_num_queries(9):
        client.get("/en/calls/awards/")
    stage.agreed(), stage.agreed()
    client.get("/en/")  # the number of what waits is counted anew after an action, on any page
    with django_assert_num_queries(9):
        assert client.get("/en/calls/awards/").content.count(b"NL-2026-") == 6


def test_a_list_of_accounts_costs_the_same_at_one_row_and_at_three(stage, client, django_assert_num_queries):
    stage.agreed()
    client.force_login(stage.officer)
    client.get("/en/ledger/")
    with django_assert_num_queries(7):
        client.get("/en/ledger/")
    stage.agreed(), stage.agreed()
    client.get("/en/")  # the number of what waits is counted anew after an action, on any page
    with django_assert_num_queries(7):
        client.get("/en/ledger/")


@pytest.mark.parametrize("who", ["officer", "second", "authority", "lead"])
def test_those_of_an_award_see_it_and_its_account(stage, award, client, who):
    client.force_login(getattr(stage, who))
    reference = award.case.reference
    for path in (f"calls/awards/{reference}/", f"calls/awards/{reference}/agreement/1/", f"ledger/{reference}-G/"):
        for language in ("ko", "en"):
            assert client.get(f"/{language}/{path}").status_code == 200


def test_for_a_stranger_there_is_nothing_but_the_public_page(stage, award, client):
    reference = award.case.reference
    client.force_login(stage.stranger)
    for path in (
        f"calls/awards/{reference}/",
        f"calls/awards/{reference}/agreement/1/",
        f"calls/awards/{reference}/agreement/1.pdf",
        f"calls/awards/{reference}/milestones/start/",
        f"calls/awards/{reference}/closing/",
        f"calls/awards/{reference}/steps/terminate/",
        f"ledger/{reference}-G/",
    ):
        assert client.get(f"/en/{path}").status_code == 404, path
    client.logout()
    page = client.get(f"/en/calls/projects/{reference}/").content.decode()
    assert "KRW 80,000,001" in page and "Bank" not in page
    assert client.get("/ko/calls/projects/").status_code == 200


def test_the_page_of_calls_leads_to_projects_lessons_and_to_whoever_signs_in_the_awards(stage, award, client):
    assert b"/calls/projects/" in client.get("/en/calls/").content
    client.force_login(stage.lead)
    page = client.get("/en/calls/").content
    assert b"/calls/awards/" in page and b"/ledger/" in page


def test_what_was_not_announced_or_was_declined_is_not_public(stage, client):
    for one in (stage.award(announced=False), stage.award()):
        if one.announced_at:
            actions.decline_award(actor=stage.lead, at=LATER, award=one, reason="No site.")
        assert client.get(f"/en/calls/projects/{one.case.reference}/").status_code == 404


def test_the_agreement_comes_as_pdf_and_as_a_hangul_file(stage, award, client):
    client.force_login(stage.lead)
    for language in ("ko", "en"):
        path = f"/{language}/calls/awards/{award.case.reference}/agreement/1"
        assert client.get(f"{path}.pdf").content.startswith(b"%PDF")
        assert zipfile.ZipFile(io.BytesIO(client.get(f"{path}.hwpx").content)).testzip() is None
        assert client.get(f"{path}.exe").status_code == 404


def test_an_officer_offers_and_both_sides_sign_on_pages(stage, client):
    reference = stage.award().case.reference
    page = f"/en/calls/awards/{reference}/"
    client.force_login(stage.officer)
    form = {"payee": "nobody", "starts_on": "2026-09-10", "ends_on": "2027-03-10"}
    answer = client.post(f"{page}steps/offer/", form)
    assert answer.status_code == 422 and b"No organisation has this code" in answer.content
    assert client.post(f"{page}steps/offer/", {**form, "payee": "daon"}).status_code == 302
    for who in (stage.officer, stage.lead):
        client.force_login(who)
        digest = client.get(f"{page}agreement/1/").context["form"].initial["digest"]
        assert client.post(f"{page}agreement/1/", {"digest": digest}).status_code == 422
        assert client.post(f"{page}agreement/1/", {"digest": digest, "read": "on"}).status_code == 302
    assert Award.objects.get().state == Award.State.AGREED


def test_a_report_goes_from_the_awarded_to_the_secretariat_on_pages(stage, award, client):
    page = f"/en/calls/awards/{award.case.reference}/milestones/start/"
    client.force_login(stage.lead)
    assert client.post(page, {"note": "Done."}).status_code == 422
    script = SimpleUploadedFile("plan.pdf", b"MZ no pdf")
    answer = client.post(page, {"note": "Done.", "paper_plan": script})
    assert answer.status_code == 422 and b"plan.pdf" in answer.content
    good = SimpleUploadedFile("plan.pdf", PDF)
    assert client.post(page, {"note": "Done.", "paper_plan": good}).status_code == 302
    paper = Report.objects.get().papers.get()
    assert client.get(f"/en/calls/awards/{award.case.reference}/papers/{paper.pk}/").content == PDF
    client.force_login(stage.officer)
    digest = client.get(page).context["form"].initial["digest"]
    assert client.post(page, {"verdict": "returned", "digest": digest}).status_code == 422
    assert client.post(page, {"verdict": "accepted", "digest": digest}).status_code == 302
    assert client.post(page, {"verdict": "accepted", "digest": digest}).status_code == 422


def test_an_invoice_is_issued_approved_and_paid_on_pages_by_three_people(stage, award, client):
    stage.accepted(award, "start")
    account = f"/en/ledger/{award.case.reference}-G/"
    client.force_login(stage.lead)
    assert client.post(f"{account}instalments/interim/invoice/", {"account": "Bank 1"}).status_code == 422
    assert client.post(f"{account}instalments/start/invoice/", {"account": "Bank 1"}).status_code == 302
    invoice = Invoice.objects.get()
    page = f"{account}invoices/{invoice.number}/"
    assert client.post(page, {"paid_on": ON.isoformat(), "reference": "T-1"}).status_code in (404, 409, 422)
    client.force_login(stage.officer)
    assert client.post(page, {"verdict": "returned", "digest": invoice.digest}).status_code == 422
    assert client.post(page, {"verdict": "approved", "digest": invoice.digest}).status_code == 302
    payment = {"paid_on": "2026-09-02", "reference": "T-1"}
    assert client.post(page, payment).status_code == 422
    client.force_login(stage.second)
    assert client.post(page, {**payment, "currency": "USD"}).status_code == 422
    answer = client.post(page, {**payment, "paid_on": "2099-01-01"})
    assert answer.status_code == 422 and not Payment.objects.exists()


def test_the_authority_reads_and_changes_nothing(stage, award, client):
    client.force_login(stage.authority)
    reference = award.case.reference
    assert b"What you can do now" not in client.get(f"/en/calls/awards/{reference}/").content
    for step in ("terminate", "close", "extend", "offer", "lesson"):
        assert client.get(f"/en/calls/awards/{reference}/steps/{step}/").status_code == 404
    assert client.get(f"/en/ledger/{reference}-G/instalments/start/invoice/").status_code == 404


def test_a_step_that_is_over_leads_back_to_the_award(stage, award, client):
    client.force_login(stage.officer)
    page = f"/en/calls/awards/{award.case.reference}/"
    assert client.get(f"{page}steps/offer/").url == page
    assert client.get(f"{page}steps/nonsense/").status_code == 404
    form = {"payee": "daon", "starts_on": "2026-09-10", "ends_on": "2027-03-10"}
    assert client.post(f"{page}steps/offer/", form).status_code == 422


def test_every_step_opens_for_whom_it_is(stage, award, client):
    client.force_login(stage.officer)
    page = f"/en/calls/awards/{award.case.reference}/steps/"
    for step in ("note", "amend", "lesson", "terminate"):
        assert client.get(f"{page}{step}/").status_code == 200, step
    answer = client.post(f"{page}terminate/", {"reason_ko": "x", "reason_en": "x", "recover": "1.5"})
    assert answer.status_code == 422
    assert client.post(f"{page}terminate/", {"reason_ko": "x", "reason_en": "x", "recover": "0"}).status_code == 302


def test_the_inbox_says_whose_turn_it_is(stage):
    def titles(person, of=waiting_for, on=ON):
        return [one.title for one in of(person, on)]

    award = stage.award()
    assert titles(stage.officer) == ["Offer the agreement"]
    text = stage.offered(award)
    assert (titles(stage.officer), titles(stage.lead)) == (["Sign the agreement"], ["Sign the agreement"])
    award = stage.signed(text)
    due = award.agreement.milestones.get(code="start").due_on
    assert titles(stage.lead, on=due) == ["Hand in: Plan"]
    report = stage.handed_in(award)
    assert (titles(stage.lead, on=due), titles(stage.second)) == ([], ["Answer a report"])
    actions.accept_report(actor=stage.officer, at=LATER, report=report, digest=report.digest)
    assert titles(stage.lead, ledger_waiting_for) == ["Issue an invoice: Plan"]
    instalment = award.account.instalments.get(item="start")
    invoice = ledger.issue_invoice(actor=stage.lead, at=LATER, instalment=instalment, account="Bank 1")
    assert titles(stage.officer, ledger_waiting_for) == ["Approve an invoice: Plan"]
    ledger.approve_invoice(actor=stage.officer, at=LATER, invoice=invoice, digest=invoice.digest)
    assert titles(stage.officer, ledger_waiting_for) == []
    assert titles(stage.second, ledger_waiting_for) == ["Enter a payment: Plan"]
    assert titles(stage.stranger) == titles(stage.stranger, ledger_waiting_for) == []


def test_what_waits_costs_the_same_at_one_award_and_at_three(stage, django_assert_num_queries):
    stage.agreed()
    with django_assert_num_queries(16):
        waiting_for(stage.lead, ON)
    stage.agreed(), stage.agreed()
    with django_assert_num_queries(16):
        waiting_for(stage.lead, ON)
