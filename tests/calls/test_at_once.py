"""Many take the last seat, the last money, the last place of a country at the same moment: what there is, holds.

On SQLite and on PostgreSQL alike, and past the actions: the database refuses.
"""

import pytest
from calls.stage import TRIAL, Stage
from django.db import transaction
from own_database import MANY, at_once, own_database

from cityloop.calls.models import CapUse, SelectionRound
from cityloop.calls.seats import take


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), own_database(tmp_path_factory.mktemp("own")):
        yield Stage()


@pytest.fixture(autouse=True)
def _database_open(django_db_blocker):
    with django_db_blocker.unblock():
        yield


def round_of(stage, committee, **limits):
    given = {
        "notice": stage.notices[TRIAL],
        "track": TRIAL,
        "currency": "KRW",
        "opened_at": stage.notices[TRIAL].opens_at,
    }
    return SelectionRound.objects.create(**given, committee=committee, **limits)


@pytest.mark.parametrize(
    ("limits", "caps", "fit"),
    [
        ({"seats": 3, "budget": 10_000}, {}, 3),
        ({"seats": 50, "budget": 250}, {}, 2),
        ({"seats": 50, "budget": 10_000}, {"country": 1}, 1),
    ],
)
def test_of_many_at_once_as_many_are_selected_as_seats_money_and_a_cap_allow(stage, limits, caps, fit):
    committee = 2030 + fit
    round = round_of(stage, committee, **limits)

    @transaction.atomic
    def takes(_n):
        take(round, {"country": "VN"}, 100, caps)

    came = at_once(takes)
    round.refresh_from_db()
    assert (came.count("done"), came.count("IntegrityError")) == (fit, MANY - fit)
    assert (round.taken, round.spent) == (fit, 100 * fit)
    assert [use.taken for use in CapUse.objects.filter(round=round)] == ([fit] if caps else [])
