"""Who sees a case, whose marks they see, and that what is not theirs is not found."""

from datetime import timedelta

import pytest
from cast import AT, organisation
from certification.stage import MARKS, named
from django.urls import reverse
from django.utils.translation import override

from cityloop.assessment.actions import attach_evidence, save_answers
from cityloop.assessment.files.store import place
from cityloop.assessment.models import Evidence, Party
from cityloop.assessment.queries import visible_to
from cityloop.assessment.queries.matrix import matrix_of
from cityloop.certification.queries import waiting_for
from cityloop.certification.workflow import STATES
from cityloop.organisations.models import Membership

PEOPLE = ("applicant", "operator", "assessor", "spare", "reviewer", "certifier", "stranger")
PAGES = (
    "case", "dossier", "record", "evaluation", "receipt", "submit", "withdraw", "completeness", "panel", "seats",
    "close", "declare", "marking", "hand_in", "review", "report", "decide",
)  # fmt: skip


def url(name, case, *more, language="en"):
    with override(language):
        return reverse(named(name), args=[case.reference, *more])


@pytest.mark.parametrize("state", list(STATES))
def test_in_each_state_the_right_people_see_the_case(stage_for, state):
    stage = stage_for(state)
    case = stage.case(state, mock=state == "closed_mock")
    seen = {who for who in PEOPLE if visible_to(getattr(stage, who), AT.date()).filter(pk=case.pk).exists()}
    expected = {"applicant"}
    if case.received_at:
        expected |= {"operator", "reviewer", "certifier"}
    if case.duties.exists():
        expected |= {"assessor"}
    assert seen == expected


def test_a_case_that_is_not_yours_is_not_found_page_by_page(stage, client):
    case = stage.case("review")
    client.force_login(stage.stranger)
    assert {client.get(url(page, case)).status_code for page in PAGES} == {404}
    assert {client.post(url(page, case)).status_code for page in PAGES} == {404}


def test_a_visitor_is_asked_to_sign_in(stage, client):
    assert client.get(url("case", stage.case("review"))).status_code == 302


ONLY_FOR = {
    "completeness": ("submitted", "operator"),
    "panel": ("evaluation", "operator"),
    "seats": ("accepted", "operator"),
    "close": ("evaluation", "operator"),
    "declare": ("evaluation", "assessor"),
    "decide": ("decision", "certifier"),
    "withdraw": ("review", "applicant"),
}


@pytest.mark.parametrize("name", ONLY_FOR)
def test_the_page_of_a_step_is_for_its_role_alone(stage, client, name):
    state, owner = ONLY_FOR[name]
    case = stage.case(state)
    for who in ("applicant", "operator", "assessor", "certifier"):
        if visible_to(getattr(stage, who), AT.date()).filter(pk=case.pk).exists():
            client.force_login(getattr(stage, who))
            assert client.get(url(name, case)).status_code == (200 if who == owner else 404), who


def test_marks_stay_hidden_until_every_sheet_is_handed_in(stage, client):
    case = stage.case("evaluation")
    stage.mark(case, stage.second, MARKS | {"service.comfort": {"mark": 2, "note": "seats squeak"}})
    for who in ("operator", "assessor", "certifier", "applicant"):
        client.force_login(getattr(stage, who))
        assert client.get(url("evaluation", case)).status_code == 404
        assert b"seats squeak" not in client.get(url("case", case)).content
    stage.mark(case, stage.assessor)
    for who, status in {"operator": 200, "assessor": 200, "certifier": 200, "applicant": 404}.items():
        client.force_login(getattr(stage, who))
        assert client.get(url("evaluation", case)).status_code == status, who


def test_the_applicant_reads_the_reasons_once_the_case_is_closed_but_not_the_names(stage, client):
    case = stage.case("granted", marks=MARKS | {"service.comfort": {"mark": 3, "note": "seats squeak"}})
    client.force_login(stage.applicant)
    page = client.get(url("evaluation", case)).content.decode()
    assert "seats squeak" in page and "Assessor 1" in page
    assert "second" not in page and "Assessor" in client.get(url("record", case)).content.decode()
    assert "second" not in client.get(url("record", case)).content.decode()


def test_evidence_is_an_attachment_with_its_hash_for_those_who_see_the_case(stage, client):
    case = stage.case("review")
    piece = Evidence.objects.get()
    client.force_login(stage.assessor)
    answer = client.get(url("evidence", case, piece.pk))
    assert (answer.status_code, answer["ETag"]) == (200, f'"{piece.sha256}"')
    assert answer["Content-Disposition"] == 'attachment; filename="survey.pdf"'
    assert answer["Content-Digest"].startswith("sha-256=:")
    assert answer["X-Content-Type-Options"] == "nosniff"
    client.force_login(stage.stranger)
    assert client.get(url("evidence", case, piece.pk)).status_code == 404
    client.force_login(stage.applicant)
    assert client.get(url("evidence", stage.case("draft"), piece.pk)).status_code == 404


def test_a_supplement_is_read_by_others_only_once_it_is_handed_in(stage, client):
    case = stage.case("supplement")
    step = {**stage.step(stage.applicant, 3), "case": case}
    save_answers(**step, answers={"service.comfort": "Half a sentence"})
    attach_evidence(**step, criterion="service.comfort", item="survey", name="b.csv", content=b"a,b\n1,2\n")
    piece = Evidence.objects.get(name="b.csv")
    addresses = (url("dossier", case), url("item", case, "service.comfort"))
    for who, seen in {"applicant": True, "operator": False, "certifier": False}.items():
        client.force_login(getattr(stage, who))
        pages = "".join(client.get(address).content.decode() for address in addresses)
        assert (("Half a sentence" in pages), ("b.csv" in pages)) == (seen, seen), who
        assert client.get(url("evidence", case, piece.pk)).status_code == (200 if seen else 404), who


def test_the_order_of_the_seats_does_not_tell_who_gave_which_mark(stage):
    case = stage.case("granted")
    for order in (["b", "a"], ["a", "b"]):
        for sheet, digest in zip(case.sheets.order_by("pk"), order, strict=True):
            case.sheets.filter(pk=sheet.pk).update(digest=digest * 64)
        seats = [mark.sheet.person_id for mark in columns(case, named=True)]
        assert seats == [stage.assessor.pk, stage.second.pk]
        assert [mark.sheet.digest[0] for mark in columns(case, named=False)] == ["a", "b"]


def columns(case, named):
    """A mark of each column of the matrix, in the order of the columns."""
    return matrix_of(case, case.outcomes.last(), named=named).groups[0][1][0].cells


def test_a_stored_file_that_was_tampered_with_is_not_handed_out(stage, client):
    case = stage.case("review")
    piece = Evidence.objects.get()
    place(piece.sha256).write_bytes(b"something else")
    client.force_login(stage.operator)
    assert client.get(url("evidence", case, piece.pk)).status_code == 404


INBOX = {
    "draft": {"applicant": "Finish the dossier"},
    "submitted": {"operator": "Check completeness", "reviewer": "Check completeness"},
    "supplement": {"applicant": "Supplement the dossier"},
    "accepted": {"operator": "Seat the panel", "reviewer": "Seat the panel"},
    "evaluation": {"assessor": "Declare your interests", "second": "Declare your interests"},
    "review": {"operator": "Take the review", "reviewer": "Take the review"},
    "report": {"operator": "Report to the certifier", "reviewer": "Report to the certifier"},
    "decision": {"certifier": "Decide"},
    "granted": {},
}


@pytest.mark.parametrize("state", INBOX)
def test_each_finds_in_the_inbox_what_waits_for_them_and_nobody_else_does(stage, state):
    case = stage.case(state)
    with override("en"):
        found = {
            who: [line.title.partition(":")[0] for line in waiting_for(getattr(stage, who), AT.date())]
            for who in (*PEOPLE, "second")
        }
        assert {who: titles for who, titles in found.items() if titles} == {
            who: [title] for who, title in INBOX[state].items()
        }
    assert case.state == state


def test_an_evaluation_past_its_day_waits_for_the_officer(stage):
    case = stage.case("evaluation")
    with override("en"):
        assert waiting_for(stage.operator, case.due_on) == []
        late = waiting_for(stage.operator, case.due_on + timedelta(days=1))
    assert [line.title for line in late] == ["Close the evaluation: Night bus"]


def test_what_waits_costs_the_same_queries_for_one_case_and_for_three(stage, django_assert_num_queries):
    for _ in range(2):
        with django_assert_num_queries(7):
            assert waiting_for(stage.operator, AT.date()) is not None
        stage.case("submitted")


def test_an_officer_who_once_worked_for_a_joint_applicant_is_not_asked_to_act_on_the_case(stage):
    case = stage.case("submitted")
    assert [line.title for line in waiting_for(stage.operator, AT.date())]
    rail = organisation("rail")
    since = AT.date() - timedelta(days=900)
    Membership.objects.create(person=stage.operator, organisation=rail, since=since, until=AT.date())
    assert [line.title for line in waiting_for(stage.operator, AT.date())], "it is no party"
    Party.objects.create(
        case=case, organisation=rail, role=Party.Role.PROVIDER, invited_by=stage.applicant, invited_at=AT
    )
    assert not [line for line in waiting_for(stage.operator, AT.date()) if case.reference in line.url]
