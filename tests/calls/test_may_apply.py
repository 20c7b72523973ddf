"""May I apply? Before registering, by the rules of the call alone; nothing is stored."""

import pytest
from cast import AT
from django.urls import reverse
from django.utils.translation import override

from cityloop import rulebook
from cityloop.assessment.actions import publish_edition
from cityloop.audit.models import Entry
from cityloop.calls.queries.may_apply import wanted
from cityloop.engine.frozen import thaw

pytestmark = pytest.mark.django_db
FIRM = {"kind": "company", "country": "KR", "fact-project.developed_in_korea": "yes", "fact-project.ends": "2025-11-30"}
CITY = {"partner_kind_1": "local_government", "partner_country_1": "VN"}
MONEY = {"fact-request": "380,000,000"}


def asked(client, track, programme="k-city-network", edition="2025", **answers):
    publish_edition(actor=None, at=AT, content=thaw(rulebook.load(f"{programme}/{edition}").content))
    with override("en"):
        return client.get(reverse("calls:may_apply", args=[programme, edition, track]), answers)


def verdicts(page):
    return {row.verdict.id: row.verdict.met for row in page.context["held"]}


def test_a_firm_with_a_city_abroad_may_apply(client):
    page = asked(client, "demonstration", **FIRM, **CITY, **MONEY)
    assert page.context["verdict"].status == "admitted"
    assert "Yes: by what you answered, you may apply" in page.content.decode()


def test_without_a_public_partner_abroad_the_page_says_which_rule_is_missed_and_where_it_comes_from(client):
    page = asked(client, "demonstration", **FIRM, **MONEY, partner_kind_1="company", partner_country_1="VN")
    assert verdicts(page)["overseas-public-partner"] is False
    assert page.context["verdict"].status == "excluded"
    text = page.content.decode()
    assert "must include an overseas government" in text
    assert "Smart-city portal, questions and answers" in text


@pytest.mark.parametrize(
    ("answers", "rule", "met"),
    [
        ({"kind": "company", "country": "VN"}, "korean-company-leads", False),
        ({"fact-request": "400000001"}, "within-ceiling", False),
        ({"fact-request": "400000000"}, "within-ceiling", True),
        ({"fact-project.ends": "2026-01-01"}, "within-the-year", False),
        ({"fact-project.developed_in_korea": ""}, "developed-in-korea", None),
        ({"partner_grant_1": "5"}, "grant-stays-with-korean-firms", False),
        ({"partner_grant_1": ""}, "grant-stays-with-korean-firms", True),
    ],
)
def test_each_rule_says_whether_it_is_met(client, answers, rule, met):
    page = asked(client, "demonstration", **{**FIRM, **CITY, **MONEY, **answers})
    assert verdicts(page)[rule] is met


def test_a_ministry_abroad_may_ask_for_a_plan_after_prior_consultation_only(client):
    answers = {"kind": "government", "country": "PE", "fact-answers.products": ["master_plan"]}
    page = asked(client, "planning", **answers, **{"fact-applicant.prior_consultation_done": "no"})
    assert verdicts(page) == {
        "overseas-public-applicant": True,
        "prior-consultation": False,
        "planning-only": True,
    }


def test_what_is_not_answered_leaves_a_rule_open_and_nothing_is_said_before(client):
    assert asked(client, "demonstration").context["verdict"] is None
    with override("en"):
        url = reverse("calls:may_apply", args=["k-city-network", "2025", "demonstration"])
    page = client.get(url, {"kind": "company", "country": "KR"})
    assert page.context["verdict"].status == "excluded"  # nobody abroad is named
    assert verdicts(page)["developed-in-korea"] is None


def test_nothing_is_stored_and_odd_answers_are_told(client):
    page = asked(client, "demonstration", **{**FIRM, "fact-request": "much", "country": "Atlantis"})
    before = Entry.objects.count()
    assert page.status_code == 422
    assert Entry.objects.count() == before
    with override("en"):
        assert client.get(reverse("calls:may_apply", args=["k-city-network", "2025", "nothing"])).status_code == 404


@pytest.mark.parametrize("call", rulebook.editions("call"), ids=lambda call: call.reference)
def test_every_call_of_the_rulebook_has_its_page_without_a_line_of_its_own(client, call):
    publish_edition(actor=None, at=AT, content=thaw(call.content))
    for track in call.tracks:
        with override("ko"):
            url = reverse("calls:may_apply", args=[call.id, call.edition, track.id])
        assert client.get(url).status_code == 200
        answered = {one.name: "yes" if one.type == "boolean" else "1" for one in wanted(call, track.id)}
        assert client.get(url, {"kind": "company", "country": "KR", **answered}).status_code in (200, 422)
