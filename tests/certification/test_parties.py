"""Several providers and a local government apply together; whoever has an interest decides nothing."""

import pytest
from cast import AT, organisation, person
from certification.stage import SCHEME, Stage
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override

from cityloop.assessment import actions as assessing
from cityloop.assessment.actions import save_answers
from cityloop.assessment.digests import of_dossier
from cityloop.assessment.models import Party
from cityloop.assessment.queries import conflicts, dossier_of, missing, visible_to
from cityloop.assessment.rules import parties, roles_on
from cityloop.audit.refusal import Refused
from cityloop.catalogue.actions import register_service
from cityloop.certification.queries import waiting_for
from cityloop.organisations.actions import join_organisation
from cityloop.organisations.models import Membership

TODAY = AT.date()


@pytest.fixture
def city(stage):
    return person("mayor", of=organisation("haean-si", kind="local_government"), role=Membership.Role.OFFICER)


def invite(stage, case, who, role="local_government"):
    place = who.memberships.get().organisation
    return assessing.invite_party(**stage.step(stage.applicant), case=case, organisation=place, role=role)


def answer(stage, case, who, agree=True):
    return assessing.answer_invitation(**stage.step(who), case=case, agree=agree)


@pytest.mark.law("13(2)")
def test_the_dossier_is_handed_in_once_everybody_who_was_asked_has_agreed(stage, city):
    case = stage.case("draft")
    second = person("second-provider", of=organisation("naru"))
    invite(stage, case, city)
    invite(stage, case, second, "provider")
    answer(stage, case, city)
    with override("en"), pytest.raises(Refused, match=r"naru body \(Not answered yet\)"):
        stage.submit(case)
    answer(stage, case, second)
    case = stage.hand_in(case)
    assert case.state == "submitted"
    assert {one.organisation.code for one in case.parties.all()} == {"haean-si", "naru"}


@pytest.mark.law("13(2)")
def test_whoever_declines_is_let_go_before_the_lead_goes_on(stage, city):
    case = stage.case("draft")
    invite(stage, case, city)
    answer(stage, case, city, agree=False)
    with override("en"), pytest.raises(Refused, match="Declined"):
        stage.hand_in(case)
    assessing.let_party_go(**stage.step(stage.applicant), case=case, party=case.parties.get())
    assert stage.hand_in(case).state == "submitted"
    assert visible_to(city, TODAY).count() == 0


@pytest.mark.law("13(2)")
def test_a_party_that_agreed_sees_and_fills_and_only_the_lead_hands_in(stage, city):
    case = stage.case("draft")
    with pytest.raises(Refused):
        save_answers(**stage.step(city), case=case, answers={"service.comfort": "Ours too."})
    invite(stage, case, city)
    assert visible_to(city, TODAY).get() == case
    assert roles_on(case, city, TODAY) == frozenset()
    answer(stage, case, city)
    save_answers(**stage.step(city), case=case, answers={"service.comfort": "Ours too."})
    digest = of_dossier(dossier_of(case))
    for act in (assessing.submit_case, assessing.withdraw_case, assessing.invite_party):
        given = {"digest": digest} if act is assessing.submit_case else {}
        given = {"organisation": stage.owner, "role": "provider"} if act is assessing.invite_party else given
        with pytest.raises(Refused):
            act(**stage.step(city), case=case, **given)
    assert assessing.submit_case(**stage.step(stage.applicant), case=case, digest=digest).state == "submitted"


@pytest.mark.law("13(2)")
def test_who_applies_is_part_of_what_is_frozen(stage, city):
    case = stage.case("draft")
    before = of_dossier(dossier_of(case))
    invite(stage, case, city)
    assert of_dossier(dossier_of(case)) == before
    answer(stage, case, city)
    assert of_dossier(dossier_of(case)) != before


@pytest.mark.parametrize(
    ("code", "kind", "role", "why"),
    [
        ("naru", "company", "local_government", "is registered as: Company"),
        ("haean", "local_government", "provider", "is registered as: Local government"),
        ("naru", "company", "ministry", "does not take joint applications in that role"),
    ],
)
def test_an_organisation_is_asked_as_what_it_is(stage, code, kind, role, why):
    case = stage.case("draft")
    who = person("somebody", of=organisation(code, kind=kind))
    with override("en"), pytest.raises(Refused, match=why):
        invite(stage, case, who, role)
    assert not Party.objects.exists()


def test_nobody_is_asked_twice_and_the_lead_never(stage, city):
    case = stage.case("draft")
    invite(stage, case, city)
    for organisation_ in (city.memberships.get().organisation, stage.owner):
        with pytest.raises(Refused):
            assessing.invite_party(
                **stage.step(stage.applicant), case=case, organisation=organisation_, role="local_government"
            )
    with pytest.raises(IntegrityError), transaction.atomic():
        Party.objects.create(
            case=case, organisation=city.memberships.get().organisation, role="provider", invited_by=city, invited_at=AT
        )


def test_an_edition_without_joint_applications_takes_none(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    stage = Stage(intake={"by": "rolling"})
    case = stage.case("draft")
    with pytest.raises(Refused):
        invite(stage, case, person("mayor", of=organisation("haean-si", kind="local_government")))


@pytest.mark.law("5(1)3", "5(1)5", "13(2)")
def test_the_people_of_every_party_are_in_conflict(stage, city):
    case = stage.case("draft")
    invite(stage, case, city)
    answer(stage, case, city)
    assert parties(case) == {stage.owner.pk, city.memberships.get().organisation_id}
    join_organisation(
        actor=city, at=AT, person=stage.assessor, organisation=city.memberships.get().organisation, since=TODAY
    )
    assert stage.assessor.pk in conflicts(case, [stage.assessor], TODAY)


@pytest.mark.law("13(2)")
def test_a_condition_of_the_edition_may_ask_who_applies_together(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    agreement = {"id": "agreement", "title": {"ko": "협약서", "en": "Agreement"}, "required": True}
    stage = Stage(documents=[agreement | {"when": "size(applicant.partners) > 0"}])
    city = person("mayor", of=organisation("haean-si", kind="local_government"))
    case = stage.case("draft")
    assert "agreement" not in [one.item for one in missing(case, dossier_of(case))]
    invite(stage, case, city)
    answer(stage, case, city)
    assert "agreement" in [one.item for one in missing(case, dossier_of(case))]


def test_an_officer_who_belongs_to_a_party_takes_no_step_on_its_case(stage):
    join_organisation(actor=None, at=AT, person=stage.operator, organisation=stage.owner, since=TODAY)
    case = stage.case("submitted")
    for act in (
        lambda: stage.accept(case, "fine"),
        lambda: assessing.ask_supplement(**stage.step(stage.operator), case=case, reason="page 2"),
    ):
        with override("en"), pytest.raises(Refused, match="to daon body, a party to this case"):
            act()
    assert [row for row in waiting_for(stage.operator, TODAY) if case.reference in row.url] == []
    digest = dossier_of(case).digest
    assert assessing.accept_dossier(**stage.step(stage.reviewer), case=case, digest=digest).state == "accepted"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_asking_agreeing_and_letting_go_on_their_pages(stage, city, client, language):
    case = stage.case("draft")
    with override(language):
        page = reverse("assessment:parties", args=[case.reference])
        submit = reverse("assessment:submit", args=[case.reference])
    client.force_login(stage.applicant)
    asked = {"do": "invite", "role": "local_government"}
    assert client.post(page, asked | {"organisation": "nobody"}).status_code == 422
    assert client.post(page, asked | {"organisation": "haean-si"}).status_code == 302
    client.force_login(city)
    assert [row.url for row in waiting_for(city, TODAY)] == [reverse("assessment:parties", args=[case.reference])]
    dossier = reverse("assessment:dossier", args=[case.reference])
    assert client.get(dossier).status_code == 404
    assert client.post(page, {"do": "answer", "agree": "yes", "note": "시장 결재"}).status_code == 302
    assert client.get(dossier).status_code == 200
    assert client.get(submit).status_code == 404
    client.force_login(stage.applicant)
    released = client.post(page, {"do": "release", "party": str(Party.objects.get().pk)})
    assert (released.status_code, Party.objects.get().withdrawn_at is None) == (302, False)
    client.force_login(stage.stranger)
    assert client.get(page).status_code == 404


def test_two_who_register_the_same_code_at_once_are_told_apart(stage, monkeypatch):
    """What the second one's look at the table missed, the database finds."""
    from django.db.models import QuerySet

    monkeypatch.setattr(QuerySet, "exists", lambda found: False)
    with override("en"), pytest.raises(Refused, match="is taken"):
        organisation("daon")
    service = {"provider": None, "fields": [], "name_en": "Bus"}
    register_service(actor=None, at=AT, code="bus", **service)
    with override("en"), pytest.raises(Refused, match="There is a service with the code"):
        register_service(actor=None, at=AT, code="bus", **service)


def test_a_scheme_says_who_may_apply_together(stage):
    assert stage.edition.content["intake"]["joint"] == ["provider", "local_government"]
    assert stage.edition.scheme == SCHEME
