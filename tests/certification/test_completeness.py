"""Completeness item by item; a supplement with its deadline, more time, or the end."""

from datetime import date, timedelta

import pytest
from cast import AT
from certification.stage import PDF
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils.translation import override

from cityloop.assessment import actions as assessing
from cityloop.assessment.actions import attach_evidence, save_answers, set_measurement
from cityloop.assessment.digests import of_dossier
from cityloop.assessment.models import ItemCheck, Supplement, SupplementExtension
from cityloop.assessment.queries import dossier_of, latest_checks
from cityloop.audit.refusal import Refused

SURVEY = ("service.comfort", "survey")
DUE = date(2026, 9, 15)  # asked on 1 September, 14 days by the edition


def check(stage, case, finding="lacking", note="page 2 is missing", place=SURVEY, digest=None):
    digest = digest or dossier_of(case).digest
    return assessing.check_items(
        **stage.step(stage.operator), case=case, digest=digest, checks={place: (finding, note)}
    )


def ask(stage, case, **given):
    given = {"reason": "page 2", "items": [(*SURVEY, "Please add page 2.")], **given}
    return assessing.ask_supplement(**stage.step(stage.operator), case=case, **given)


@pytest.mark.law("3(2)2", "9(5)", "13(4)")
def test_each_item_is_found_in_order_or_not_and_every_finding_stays(stage):
    case = stage.case("submitted")
    check(stage, case)
    check(stage, case)
    check(stage, case, "fits", "")
    rows = ItemCheck.objects.values_list("finding", flat=True)
    assert list(rows) == ["lacking", "fits"]
    assert latest_checks(dossier_of(case))[SURVEY].finding == "fits"
    with pytest.raises(DatabaseError), transaction.atomic():
        ItemCheck.objects.update(finding="fits")


@pytest.mark.parametrize(
    "given",
    [{"place": ("service.comfort", "unknown")}, {"finding": "perfect"}, {"digest": "0" * 64}],
    ids=["not asked for", "no such finding", "another version"],
)
def test_a_check_of_what_is_not_asked_or_not_shown_is_refused(stage, given):
    case = stage.case("submitted")
    with pytest.raises(Refused):
        check(stage, case, **given)
    assert not ItemCheck.objects.exists()


@pytest.mark.law("13(4)")
def test_a_supplement_is_answered_item_by_item_before_it_is_handed_in(stage):
    case = ask(stage, stage.case("submitted"))
    with override("en"), pytest.raises(Refused, match="1 items of the supplement have no answer yet: Comfort: Survey"):
        stage.hand_in(case)
    key = Supplement.objects.get().items.get().key
    save_answers(**stage.step(stage.applicant), case=case, answers={key: "Page 2 is there now."})
    case = stage.hand_in(case, 2)
    assert (case.state, dossier_of(case).answers[key]) == ("submitted", "Page 2 is there now.")


@pytest.mark.law("13(4)")
@pytest.mark.parametrize(
    ("day", "reason", "due"), [(None, "", DUE), (date(2026, 9, 5), "the panel sits", date(2026, 9, 5))]
)
def test_a_supplement_is_due_when_the_edition_says_or_on_another_day_with_a_reason(stage, day, reason, due):
    case = ask(stage, stage.case("submitted"), due_on=day, due_reason=reason)
    assert (case.due_on, Supplement.objects.get().due_on) == (due, due)


@pytest.mark.parametrize(
    ("day", "reason", "why"),
    [(date(2026, 9, 5), " ", "no reason is given"), (AT.date(), "at once", "not in the future")],
)
def test_another_deadline_needs_a_reason_and_a_day_to_come(stage, day, reason, why):
    with override("en"), pytest.raises(Refused, match=why):
        ask(stage, stage.case("submitted"), due_on=day, due_reason=reason)
    assert not Supplement.objects.exists()


@pytest.mark.law("13(4)")
def test_more_time_is_given_with_a_reason_and_never_taken_away(stage):
    case = ask(stage, stage.case("submitted"))
    step = {**stage.step(stage.operator, 20), "case": case}  # late, and still possible
    for day, reason in ((DUE, "why not"), (DUE - timedelta(days=1), "sooner"), (DUE + timedelta(days=30), "")):
        with pytest.raises(Refused):
            assessing.extend_supplement(**step, due_on=day, reason=reason)
    case = assessing.extend_supplement(**step, due_on=DUE + timedelta(days=30), reason="The city was flooded.")
    row = SupplementExtension.objects.get()
    assert (case.due_on, row.before, row.due_on) == (DUE + timedelta(days=30), DUE, DUE + timedelta(days=30))
    with pytest.raises(DatabaseError), transaction.atomic():
        SupplementExtension.objects.all().delete()


@pytest.mark.law("13(4)")
def test_a_case_closes_unanswered_only_once_its_day_is_over(stage):
    case = ask(stage, stage.case("submitted"))
    close = {"case": case, "reason": "Nothing came."}
    with override("en"), pytest.raises(Refused, match="runs until 2026-09-15"):
        assessing.close_unanswered(**stage.step(stage.operator, 14), **close)
    case = assessing.close_unanswered(**stage.step(stage.operator, 15), **close)
    assert (case.state, case.events.last().reason) == ("closed_incomplete", "Nothing came.")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_officer_checks_asks_extends_and_closes_and_the_applicant_answers_on_their_pages(stage, client, language):
    case = stage.case("submitted")
    with override(language):
        page = reverse("assessment:completeness", args=[case.reference])
        supplement = reverse("assessment:supplement", args=[case.reference])
    client.force_login(stage.operator)
    shown = client.get(page)
    lines = [line.one.label for part in shown.context["checks"].parts() for line in part.lines]
    assert lines == (["Survey", "Punctuality"] if language == "en" else ["Survey (한국어)", "Punctuality (한국어)"])
    digest = dossier_of(case).digest
    saved = client.post(
        page, {"do": "check", "digest": digest, "finding-0": "differs", "note-0": "old", "finding-1": ""}
    )
    assert (saved.status_code, ItemCheck.objects.get().note) == (302, "old")
    asked = {"do": "supplement", "reason": "보완", "items": ["service.comfort|survey"]}
    assert client.post(page, asked | {"items": ["service.comfort|nothing"]}).status_code == 422
    assert client.post(page, asked).status_code == 302
    assert client.post(supplement, {"do": "close", "reason": "?"}).status_code == 422
    assert client.post(supplement, {"do": "extend", "due_on": "2126-01-01", "reason": "눈"}).status_code == 302
    client.force_login(stage.applicant)
    item = Supplement.objects.get().items.get()
    assert client.post(supplement, {"do": "answer", f"answer-{item.pk}": "새 설문"}).status_code == 302
    assert "새 설문" in client.get(supplement).content.decode()
    client.force_login(stage.stranger)
    assert client.get(supplement).status_code == 404


@pytest.mark.law("9(4)")
def test_evidence_says_on_which_pages_it_is_shown(stage):
    case = stage.case("draft")
    given = {"criterion": "service.comfort", "item": "survey", "name": "survey.pdf", "content": PDF}
    step = {**stage.step(stage.applicant), "case": case, **given}
    for wrong in ("see above", "p.3", "1-2-3", ", ".join(["999"] * 40)):
        with override("en"), pytest.raises(Refused, match="names no pages"):
            attach_evidence(**step, pages=wrong)
    before = of_dossier(dossier_of(case))
    attach_evidence(**step, pages=" 3,  7-9 ")
    assert dossier_of(case).evidence.get().pages == "3, 7-9"
    assert of_dossier(dossier_of(case)) != before


def test_with_one_tick_all_that_is_there_and_was_given_no_finding_is_in_order_and_what_is_missing_is_not(stage, client):
    case = stage.case("draft")
    set_measurement(**stage.step(stage.applicant), case=case, criterion="service.punctual", value=2)
    stage.hand_in(case, 1)
    client.force_login(stage.operator)
    page = reverse("assessment:completeness", args=[case.reference])
    (part,) = client.get(page).context["checks"].parts()
    assert (part.missing, part.checked, [line.one.missing for line in part.lines]) == (1, 0, [True, False])
    given = {"do": "check", "digest": dossier_of(case).digest, "rest-service": "on"}
    assert client.post(page, given).status_code == 302
    assert [(row.criterion, row.item, row.finding) for row in ItemCheck.objects.all()] == [
        ("service.punctual", "", ItemCheck.Finding.FITS)
    ]
    assert client.get(page).context["checks"].parts()[0].checked == 1
