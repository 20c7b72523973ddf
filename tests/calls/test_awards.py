"""An award: it keeps to the ceiling, and its terms never change."""

import pytest
from calls.stage_awards import CEILING, DECIDED, Stage
from django.db import IntegrityError, transaction

from cityloop.audit.refusal import Refused
from cityloop.calls.actions import begin_award, decline_award
from cityloop.calls.models import Award, AwardEvent


@pytest.fixture
def stage(db, settings):
    settings.LANGUAGE_CODE = "en"
    return Stage()


def test_an_award_begins_with_its_amount_ceiling_and_granting_body(stage):
    award = stage.award()
    assert (award.amount, award.currency, award.ceiling) == (80_000_001, "KRW", CEILING)
    assert (award.state, award.body) == (Award.State.OFFERED, stage.body)
    assert list(award.events.values_list("kind", flat=True)) == ["begun", "announced"]


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        (CEILING + 1, "KRW", "more than the ceiling"),
        (0, "KRW", "no amount of money"),
        (-1, "KRW", "no amount of money"),
        (10.5, "KRW", "no amount of money"),
        (10, "WON", "no amount of money"),
        (10, "USD", "pays in KRW"),
    ],
)
def test_what_is_no_amount_or_above_the_ceiling_is_not_awarded(stage, amount, currency, said):
    with pytest.raises(Refused, match=said):
        begin_award(case=stage.case(), amount=amount, currency=currency, actor=None, at=DECIDED)
    assert not Award.objects.exists()


def test_a_proposal_is_awarded_once(stage):
    case = stage.award().case
    with pytest.raises(Refused, match="awarded already"):
        begin_award(case=case, amount=1, currency="KRW", actor=None, at=DECIDED)


def test_the_database_holds_the_ceiling_and_the_terms_of_an_award(stage):
    award = stage.award()
    for changes in ({"amount": CEILING}, {"currency": "USD"}, {"ceiling": CEILING * 2}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Award.objects.filter(pk=award.pk).update(**changes)
    with pytest.raises(IntegrityError), transaction.atomic():
        Award.objects.create(
            case=stage.case(), amount=CEILING + 1, currency="KRW", ceiling=CEILING, body=stage.body, begun_at=DECIDED
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        AwardEvent.objects.all().delete()


def test_whoever_was_awarded_may_decline_with_a_reason(stage):
    award = stage.award()
    for who, reason in ((stage.stranger, "no"), (stage.officer, "no"), (stage.lead, "  ")):
        with pytest.raises(Refused):
            decline_award(actor=who, at=DECIDED, award=award, reason=reason)
    decline_award(actor=stage.lead, at=DECIDED, award=award, reason="The site was sold.")
    award.refresh_from_db()
    assert award.state == Award.State.DECLINED
    with pytest.raises(Refused, match="Award declined"):
        decline_award(actor=stage.lead, at=DECIDED, award=award, reason="Again.")
