"""A case may have more than one round; what an earlier round recorded never changes."""

import pytest
from django.db import IntegrityError, transaction

from cityloop.certification.models import Decision, Review
from cityloop.certification.rounds import latest_decision, latest_review, round_of


def test_a_first_decision_is_of_the_first_round(stage):
    case = stage.case("refused")
    assert (latest_decision(case).round, latest_review(case).round) == (1, 1)
    assert round_of(case) == 2


@pytest.mark.parametrize("model", [Review, Decision])
def test_a_round_has_one_review_and_one_decision(stage, model):
    stage.case("refused")
    row = model.objects.get()
    row.pk, row._state.adding = None, True
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize("model", [Review, Decision])
def test_what_a_round_recorded_is_neither_changed_nor_removed(stage, model):
    stage.case("refused")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        model.objects.update(round=2)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        model.objects.get().delete()
