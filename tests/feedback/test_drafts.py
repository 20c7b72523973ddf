"""A draft edition: opened and changed by the scheme's owner, tried over the record, seen by nobody else."""

import pytest
from cast import AT, officer_for, organisation, person
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override

from cityloop.assessment.actions import publish_edition
from cityloop.assessment.models import Case, Mark, MarkSheet
from cityloop.audit.refusal import Refused
from cityloop.engine.frozen import thaw
from cityloop.feedback.actions import open_draft, report_criteria, save_draft, try_draft
from cityloop.feedback.drafting import applied
from cityloop.feedback.models import CriterionReport, Draft, DraftVersion, Replay
from cityloop.feedback.queries import editions_on_record, latest, record_of, waiting_for
from cityloop.organisations.models import Designation, Membership
from cityloop.rulebook import load

pytestmark = pytest.mark.django_db
SCHEME = "digital-public-goods"
CRITERIA = ("open_licence", "sdg_relevance", "ownership", "documentation", "data_extraction")
ALL_MET = dict.fromkeys(CRITERIA, (1, 1, 1))


@pytest.fixture
def edition():
    return publish_edition(actor=None, at=AT, content=thaw(load("digital-public-goods/2021-reviews").content))


@pytest.fixture
def owner():
    officer = officer_for(Designation.Duty.OPERATING_BODY, SCHEME)
    return person("owner", of=officer.organisations.get(), role=Membership.Role.SCHEME_OWNER)


def judged(edition, reference, marks, status="pass", closed_at=AT):
    """A closed case with three sheets handed in; how it came there is certification's business and tested there."""
    applicant = organisation(f"applicant-{reference}")
    case = Case.objects.create(
        reference=reference, edition=edition, applicant=applicant, about="organisation", title_ko=reference,
        title_en=reference, state="granted" if closed_at else "review", opened_by=person(f"by-{reference}"),
        opened_at=AT, changed_at=AT, closed_at=closed_at, outcome_status=status,
    )  # fmt: skip
    for n in range(3):
        assessor = person(f"assessor-{reference}-{n}")
        sheet = MarkSheet.objects.create(case=case, person=assessor, submitted_at=AT, digest="d")
        Mark.objects.bulk_create(
            Mark(sheet=sheet, criterion=criterion, mark=given[n], at=AT) for criterion, given in marks.items()
        )
    return case


def split(edition):
    """One case that all agree on, and one that two of three hold to be met."""
    judged(edition, "agreed", ALL_MET)
    judged(edition, "parted", {**ALL_MET, "ownership": (1, 1, 0)})


def change(owner, draft, changes, version=None):
    content = applied(latest(draft).content, changes)
    return save_draft(actor=owner, at=AT, draft=draft, version=version or draft.version, content=content)


def unanimous(owner, edition):
    draft = open_draft(actor=owner, at=AT, base=edition, title="Unanimous")
    return change(owner, draft, {"aggregate.assessors": "unanimous"})


@pytest.mark.law("18")
def test_the_draft_moves_exactly_the_case_whose_assessors_parted_and_says_by_which_rule(owner, edition):
    split(edition)
    replay = try_draft(actor=owner, at=AT, draft=unanimous(owner, edition))
    moved = [case for case in replay.content["cases"] if case["moved"]]
    assert (replay.cases, replay.moved, replay.content["level"]) == (2, 1, "major")
    assert [(case["case"], case["old_status"], case["new_status"]) for case in moved] == [("parted", "pass", "fail")]
    assert moved[0]["reason"]["ko"] and moved[0]["reason"]["en"]


def test_a_draft_without_a_change_moves_nobody(owner, edition):
    split(edition)
    draft = open_draft(actor=owner, at=AT, base=edition, title="Nothing")
    assert try_draft(actor=owner, at=AT, draft=draft).moved == 0


def test_the_last_mark_of_an_assessor_counts_and_an_open_sheet_does_not(owner, edition):
    case = judged(edition, "agreed", ALL_MET)
    sheet = case.sheets.first()
    Mark.objects.create(sheet=sheet, criterion="ownership", mark=0, at=AT)
    unfinished = MarkSheet.objects.create(case=case, person=person("late"))
    Mark.objects.create(sheet=unfinished, criterion="ownership", mark=0, at=AT)
    record = record_of(edition)
    rows = zip(record.assessors, record.criteria, record.marks, strict=True)
    assert sorted(mark for _who, criterion, mark in rows if criterion == "ownership") == [0, 1, 1]


def test_a_draft_begins_as_its_base_named_a_draft_and_planning_nothing(owner, edition):
    draft = open_draft(actor=owner, at=AT, base=edition, title="Same")
    content = latest(draft).content
    assert content == {
        **edition.content, "edition": "2021-reviews-draft", "timeline": [{"from": "2026-09-01", "state": "draft"}]
    }  # fmt: skip


def test_every_version_that_was_saved_stays_readable(owner, edition):
    draft = change(owner, unanimous(owner, edition), {"pass.points": 4})
    assert [row.content["pass"]["points"] for row in draft.versions.all()] == [5, 5, 4]
    assert len({row.digest for row in draft.versions.all()}) == 3
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        DraftVersion.objects.update(digest="0" * 64)


def test_a_change_from_a_stale_page_is_refused_and_loses_nothing(owner, edition):
    draft = unanimous(owner, edition)
    with pytest.raises(Refused):
        change(owner, draft, {"pass.points": 4}, version=draft.version - 1)
    assert latest(Draft.objects.get()).content["aggregate"]["assessors"] == "unanimous"


def test_values_that_make_no_edition_are_kept_and_counted_and_not_tried(owner, edition):
    draft = open_draft(actor=owner, at=AT, base=edition, title="Impossible")
    draft = change(owner, draft, {"pass.points": 9})
    assert (draft.version, latest(draft).faults) == (2, 1)
    with override("en"), pytest.raises(Refused, match="cannot be reached"):
        try_draft(actor=owner, at=AT, draft=draft)


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        [],
        {},
        {"kind": "scheme", "id": "another"},
        {"areas": "many"},
        {"areas": [{"id": 7}]},
        {"criteria": [{"id": "x"}]},
        {"pass": {"points": "many", "of": 5}},
        {"pass": {"points": float("nan"), "of": 5}},
        {"pass": {"points": 10**400, "of": 5}},
        {"title": {"ko": "\0", "en": "x"}},
        {"title": {"ko": "\ud800", "en": "x"}},
        {"title": {"ko": "가" * 700_000, "en": "x"}},
        {"weihgts": 1},
    ],
)
def test_what_has_not_the_shape_of_an_edition_is_refused_with_what_is_wrong(owner, edition, wrong):
    draft = open_draft(actor=owner, at=AT, base=edition, title="Wrong")
    content = {**edition.content, **wrong} if isinstance(wrong, dict) and wrong and "id" not in wrong else wrong
    with pytest.raises(Refused) as refusal:
        save_draft(actor=owner, at=AT, draft=draft, version=1, content=content)
    assert str(refusal.value.why).strip()
    assert Draft.objects.get().version == 1


def test_the_officer_who_runs_the_scheme_and_an_outsider_do_not_draft_it(owner, edition):
    officer = Membership.objects.get(role=Membership.Role.OFFICER).person
    for somebody in (officer, person("outsider")):
        with pytest.raises(Refused):
            open_draft(actor=somebody, at=AT, base=edition, title="Mine")
        with pytest.raises(Refused):
            report_criteria(actor=somebody, at=AT, edition=edition)
    assert not Draft.objects.exists() and not CriterionReport.objects.exists()


def test_nobody_but_the_owner_finds_a_draft(client, owner, edition):
    draft = unanimous(owner, edition)
    address = reverse("feedback:draft", args=[draft.pk])
    client.force_login(person("outsider"))
    assert client.get(address).status_code == 404
    assert client.post(reverse("feedback:try_draft", args=[draft.pk])).status_code == 404
    client.force_login(owner)
    assert client.get(address).status_code == 200
    assert not Replay.objects.exists()


def test_a_changed_draft_waits_for_its_owner_until_it_is_tried(owner, edition):
    split(edition)
    draft = unanimous(owner, edition)
    assert [item.url for item in waiting_for(owner, AT.date())] == [reverse("feedback:draft", args=[draft.pk])]
    try_draft(actor=owner, at=AT, draft=draft)
    assert waiting_for(owner, AT.date()) == []
    assert waiting_for(person("outsider"), AT.date()) == []


def test_the_report_counts_what_was_marked_and_says_when_cases_are_too_few(owner, edition):
    split(edition)
    report = report_criteria(actor=owner, at=AT, edition=edition)
    ownership = next(row for row in report.content["criteria"] if row["criterion"] == "ownership")
    assert (report.cases, report.marks) == (2, 30)
    assert (ownership["cases"], ownership["marks"]) == (2, 6)
    assert ownership["agreement"] == pytest.approx(4 / 6)
    assert ownership["share"] == pytest.approx((1 + 2 / 3) / 2)
    assert ownership["notes"]


@pytest.mark.parametrize(("language", "word"), [("ko", "평가지표"), ("en", "Criterion")])
def test_the_criterion_report_is_public_in_both_languages(client, owner, edition, language, word):
    split(edition)
    report_criteria(actor=owner, at=AT, edition=edition)
    with override(language):
        page = client.get(reverse("feedback:edition", args=[edition.scheme, edition.edition]))
    assert word in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_record_costs_the_same_queries_at_one_edition_and_at_three(
    client, edition, django_assert_num_queries, count
):
    judged(edition, "one", ALL_MET)
    for n in range(count - 1):
        content = {**thaw(load("digital-public-goods/2021-reviews").content), "edition": f"copy-{n}"}
        judged(publish_edition(actor=None, at=AT, content=content), f"more-{n}", ALL_MET)
    with override("en"), django_assert_num_queries(3):
        client.get(reverse("feedback:record"))


def test_a_case_enters_the_public_record_when_it_is_closed_and_not_before(client, edition):
    judged(edition, "under-review", ALL_MET, closed_at=None)
    report = reverse("feedback:edition", args=[edition.scheme, edition.edition])
    assert (record_of(edition).cases, list(editions_on_record())) == ([], [])
    assert client.get(report).status_code == 404
    Case.objects.update(closed_at=AT)
    assert (set(record_of(edition).cases), editions_on_record().get().passed) == ({"under-review"}, 1)
    assert client.get(report).status_code == 200


def test_an_empty_form_does_not_open_the_owners_page_to_others(client, edition):
    judged(edition, "one", ALL_MET)
    client.force_login(person("outsider"))
    with override("en"):
        address = reverse("feedback:open_draft", args=[edition.scheme, edition.edition])
    answer = client.post(address, {"title": ""})
    assert (answer.status_code, answer.context["owner"]) == (422, False)
