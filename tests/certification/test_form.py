"""The form that an edition describes: asked where it applies, saved as one types, never lost between two windows."""

import pytest
from cast import AT
from certification.stage import PDF, SCHEME, Stage, text
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from cityloop.assessment.actions import attach_evidence, save_answers
from cityloop.assessment.answers import mark_of
from cityloop.assessment.queries import dossier_of, missing
from cityloop.audit.refusal import Refused
from cityloop.catalogue.actions import register_service

FORM = [
    {"id": "site", "asks": text("Where?"), "type": "text", "limit": {"characters": 20}, "required": True},
    {
        "id": "phase",
        "asks": text("Trial or live?"),
        "type": "choice",
        "options": [{"id": id, "title": text(id)} for id in ("trial", "live")],
        "required": True,
    },
    {
        "id": "ends",
        "asks": text("When does it end?"),
        "type": "text",
        "required": True,
        "when": "answers.phase == 'trial'",
    },
    {"id": "users", "asks": text("Users"), "type": "number", "limit": {"min": 0, "max": 100}},
    {"id": "cost", "asks": text("Cost"), "type": "money", "limit": {"currencies": ["KRW"]}},
    {
        "id": "partners",
        "asks": text("Who else?"),
        "type": "table",
        "columns": [{"id": "who", "title": text("Who")}, {"id": "what", "title": text("What")}],
        "limit": {"rows": 2},
    },
]


@pytest.fixture
def stage(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return Stage(form=FORM)


def save(stage, case, seen=None, **answers):
    return save_answers(**stage.step(stage.applicant), case=case, answers=answers, seen=seen)


@pytest.mark.law("9(4)", "13(3)")
def test_a_question_follows_from_the_answer_before_it(stage):
    case = stage.case("draft")
    asked = [one.item for one in missing(case, dossier_of(case)) if one.kind == "answer"]
    assert asked == ["site", "phase"]
    save(stage, case, phase="trial", site="Haean")
    assert [one.item for one in missing(case, dossier_of(case)) if one.kind == "answer"] == ["ends"]
    save(stage, case, phase="live")
    assert [one for one in missing(case, dossier_of(case)) if one.kind == "answer"] == []


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({"site": "x" * 21}, "At most 20 characters"),
        ({"phase": "sleeping"}, "none of the choices"),
        ({"users": "many"}, "not a number"),
        ({"users": 101}, "between 0 and 100"),
        ({"users": "nan"}, "between 0 and 100"),
        ({"cost": {"amount": 5, "currency": "EUR"}}, "one of: KRW"),
        ({"cost": {"amount": -5, "currency": "KRW"}}, "not negative"),
        ({"partners": [{"who": str(n)} for n in range(3)]}, "At most 2 rows"),
        ({"partners": [{"who": "x" * 501}]}, "A cell has at most"),
        ({"nothing": "x"}, "does not ask"),
    ],
)
def test_an_answer_that_does_not_fit_its_question_is_refused(stage, answers, why):
    case = stage.case("draft")
    with override("en"), pytest.raises(Refused, match=why):
        save(stage, case, **answers)
    assert dossier_of(case).answers == {}


def test_answers_are_kept_as_what_they_are(stage):
    case = stage.case("draft")
    save(stage, case, users="1,0", cost={"amount": "5000", "currency": "KRW"}, partners=[{"who": "Naru"}, {"who": " "}])
    kept = dossier_of(case).answers
    assert kept["users"] == 10
    assert kept["cost"] == {"amount": 5000, "currency": "KRW"}
    assert kept["partners"] == [{"who": "Naru", "what": ""}]


def test_of_two_windows_the_second_is_told_and_nothing_is_lost(stage):
    case = stage.case("draft")
    shown = {"site": mark_of("")}
    save(stage, case, shown, site="Haean")
    with override("en"), pytest.raises(Refused, match="Saved there: “Haean”"):
        save(stage, case, shown, site="Naru")
    assert dossier_of(case).answers["site"] == "Haean"
    save(stage, case, {"site": mark_of("Haean")}, site="Naru")
    assert dossier_of(case).answers["site"] == "Naru"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_form_is_saved_field_by_field_and_by_its_button(stage, client, language):
    case = stage.case("draft")
    client.force_login(stage.applicant)
    with override(language):
        page = reverse("assessment:form", args=[case.reference])
    shown = client.get(page)
    assert "ends" not in shown.context["questions"].fields
    one = client.post(f"{page}phase/", {"phase": "trial", "seen-phase": mark_of("")})
    assert (one.status_code, one["HX-Refresh"]) == (200, "true")
    wrong = client.post(f"{page}users/", {"users": "many"})
    assert 'class="error"' in wrong.content.decode()
    rows = {"partners-0-who": "Naru", "partners-0-what": "buses"}
    assert (
        client.post(page, {"site": "Haean", "phase": "trial", "ends": "2027", "cost": "5000", **rows}).status_code
        == 302
    )
    assert dossier_of(case).answers["partners"] == [{"who": "Naru", "what": "buses"}]
    late = client.post(page, {"site": "Naru", "seen-site": mark_of("")}, follow=True).content.decode()
    assert ("Naru" in late, "Haean" in late, dossier_of(case).answers["site"]) == (True, True, "Haean")
    assert "Haean" in client.get(page).content.decode()
    client.force_login(stage.stranger)
    assert client.get(page).status_code == 404
    assert client.post(f"{page}site/", {"site": "x"}).status_code == 404


@pytest.mark.law("11", "13(2)")
@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_provider_checks_itself_before_anything_is_opened(db, settings, tmp_path, client, language):
    rule = {"id": "unit", "when": "service.type == 'unit'", "says": text("Unit services only.")}
    stage = Stage(eligibility=[rule], form=FORM, intake={"by": "notice"})
    stage.service()
    register_service(
        actor=stage.applicant, at=AT, code="hub", provider=stage.owner, fields=[], name_en="H", type="data_hub"
    )
    client.force_login(stage.applicant)
    with override(language):
        page = reverse("certification:self_check")
    checks = client.get(page, {"subject": "service-service-1"}).context["checks"]
    assert [one.may for one in checks] == [True, True]
    assert [one.open for one in checks] == [False, False]
    assert client.get(page, {"subject": "service-hub"}).context["checks"][0].verdict.failed == ("unit",)
    assert client.get(page, {"subject": "service-not-mine"}).status_code == 404
    assert stage.owner.cases.count() == 0
    assert stage.edition.scheme == SCHEME


TYPED = [
    {"id": "plan", "asks": text("The plan"), "type": "file", "limit": {"megabytes": 1}, "required": True},
    {"id": "members", "asks": text("Consortium"), "type": "partners", "limit": {"rows": 3}, "required": True},
    {"id": "effects", "asks": text("Effects"), "type": "indicator", "limit": {"rows": 2}},
    {"id": "fields", "asks": text("Fields"), "type": "choice", "options_from": "fields", "limit": {"choices": 12}},
    {
        "id": "tasks",
        "asks": text("Tasks"),
        "type": "choice",
        "options_from": "support-institution/tasks",
        "limit": {"choices": 9},
    },
]
PARTNER = {"name": "Hue City", "country": "Viet Nam", "kind": "local_government", "role": "site", "amount": "0"}


@pytest.fixture
def typed(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return Stage(form=TYPED)


def test_partners_and_indicators_are_rows_with_columns_of_their_own(typed):
    case = typed.case("draft")
    effect = {"indicator": "Delay", "year": "2026", "value": "1,200.5", "unit": "s", "source": "log"}
    save(typed, case, members=[PARTNER, {}], effects=[effect])
    kept = dossier_of(case).answers
    assert kept["members"] == [{**PARTNER, "country": "VN", "amount": 0}]
    assert kept["effects"] == [{**effect, "year": 2026, "value": 1200.5}]
    save(typed, case, members=[{**PARTNER, "role": ""}])
    gaps = [one.item for one in missing(case, dossier_of(case)) if one.criterion == "form"]
    assert gaps == ["plan", "members"], "saved as it is typed, and missing until every row is whole"


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({"members": [{**PARTNER, "country": "Atlantis"}]}, "Row 1, Country “Atlantis”: No country"),
        ({"members": [{**PARTNER, "kind": "club"}]}, "Row 1, Kind “club”: This is none of the choices"),
        ({"members": [PARTNER, {**PARTNER, "amount": "-1"}]}, "Row 2, Amount “-1”: An amount is not negative"),
        ({"members": [PARTNER] * 4}, "At most 3 rows"),
        ({"effects": [{"indicator": "Delay", "year": "20x6"}]}, "Year “20x6”: It is not a year"),
        ({"effects": [{"indicator": "Delay", "value": "inf"}]}, "Value “inf”: This is not a number"),
        ({"fields": ["transport", "dreams"]}, "none of the choices"),
        ({"tasks": ["sleeping"]}, "none of the choices"),
        ({"plan": "see attachment"}, "A file is attached"),
    ],
)
def test_a_cell_that_does_not_fit_its_column_is_named(typed, answers, why):
    case = typed.case("draft")
    with override("en"), pytest.raises(Refused, match=why):
        save(typed, case, **answers)
    assert dossier_of(case).answers == {}


def test_choices_come_from_the_service_fields_or_from_another_edition(typed):
    case = typed.case("draft")
    save(typed, case, fields=["transport", "housing"], tasks=["training"])
    assert dossier_of(case).answers == {"fields": ["transport", "housing"], "tasks": ["training"]}


def attach(stage, case, content=PDF, name="plan.pdf", item="plan"):
    step = {**stage.step(stage.applicant), "case": case}
    return attach_evidence(**step, criterion="form", item=item, name=name, content=content)


def test_a_question_for_a_file_keeps_one_like_evidence_and_another_takes_its_place(typed):
    case = typed.case("draft")
    attach(typed, case)
    attach(typed, case, PDF + b"\n%another")
    pieces = dossier_of(case).evidence.filter(criterion="form").order_by("pk")
    assert [bool(one.withdrawn_at) for one in pieces] == [True, False]
    assert "plan" not in [one.item for one in missing(case, dossier_of(case))]
    with override("en"), pytest.raises(Refused, match="larger than 1 MB"):
        attach(typed, case, PDF + b"x" * 1_000_000)
    with override("en"), pytest.raises(Refused, match="does not ask for “members” here"):
        attach(typed, case, item="members")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_page_takes_typed_rows_and_the_files_have_a_page_of_their_own(typed, client, language):
    case = typed.case("draft")
    with override(language):
        url = reverse("assessment:form", args=[case.reference])
        files = reverse("assessment:item", args=[case.reference, "files"])
    client.force_login(typed.applicant)
    rows = {f"members-0-{id}": value for id, value in PARTNER.items()}
    assert client.post(url, {**rows, "fields": ["transport"]}).status_code == 302
    assert dossier_of(case).answers["members"][0]["country"] == "VN"
    shown = client.get(url).content.decode()
    assert 'value="VN" selected' in shown and files in shown
    wrong = client.post(url, {**rows, "members-0-amount": "much"})
    assert wrong.status_code == 422 and dossier_of(case).answers["members"][0]["amount"] == 0
    sent = {"plan-file": SimpleUploadedFile("plan.pdf", PDF), "do": "plan", "item": "plan"}
    client.post(files, sent)
    assert "plan" in client.get(files).content.decode()
