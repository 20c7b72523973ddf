"""The pages of a proposal: every one opens for whoever it is for, in both languages, and for nobody else."""

import pytest
from calls.stage import PLAN, TRIAL
from django.urls import reverse
from django.utils.translation import override

from cityloop.assessment.models import Case

pytestmark = pytest.mark.django_db


def opened(client, who, name, *args, language="en"):
    client.force_login(who)
    with override(language):
        return client.get(reverse(name, args=args))


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(
    "page",
    [
        "calls:proposal",
        "calls:partners",
        "calls:verdicts",
        "assessment:dossier",
        "assessment:form",
        "assessment:submit",
    ],
)
def test_the_applicant_opens_every_page_of_a_draft_and_a_stranger_none(stage, client, page, language):
    case = stage.fill(stage.draft())
    assert opened(client, stage.lead, page, case.reference, language=language).status_code == 200
    for who in (stage.stranger, stage.officers[TRIAL]):
        assert opened(client, who, page, case.reference).status_code == 404


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(
    "page", ["calls:proposal", "calls:screening", "calls:partners", "assessment:dossier", "assessment:completeness"]
)
def test_the_secretariat_of_the_track_opens_what_was_handed_in_and_another_track_does_not(
    stage, client, page, language
):
    case = stage.submitted()
    assert opened(client, stage.officers[TRIAL], page, case.reference, language=language).status_code == 200
    assert opened(client, stage.officers[PLAN], page, case.reference).status_code == 404


def test_a_draft_is_opened_on_the_page_of_the_notice(stage, client, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: stage.step(stage.lead)["at"])
    client.force_login(stage.lead)
    with override("en"):
        address = reverse("calls:new_proposal", args=[stage.notices[TRIAL].number, TRIAL])
        assert client.get(address).status_code == 200
        sent = client.post(address, {"applicant": stage.company.pk, "title_en": "Sensors"})
    case = Case.objects.get()
    assert sent.url == f"/en/calls/proposals/{case.reference}/"
    assert client.post(address, {"applicant": stage.company.pk}).status_code == 422


def test_the_officer_judges_and_admits_on_the_page(stage, client):
    case = stage.submitted()
    client.force_login(stage.officers[TRIAL])
    digest = case.dossiers.get().digest
    with override("en"):
        address = reverse("calls:screening", args=[case.reference])
        page = client.get(address).content.decode()
        assert "Port university (University, Vietnam)" in page
        assert client.post(address, {"do": "admit", "digest": digest}).status_code == 302
    case.refresh_from_db()
    assert case.state == "screened"


def test_an_unmet_rule_shows_the_fact_and_only_exclusion_is_offered(stage, client):
    case = stage.submitted(partner=False)
    with override("en"):
        page = opened(client, stage.officers[TRIAL], "calls:screening", case.reference).content.decode()
        assert "Port university (University, South Korea)" in page
        assert 'value="admit"' not in page
        sent = client.post(
            reverse("calls:screening", args=[case.reference]),
            {"do": "exclude", "digest": case.dossiers.get().digest, "reason": "Nobody abroad."},
        )
    assert sent.status_code == 302
    case.refresh_from_db()
    assert (case.state, case.outcome_points) == ("excluded", None)
    with override("en"):
        assert "Nobody abroad." in opened(client, stage.lead, "calls:proposal", case.reference).content.decode()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("who", "queries"), [("officer", 14), ("lead", 12)])
def test_the_list_costs_the_same_queries_at_one_row_and_at_three(
    stage, client, django_assert_num_queries, who, queries, count
):
    for n in range(count):
        stage.hand_in(stage.fill(stage.draft(f"Sensors {n}")))
    client.force_login(stage.officers[TRIAL] if who == "officer" else stage.lead)
    with override("en"):
        client.get(reverse("calls:proposals"))
        with django_assert_num_queries(queries):
            page = client.get(reverse("calls:proposals")).content.decode()
    assert page.count('nowrap">HC-2026-') == count


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=submitted", 2),
        ("state=draft", 0),
        ("eligible=excluded", 1),
        ("country=VN", 1),
        ("text=port", 2),
        ("text=nothing", 0),
        ("state=%27&order=x&committee=99999999", 2),
        ("call=harbour-call/2026&track=trial&order=points", 2),
    ],
)
def test_a_list_is_narrowed_and_odd_filters_do_no_harm(stage, client, query, found):
    stage.submitted()
    stage.hand_in(stage.fill(stage.draft("Cranes of a port"), partner=False))
    client.force_login(stage.officers[TRIAL])
    with override("en"):
        page = client.get(f"{reverse('calls:proposals')}?{query}").content.decode()
    assert page.count('nowrap">HC-2026-') == found


def test_a_form_with_a_question_for_files_is_saved_as_one_types_without_being_read_anew(stage, client):
    case = stage.draft(track=PLAN)
    client.force_login(stage.mayor)
    with override("en"):
        address = reverse("assessment:save_answer", args=[case.reference, "summary"])
        answer = client.post(address, {"summary": "A port."})
    assert (answer.status_code, answer.get("HX-Refresh")) == (200, None)


@pytest.mark.parametrize("track", [TRIAL, "plan"])
def test_the_list_leads_to_no_page_that_its_reader_does_not_have(stage, client, track):
    client.force_login(stage.officers[track])
    with override("en"):
        slots = reverse("calls:slots")
        offered = slots in client.get(reverse("calls:proposals")).content.decode()
    assert offered == (client.get(slots).status_code == 200)
