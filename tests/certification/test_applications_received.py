"""An officer enters what came on paper or by mail: from whom and when is on record, and the day it came counts."""

from datetime import timedelta

import pytest
from cast import AT, person
from certification.stage import PDF, Stage
from certification.test_application_import import ROW, bringing, sheet
from certification.test_form import FORM
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from cityloop.assessment.actions import (
    attach_evidence,
    import_applications,
    plan_applications,
    set_measurement,
    submit_case,
)
from cityloop.assessment.digests import of_dossier
from cityloop.assessment.models import Case, Reception
from cityloop.assessment.queries import dossier_of, visible_to
from cityloop.assessment.rules import APPLICANT, OPERATOR, roles_on
from cityloop.audit.refusal import Refused
from cityloop.organisations.models import Membership
from cityloop.outbox.models import Letter

CAME = {"B5": "Kim of Daon", "C5": "by post", "D5": "2026-09-01 09:30", "E5": "kim@daon.example"}
ANSWERS = {"F5": "Haean", "G5": "live"}


@pytest.fixture
def stage(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return Stage(form=FORM)


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


def given(stage, content, who=None):
    step = stage.step(who or stage.operator, 1)
    return {**step, "edition": stage.edition, "profile": "bus", "received": True, "name": "a.xlsx", "content": content}


def filled(stage, **cells):
    service = stage.service()
    by = bringing(stage, stage.operator, received=True)
    return sheet(stage, {"A5": service.code, **CAME, **ANSWERS, **cells}, by)


def taken_in(stage):
    content = filled(stage)
    shown = plan_applications(**given(stage, content)).shown
    import_applications(**given(stage, content), shown=shown)
    return Case.objects.get()


@pytest.mark.law("13(3)")
def test_who_sent_it_and_when_it_came_is_on_record_and_the_applicant_is_the_organisation(stage):
    case = taken_in(stage)
    came = Reception.objects.get(case=case)
    assert (came.sender, came.way, came.address) == ("Kim of Daon", "post", "kim@daon.example")
    assert timezone.localtime(came.arrived_at).strftime("%Y-%m-%d %H:%M") == "2026-09-01 09:30"
    assert (case.applicant, case.opened_by, came.entered_by) == (stage.owner, stage.operator, stage.operator)
    assert dossier_of(case).answers == {"site": "Haean", "phase": "live"}


@pytest.mark.law("9(1)", "13(1)")
def test_the_officer_hands_it_in_and_the_moment_it_came_counts(stage):
    case = taken_in(stage)
    assert roles_on(case, stage.operator, AT.date()) == {OPERATOR, APPLICANT}
    step = {**stage.step(stage.operator, 2), "case": case}
    attach_evidence(**step, criterion="service.comfort", item="survey", name="survey.pdf", content=PDF)
    set_measurement(**step, criterion="service.punctual", value=2)
    case = submit_case(**step, digest=of_dossier(dossier_of(case)))
    assert case.state == "submitted" and case.received_at == Reception.objects.get().arrived_at
    assert roles_on(case, stage.operator, AT.date()) == {OPERATOR}, "from here on the officer is the officer"
    receipt = Letter.objects.filter(kind="certification.receipt", address="kim@daon.example")
    assert receipt.exists(), "the address on the paper is written to"


def test_a_draft_that_came_on_paper_is_seen_by_the_office_and_by_the_applicant_alone(stage):
    case = taken_in(stage)
    for who, sees in (
        (stage.operator, True),
        (stage.applicant, True),
        (stage.stranger, False),
        (stage.assessor, False),
    ):
        assert visible_to(who, AT.date()).filter(pk=case.pk).exists() == sees, who
    ordinary = stage.case("draft")
    assert not visible_to(stage.operator, AT.date()).filter(pk=ordinary.pk).exists()


@pytest.mark.parametrize(
    ("cells", "cell", "says"),
    [
        ({"D5": "tomorrow"}, "D5", "no day and time"),
        ({"D5": "2027-01-01"}, "D5", "lies in the future"),
        ({"B5": None}, "B5", "must be filled in"),
        ({"C5": "by pigeon"}, "C5", "none of the choices"),
        ({"E5": "kim at daon"}, "E5", "no mail address"),
        ({"A5": "service-99"}, "A5", "no service with this code that has a provider"),
    ],
)
def test_what_is_wrong_about_the_reception_is_named_by_its_cell(stage, cells, cell, says):
    found = plan_applications(**given(stage, filled(stage, **cells)))
    assert [one.cell for one in found.troubles] == [f"applications!{cell}"] and says in str(found.troubles[0])
    assert not Case.objects.exists()


def test_an_officer_with_an_interest_in_the_applicant_does_not_enter_it(stage):
    since = AT.date() - timedelta(days=900)
    Membership.objects.create(person=stage.operator, organisation=stage.owner, since=since, until=AT.date())
    found = plan_applications(**given(stage, filled(stage)))
    assert "within three years" in str(found.troubles[0])


def test_nobody_else_enters_for_others(stage):
    content = filled(stage)
    with pytest.raises(Refused, match="somebody else"):
        plan_applications(**given(stage, content, stage.applicant))


def address(name, language="en", **query):
    with override(language):
        return reverse(f"assessment:{name}", args=["night-bus", "2026"], query={"field": "bus", **query})


def upload(content, name="a.xlsx"):
    return {"file": SimpleUploadedFile(name, content)}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_pages_show_what_would_change_and_take_it_in(stage, client, language):
    service = stage.service()
    client.force_login(stage.applicant)
    with override(language):
        choose = reverse("assessment:import_choose")
    assert address("import_applications", language) in client.get(choose).content.decode().replace("&amp;", "&")
    url = address("import_applications", language)
    assert client.get(address("import_sheet", language)).content[:2] == b"PK"
    shown = client.post(url, upload(sheet(stage, {**ROW, "A5": service.code})))
    page = shown.content.decode()
    assert "applications!B5" in page and "Haean" in page and not Case.objects.exists()
    plan = shown.context["plan"]
    sent = {"do": "confirm", "shown": plan.shown, "content": shown.context["content"], "rows": "1"}
    assert client.post(url, sent).status_code == 302
    assert Case.objects.get().state == "draft"
    assert client.post(url, sent).status_code == 409, "the second click finds the draft"
    wrong = client.post(url, upload(sheet(stage, {"A5": service.code, "E5": "many"})))
    assert "applications!E5" in wrong.content.decode()


def test_a_file_that_is_too_large_or_no_workbook_is_refused_on_the_page(stage, client):
    stage.service()
    client.force_login(stage.applicant)
    large = client.post(address("import_applications"), upload(b"x" * 1_000_001))
    assert large.status_code == 422 and "larger than 1 MB" in large.content.decode()
    other = client.post(address("import_applications"), upload(PDF, "a.pdf"))
    assert other.status_code == 422 and "no XLSX workbook" in other.content.decode()
    assert client.post(address("import_applications"), {"do": "confirm", "content": "§"}).status_code == 400


def test_the_officers_sheet_is_for_officers_and_no_page_for_what_is_not_there(stage, client):
    url = address("import_applications", **{"as": "received"})
    for who, status in ((stage.operator, 200), (stage.applicant, 404), (stage.stranger, 404)):
        client.force_login(who)
        assert client.get(url).status_code == status, who
    assert client.get(address("import_applications", field="submarine")).status_code == 404
    client.force_login(person("alone"))
    assert "No edition" in client.get(reverse("assessment:import_choose")).content.decode()
