"""Detailed rules bind when the certifier approved exactly that text, and nobody approves their own (Art. 3(3))."""

import pytest
from cast import AT, officer_for, organisation, person
from certification.stage import SCHEME, content
from django.db import IntegrityError, transaction
from django.utils.translation import override

from cityloop.assessment.actions import answer_approval, ask_approval, publish_edition
from cityloop.assessment.models import ApprovalRequest, Edition, EditionApproval
from cityloop.assessment.queries import approvals_visible_to
from cityloop.audit.models import Entry
from cityloop.audit.refusal import Refused
from cityloop.organisations.models import Designation, Membership

pytestmark = pytest.mark.django_db
DRAFT = [{"from": "2026-09-01", "state": "draft"}]
APPROVED, RETURNED = EditionApproval.Verdict.APPROVED, EditionApproval.Verdict.RETURNED


def text(**changes):
    return content("2027", timeline=DRAFT, **changes)


class Scene:
    def __init__(self):
        self.operator = officer_for(Designation.Duty.OPERATING_BODY, SCHEME, key="operator", code="operating")
        body = self.operator.memberships.get().organisation
        self.owner = person("owner", of=body, role=Membership.Role.SCHEME_OWNER)
        self.certifier = officer_for(Designation.Duty.CERTIFIER, SCHEME, key="certifier", code="ministry")
        self.stranger = person("stranger", of=organisation("elsewhere"))

    def ask(self, data=None, **more):
        return ask_approval(actor=self.owner, at=AT, content=data or text(), note="A new year.", **more)

    def answer(self, request, verdict=APPROVED, reason="", actor=None, digest=None):
        return answer_approval(
            actor=actor or self.certifier,
            at=AT,
            request=request,
            digest=digest or request.digest,
            verdict=verdict,
            reason=reason,
        )

    def publish(self, data=None):
        return publish_edition(actor=self.owner, at=AT, content=data or text())


@pytest.fixture
def scene():
    return Scene()


@pytest.mark.law("3(3)")
def test_rules_without_the_certifiers_approval_are_not_published(scene):
    with override("en"), pytest.raises(Refused, match="has not approved this text"):
        scene.publish()
    assert not Edition.objects.exists()


@pytest.mark.law("3(2)1", "3(3)")
def test_an_approved_text_is_published_and_says_by_whom_it_was_approved(scene):
    scene.answer(scene.ask())
    edition = scene.publish()
    assert edition.approval.decided_by == scene.certifier
    assert edition.approval.digest == edition.digest


@pytest.mark.law("3(3)")
def test_an_approval_holds_for_the_text_of_that_digest_only(scene):
    scene.answer(scene.ask())
    with override("en"), pytest.raises(Refused, match="has not approved this text"):
        scene.publish(text(**{"pass": {"points": 5, "of": 10}}))


@pytest.mark.law("3(3)")
def test_what_is_decided_binds_to_the_digest_that_was_shown(scene):
    request = scene.ask()
    with override("en"), pytest.raises(Refused, match="not the one that stands now"):
        scene.answer(request, digest="0" * 64)
    newer = scene.ask(text(**{"pass": {"points": 5, "of": 10}}))
    with override("en"), pytest.raises(Refused, match="not the one that stands now"):
        scene.answer(request)
    assert scene.answer(newer).verdict == APPROVED


def test_a_returned_text_has_a_reason_and_is_not_published(scene):
    request = scene.ask()
    with override("en"), pytest.raises(Refused, match="needs a reason"):
        scene.answer(request, RETURNED, "  ")
    scene.answer(request, RETURNED, "The cut is too low.")
    with pytest.raises(Refused):
        scene.publish()


@pytest.mark.law("3(3)")
def test_nobody_approves_a_text_that_they_wrote_on(scene):
    ministry = scene.certifier.memberships.get().organisation
    second = person("second", of=ministry, role=Membership.Role.OFFICER)
    request = scene.ask(authors=[scene.certifier])
    with override("en"), pytest.raises(Refused, match="You wrote on this text"):
        scene.answer(request)
    assert scene.answer(request, actor=second).decided_by == second


def test_the_database_itself_refuses_who_asked_as_the_one_who_approves(scene):
    request = scene.ask()
    with pytest.raises(IntegrityError), transaction.atomic():
        EditionApproval.objects.create(
            request=request, verdict=APPROVED, digest=request.digest, asked_by=scene.owner, decided_by=scene.owner,
            decided_at=AT,
        )  # fmt: skip


def test_a_request_and_its_answer_are_facts_that_nobody_changes(scene):
    scene.answer(scene.ask())
    for model in (ApprovalRequest, EditionApproval):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            model.objects.update(digest="0" * 64)


def test_a_request_is_answered_once_and_put_forward_once(scene):
    request = scene.ask()
    with override("en"), pytest.raises(Refused, match="waits for the certifier"):
        scene.ask()
    scene.answer(request)
    with override("en"), pytest.raises(Refused, match="answered already"):
        scene.answer(request)
    with override("en"), pytest.raises(Refused, match="approved already"):
        scene.ask()


def test_only_the_owner_asks_and_only_the_certifier_answers(scene):
    for somebody in (scene.operator, scene.certifier, scene.stranger):
        with pytest.raises(Refused):
            ask_approval(actor=somebody, at=AT, content=text(), note="mine")
    request = scene.ask()
    for somebody in (scene.operator, scene.owner, scene.stranger):
        with pytest.raises(Refused):
            scene.answer(request, actor=somebody)
    assert not EditionApproval.objects.exists()


def test_a_text_with_a_fault_or_the_name_of_a_draft_is_not_put_forward(scene):
    wrong = text()
    wrong["areas"][0]["weight"] = 9
    with override("en"), pytest.raises(Refused, match="weights of the areas"):
        scene.ask(wrong)
    with override("en"), pytest.raises(Refused, match="still the name of a draft"):
        scene.ask({**text(), "edition": "2027-draft"})
    gate = text()
    gate["criteria"][2].update(mandatory=True, points=[[10, 0], [2, 0.5]])
    with override("en"), pytest.raises(Refused, match="Nobody can pass this gate"):
        scene.ask(gate)


def test_requests_are_found_by_those_whom_the_scheme_concerns_and_nobody_else(scene):
    scene.ask()
    found = {key: approvals_visible_to(getattr(scene, key), AT.date()).count() for key in
             ("owner", "operator", "certifier", "stranger")}  # fmt: skip
    assert found == {"owner": 1, "operator": 1, "certifier": 1, "stranger": 0}


def test_a_file_adopted_by_the_operator_of_the_site_has_no_approval_and_the_record_says_so():
    edition = publish_edition(actor=None, at=AT, content=content())
    assert edition.approval is None
    assert Entry.objects.get(verb="assessment.publish_edition").detail["adopted"] == "file"


def test_a_calendar_that_began_in_the_past_is_not_published_with_the_text(scene):
    past = content("2027")
    scene.answer(scene.ask(past))
    with override("en"), pytest.raises(Refused, match="before today"):
        scene.publish(past)
