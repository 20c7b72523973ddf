"""The act of the demonstration in which citizens vote: one vote in each of its states, within its share of time."""

from datetime import UTC, datetime
from time import process_time

from django.urls import reverse

from cityloop import rulebook
from cityloop.assessment.actions import publish_edition
from cityloop.demo import votes
from cityloop.demo.cast import gather
from cityloop.engine.frozen import thaw
from cityloop.livinglabs.queries.ballots import ballots, standing

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def test_there_is_a_vote_to_open_one_that_is_open_and_one_that_is_counted(db, client):
    cast = gather(AT)
    publish_edition(actor=None, at=AT, content=thaw(rulebook.load("smart-city-challenge/2026").content))
    started = process_time()
    votes.play(cast)
    assert process_time() - started < 4, "it shares one minute with all other acts"
    assert sorted(standing(one, AT) for one in ballots()) == ["counted", "open"]
    counted = next(one.count for one in ballots() if standing(one, AT) == "counted")
    assert (counted.cast, counted.issued, round(counted.share, 3), counted.enough) == (64, 120, 0.734, True)
    client.force_login(cast.people["challenge"])
    assert client.get(reverse("livinglabs:case_ballots", args=["SCC-2026-0001"])).status_code == 200
