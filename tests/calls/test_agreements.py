"""From the award to the agreement in force: who may be paid, who signs, what it says, and its one extension."""

from datetime import date, timedelta

import pytest
from calls.stage_awards import DECIDED, Stage
from cast import organisation, person
from django.db import IntegrityError, transaction

from cityloop.audit.models import Entry
from cityloop.audit.refusal import Refused
from cityloop.calls import actions
from cityloop.calls.models import Agreement, AgreementText, Award, Signature
from cityloop.ledger.models import Instalment, Obligation
from cityloop.outbox.models import Letter

STARTS, ENDS = date(2026, 9, 10), date(2027, 3, 10)
LATER = DECIDED + timedelta(days=20)


@pytest.fixture
def stage(db, settings):
    settings.LANGUAGE_CODE = "en"
    return Stage()


def refused(said, act):
    """The refusal says this, and nothing was written."""
    before = Entry.objects.count(), AgreementText.objects.count(), Signature.objects.count()
    with pytest.raises(Refused, match=said):
        act()
    assert (Entry.objects.count(), AgreementText.objects.count(), Signature.objects.count()) == before


def test_signed_by_both_sides_it_is_in_force_with_milestones_and_instalments_that_add_up(stage):
    award = stage.agreed()
    assert award.state == Award.State.AGREED
    milestones = award.agreement.milestones.order_by("position")
    assert [(one.code, one.due_on) for one in milestones] == [
        ("start", date(2026, 10, 10)),
        ("interim", date(2027, 1, 10)),
        ("end", date(2027, 4, 9)),
    ]
    assert [one.amount for one in milestones] == [40_000_000, 24_000_000, 16_000_001]
    assert sum(Instalment.objects.values_list("amount", flat=True)) == award.amount == award.account.amount
    assert (award.account.payer, award.account.payee, award.account.keeper) == (stage.body, stage.company, stage.body)
    assert not Instalment.objects.filter(released_at__isnull=False).exists()


def test_one_signature_alone_puts_nothing_in_force(stage):
    text = stage.offered()
    actions.sign_agreement(actor=stage.lead, at=LATER, text=text, digest=text.digest)
    assert not Obligation.objects.exists()
    assert Award.objects.get().state == Award.State.OFFERED


def test_a_signature_binds_to_the_text_shown_and_to_its_side(stage):
    text = stage.offered()
    refused("not the one", lambda: actions.sign_agreement(actor=stage.lead, at=LATER, text=text, digest="0" * 64))
    refused(
        "somebody else", lambda: actions.sign_agreement(actor=stage.stranger, at=LATER, text=text, digest=text.digest)
    )
    actions.sign_agreement(actor=stage.lead, at=LATER, text=text, digest=text.digest)
    refused(
        "signed this text already",
        lambda: actions.sign_agreement(actor=stage.lead, at=LATER, text=text, digest=text.digest),
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.create(text=text, organisation=stage.body, person=stage.officer, digest="1" * 64, at=LATER)


def test_whoever_offers_is_an_officer_of_the_secretariat(stage):
    award = stage.award()
    for who in (stage.lead, stage.stranger, stage.authority):
        refused("somebody else", lambda who=who: stage.offered(award, actor=who))


def test_the_grant_never_goes_abroad_nor_to_one_who_takes_no_part(stage):
    award = stage.award()
    abroad = organisation("hanoi", kind="company", country="VN")
    stage.joined(award, abroad)
    refused("established abroad", lambda: stage.offered(award, payee=abroad))
    other = organisation("other")
    refused("member of the consortium", lambda: stage.offered(award, payee=other))
    university = organisation("uni", kind="university")
    stage.joined(award, university)
    refused("kind of", lambda: stage.offered(award, payee=university))


def test_where_the_call_says_so_it_goes_to_a_contractor_and_never_to_whoever_applied(stage):
    city = organisation("danang", kind="local_government", country="VN")
    award = stage.award("plan", applicant=city)
    contractor = organisation("planner")
    refused("never to whoever applied", lambda: stage.offered(award, payee=city))
    refused("how the contractor was chosen", lambda: stage.offered(award, payee=contractor))
    abroad = organisation("sing", country="SG")
    refused("established abroad", lambda: stage.offered(award, payee=abroad, chosen_by="T-1"))
    text = stage.offered(award, payee=contractor, chosen_by="Open tender T-2026-1")
    mayor = person("mayor", of=city, role="officer")
    planner = person("planner-officer", of=contractor, role="officer")
    for who in (mayor, stage.officer):
        actions.sign_agreement(actor=who, at=LATER, text=text, digest=text.digest)
    assert not Obligation.objects.exists()
    actions.sign_agreement(actor=planner, at=LATER, text=text, digest=text.digest)
    assert Obligation.objects.get().payee == contractor


@pytest.mark.parametrize("ends", [STARTS, STARTS - timedelta(days=1), date(2027, 9, 11)])
def test_an_agreement_lasts_as_long_as_the_call_allows(stage, ends):
    refused("no time, or longer", lambda: stage.offered(ends_on=ends))


def test_a_text_that_waits_can_be_taken_back_and_offered_anew(stage):
    text = stage.offered()
    refused("waits to be signed already", lambda: stage.offered(text.agreement.award))
    refused("somebody else", lambda: actions.withdraw_text(actor=stage.lead, at=LATER, text=text))
    actions.withdraw_text(actor=stage.officer, at=LATER, text=text)
    refused(
        "no longer waits", lambda: actions.sign_agreement(actor=stage.lead, at=LATER, text=text, digest=text.digest)
    )
    assert stage.offered(text.agreement.award).version == 2


def test_it_is_extended_once_at_most_as_long_as_the_call_allows_and_for_a_public_reason(stage):
    award = stage.agreed()

    def extend(ends, ko="지연", en="Delayed", actor=stage.officer, at=LATER):
        return actions.extend_agreement(actor=actor, at=at, award=award, ends_on=ends, reason_ko=ko, reason_en=en)

    refused("later than 2027-06-10", lambda: extend(date(2027, 6, 11)))
    refused("not later than", lambda: extend(ENDS))
    refused("one of the languages", lambda: extend(date(2027, 6, 10), en=" "))
    refused("somebody else", lambda: extend(date(2027, 6, 10), actor=stage.lead))
    refused("ended on", lambda: extend(date(2027, 6, 10), at=LATER + timedelta(days=400)))
    stage.signed(extend(date(2027, 6, 10)))
    award.agreement.refresh_from_db()
    assert award.agreement.ends_on == date(2027, 6, 10)
    assert award.agreement.milestones.get(code="end").due_on == date(2027, 7, 10)
    assert award.events.last().reason_en == "Delayed"
    refused("extended once", lambda: extend(date(2027, 7, 1)))
    with pytest.raises(IntegrityError), transaction.atomic():
        AgreementText.objects.create(
            agreement=award.agreement,
            version=9,
            kind="extension",
            content={},
            digest="x",
            reason_ko="x",
            reason_en="x",
            offered_by=stage.officer,
            offered_at=LATER,
        )


def test_a_call_that_allows_no_extension_has_none(db, settings):
    settings.LANGUAGE_CODE = "en"
    from calls.stage_awards import track

    stage = Stage(tracks=[track("build", "lead", term={"at_most": "P12M"})])
    award = stage.agreed()
    with pytest.raises(Refused, match="allows no extension"):
        actions.extend_agreement(
            actor=stage.officer, at=LATER, award=award, ends_on=date(2027, 5, 1), reason_ko="x", reason_en="x"
        )


def test_an_amendment_moves_open_milestones_within_the_agreement(stage):
    award = stage.agreed()

    def amend(due, actor=stage.officer):
        return actions.amend_agreement(
            actor=actor, at=LATER, award=award, due=due, reason_ko="일정 변경", reason_en="New days"
        )

    refused("No open milestone", lambda: amend({}))
    refused("No open milestone", lambda: amend({"nothing": date(2027, 1, 1)}))
    refused("out of the time", lambda: amend({"interim": date(2028, 1, 1)}))
    stage.signed(amend({"interim": date(2027, 2, 1)}))
    assert award.agreement.milestones.get(code="interim").due_on == date(2027, 2, 1)
    assert award.agreement.milestones.get(code="start").due_on == date(2026, 10, 10)


def test_the_sides_are_told_that_a_text_waits(stage):
    stage.offered()
    told = Letter.objects.filter(kind="calls.agreement_offered").values_list("person__email", flat=True)
    assert set(told) == {"officer@example.org", "second@example.org", "lead@example.org"}


def test_the_text_in_force_never_changes(stage):
    stage.agreed()
    for changes in ({"digest": "x"}, {"in_force_at": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            AgreementText.objects.update(**changes)
    with pytest.raises(IntegrityError), transaction.atomic():
        Award.objects.update(account=None)
    assert Agreement.objects.get().in_force_at == LATER
