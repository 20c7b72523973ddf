"""Partners: who they are, which parts are theirs, and two who write the same answer at once."""

import pytest
from calls.stage import PDF
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override

from cityloop.assessment.actions import (
    answer_invitation,
    attach_evidence,
    keep_beside,
    save_answers,
    settle_beside,
    submit_case,
)
from cityloop.assessment.answers import mark_of
from cityloop.assessment.digests import of_dossier
from cityloop.assessment.models import TextBeside
from cityloop.assessment.queries import conflicts, dossier_of
from cityloop.audit.refusal import Refused
from cityloop.calls.actions import add_partner, change_partner, remove_partner
from cityloop.calls.models import Partner
from cityloop.outbox.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def joined(stage):
    """A draft whose university was asked to fill the summary and has agreed."""
    case = stage.draft()
    step = {**stage.step(stage.lead), "case": case}
    add_partner(**step, organisation=stage.university, role="Site", parts=["summary"])
    return answer_invitation(**stage.step(stage.partner), case=case, agree=True)


def test_a_partner_is_part_of_what_is_handed_in(stage):
    case = stage.draft()
    before = of_dossier(dossier_of(case))
    add_partner(
        **stage.step(stage.lead), case=case, role="Site", name_ko="호찌민 대학", kind="university", country="VN"
    )
    row = dossier_of(case).answers["partners"][0]
    assert (row["name"], row["kind"], row["country"], row["amount"]) == ("호찌민 대학", "university", "VN", 0)
    assert of_dossier(dossier_of(case)) != before


@pytest.mark.parametrize("name", ["Đại học Bách khoa", "大学", "جامعة", "=HYPERLINK(1)", "İ" * 200])
def test_a_name_in_another_script_stays_as_it_is_written(stage, name):
    case = stage.draft()
    add_partner(**stage.step(stage.lead), case=case, role="Site", name_ko=name, kind="university", country="VN")
    assert case.partners.get().name_ko == name


@pytest.mark.parametrize(
    "given",
    [
        {"name_en": ""},
        {"name_en": "X", "kind": "castle", "country": "VN"},
        {"name_en": "X", "kind": "company", "country": "Nowhere"},
        {"name_en": "X", "kind": "company", "country": "VN", "role": " "},
        {"name_en": "X", "kind": "company", "country": "VN", "grant": "much"},
        {"name_en": "X", "kind": "company", "country": "VN", "grant": "-1"},
        {"name_en": "X", "kind": "company", "country": "VN", "grant": "NaN"},
        {"name_en": "X", "kind": "company", "country": "VN", "parts": ["summary"]},
    ],
)
def test_what_does_not_describe_a_partner_is_refused_in_a_sentence(stage, given):
    case = stage.draft()
    with pytest.raises(Refused):
        add_partner(**{**stage.step(stage.lead), "case": case, "role": "Site", **given})
    assert not Partner.objects.exists()


def test_an_organisation_is_partner_once_and_only_the_lead_adds_and_removes(stage, joined):
    for who in (stage.partner, stage.stranger, stage.officers["trial"]):
        with pytest.raises(Refused):
            add_partner(**stage.step(who), case=joined, role="X", name_en="X", kind="company", country="VN")
    with pytest.raises(Refused):
        add_partner(**stage.step(stage.lead), case=joined, role="Again", organisation=stage.university)
    row = Partner.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Partner.objects.create(
            case=joined, organisation=stage.university, kind="university", country="VN", role="x", added_by=stage.lead,
            added_at=row.added_at,
        )  # fmt: skip
    remove_partner(**stage.step(stage.lead), case=joined, partner=row)
    assert dossier_of(joined).answers["partners"] == []
    with pytest.raises(Refused):
        save_answers(**stage.step(stage.partner), case=joined, answers={"summary": "x"})


def test_a_partner_fills_its_parts_and_no_others(stage, joined):
    step = {**stage.step(stage.partner), "case": joined}
    save_answers(**step, answers={"summary": "Ours."})
    with pytest.raises(Refused):
        save_answers(**step, answers={"grant": {"amount": 1, "currency": "KRW"}})
    with pytest.raises(Refused):
        attach_evidence(**step, item="letter", name="letter.pdf", content=PDF)
    with pytest.raises(Refused):
        submit_case(**step, digest=of_dossier(dossier_of(joined)))
    change_partner(
        **stage.step(stage.lead), case=joined, partner=Partner.objects.get(), role="Site", grant=0, parts=["letter"]
    )
    attach_evidence(**step, item="letter", name="letter.pdf", content=PDF)
    assert dossier_of(joined).answers["summary"] == "Ours."


def test_nothing_is_handed_in_before_everybody_asked_has_answered(stage):
    case = stage.fill(stage.draft())
    add_partner(**stage.step(stage.lead), case=case, organisation=stage.university, role="Site", parts=["summary"])
    with pytest.raises(Refused):
        stage.hand_in(case)
    answer_invitation(**stage.step(stage.partner), case=case, agree=True)
    assert stage.hand_in(case).state == "submitted"


def test_whoever_belongs_to_a_partner_has_an_interest(stage, joined):
    assert stage.partner.pk in conflicts(joined, [stage.partner], stage.step(stage.lead)["at"].date())


def test_two_partners_who_save_the_same_answer_at_once_lose_nothing(stage, joined, client):
    seen = mark_of("")
    save_answers(**stage.step(stage.lead), case=joined, answers={"summary": "The lead's."}, seen={"summary": seen})
    client.force_login(stage.partner)
    address = reverse("assessment:save_answer", args=[joined.reference, "summary"])
    with override("en"):
        client.post(address, {"summary": "The partner's.", "seen-summary": seen})
        page = client.get(reverse("assessment:form", args=[joined.reference])).content.decode()
    assert dossier_of(joined).answers["summary"] == "The lead's."
    beside = TextBeside.objects.get()
    assert (beside.value, beside.person, beside.settled_at) == ("The partner's.", stage.partner, None)
    assert "The lead's." in page.replace("&#x27;", "'") and "The partner's." in page.replace("&#x27;", "'")


def test_one_of_two_texts_is_taken_and_the_other_stays_on_record(stage, joined):
    save_answers(**stage.step(stage.lead), case=joined, answers={"summary": "First."})
    keep_beside(**stage.step(stage.partner), case=joined, key="summary", value="Second.")
    beside = TextBeside.objects.get()
    with pytest.raises(Refused):
        settle_beside(**stage.step(stage.stranger), case=joined, beside=beside, take=True)
    settle_beside(**stage.step(stage.colleague), case=joined, beside=beside, take=True)
    assert dossier_of(joined).answers["summary"] == "Second."
    assert sorted(TextBeside.objects.values_list("value", flat=True)) == ["First.", "Second."]
    with pytest.raises(Refused):
        settle_beside(**stage.step(stage.lead), case=joined, beside=beside, take=False)


def test_the_whole_form_keeps_both_texts_and_saves_the_rest(stage, client):
    case = stage.draft()
    save_answers(**stage.step(stage.colleague), case=case, answers={"summary": "Theirs."})
    client.force_login(stage.lead)
    given = {"summary": "Mine.", "seen-summary": mark_of(""), "ends": "2026-11-30", "seen-ends": mark_of("")}
    with override("en"):
        assert client.post(reverse("assessment:form", args=[case.reference]), given).status_code == 302
    answers = dossier_of(case).answers
    assert (answers["summary"], answers["ends"]) == ("Theirs.", "2026-11-30")
    assert TextBeside.objects.get().value == "Mine."


def test_a_partner_sees_only_its_questions_as_fields(stage, joined, client):
    client.force_login(stage.partner)
    with override("en"):
        page = client.get(reverse("assessment:form", args=[joined.reference])).content.decode()
    assert 'name="summary"' in page and 'name="grant"' not in page


def test_the_page_of_partners_adds_asks_and_removes(stage, client):
    case = stage.draft()
    client.force_login(stage.lead)
    with override("en"):
        address = reverse("calls:partners", args=[case.reference])
        given = {"do": "add", "organisation": "uni", "role": "Site", "parts": ["summary"]}
        assert client.post(address, given).status_code == 302
        assert client.post(address, {**given, "organisation": "nobody"}).status_code == 422
        client.force_login(stage.partner)
        assert "asked to take part" in client.get(address).content.decode()
        assert client.post(address, {"do": "answer", "agree": "yes"}).status_code == 302
        client.force_login(stage.lead)
        assert client.post(address, {"do": "remove", "partner": str(Partner.objects.get().pk)}).status_code == 302
        assert client.post(address, {"do": "remove", "partner": "9" * 40}).status_code == 404
    assert Partner.objects.get().removed_at is not None


def test_whoever_is_asked_to_fill_a_part_is_written_to_once(stage):
    case = stage.draft()
    asked = {"organisation": stage.university, "role": "Site", "parts": ["summary"]}
    add_partner(**stage.step(stage.lead, 2), case=case, **asked)
    [letter] = Letter.objects.filter(kind="calls.party_invited")
    assert letter.person == stage.partner and case.reference in letter.body_en
