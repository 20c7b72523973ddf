from datetime import timedelta

import pytest
from cast import AT
from django.db import DatabaseError, transaction
from django.utils.translation import override

from cityloop.audit.queries import about, verify
from cityloop.audit.refusal import Refused
from cityloop.catalogue.models import Service
from cityloop.consulting.actions import close_consultation, make_shortlist, open_consultation, state_need
from cityloop.consulting.models import Need, Shortlist
from cityloop.consulting.queries import waiting_for
from cityloop.consulting.queries.consultations import needs_of
from cityloop.consulting.reading import read_shortlist, shown
from cityloop.engine.edition import digest

LATER = AT + timedelta(hours=1)


def say(world, problem="digital_divide", words="Many are offline.", priority=2, actor=None):
    return state_need(
        actor=actor or world.officer,
        at=LATER,
        consultation=world.consultation,
        problem=problem,
        statement_en=words,
        priority=priority,
    )


def shortlist(world, filters=(), actor=None, **importance):
    return make_shortlist(
        actor=actor or world.officer,
        at=LATER,
        need=world.need,
        importance={**world.importance, **importance},
        filters=filters,
    )


def test_a_city_has_one_consultation_under_way(advised):
    with pytest.raises(Refused):
        open_consultation(actor=advised.officer, at=LATER, city=advised.cities["sofia"])
    close_consultation(actor=advised.officer, at=LATER, consultation=advised.consultation)
    again = open_consultation(actor=advised.officer, at=LATER, city=advised.cities["sofia"])
    assert again.state == "open"


def test_nothing_is_added_to_a_closed_consultation(advised):
    close_consultation(actor=advised.officer, at=LATER, consultation=advised.consultation)
    with override("en"), pytest.raises(Refused, match="closed"):
        say(advised)
    with override("en"), pytest.raises(Refused, match="closed"):
        shortlist(advised)


def test_only_the_citys_people_take_part(advised):
    for act in (say, shortlist):
        with pytest.raises(Refused):
            act(advised, actor=advised.outsider)
    with pytest.raises(Refused):
        close_consultation(actor=advised.outsider, at=LATER, consultation=advised.consultation)
    with pytest.raises(Refused):
        open_consultation(actor=advised.officer, at=LATER, city=advised.cities["zagreb"])


def test_the_last_word_on_a_problem_counts_and_needs_stand_in_order(advised):
    say(advised)
    say(advised, words="A third of the old are offline.", priority=1)
    say(advised, problem="street_crime", words="Burglaries rise.", priority=3)
    needs = needs_of(advised.consultation)
    assert [(need.problem, need.priority) for need in needs] == [("digital_divide", 1), ("street_crime", 3)]
    assert Need.objects.count() == 4


@pytest.mark.parametrize("given", [{"problem": "boredom"}, {"words": "  "}, {"priority": 6}, {"priority": 0}])
def test_a_need_names_a_problem_in_words_with_a_place_in_the_order(advised, given):
    with pytest.raises(Refused):
        say(advised, **given)


def test_saying_the_same_twice_is_refused(advised):
    say(advised)
    with override("en"), pytest.raises(Refused, match="recorded already"):
        say(advised)


def test_services_are_ranked_by_what_is_known_of_them(advised):
    made = shortlist(advised)
    ranked = [row["id"] for row in made.result["ranked"]]
    assert set(ranked) == {"lockers", "patrol", "escort"}
    assert made.first == ranked[0]
    by_id = {row["id"]: row for row in made.result["ranked"]}
    assert by_id["lockers"]["closeness"] == "same"
    assert by_id["lockers"]["known"]["capex"] == 100
    assert "capex" in by_id["escort"]["missing"]
    assert by_id["escort"]["values"]["capex"] is None


def test_what_counts_moves_the_ranking(advised):
    cheap = shortlist(advised, capex=5, opex=5, readiness=1, fit=1, reach=1, openness=1)
    ready = shortlist(advised, capex=1, opex=1, readiness=5, fit=1)
    assert (cheap.first, ready.first) == ("lockers", "patrol")


def test_services_kept_out_say_by_which_condition(advised):
    made = shortlist(advised, filters=["modest"])
    refused = {service: group["filters"] for group in made.result["refused"] for service in group["ids"]}
    assert refused == {"drawing-board": ["in_use", "modest"], "bins": ["answers", "modest"], "escort": ["modest"]}


def test_when_no_service_is_left_the_city_is_told_what_to_do(advised):
    with override("en"), pytest.raises(Refused, match="Take a condition away"):
        shortlist(advised, filters=["certified"])
    assert not Shortlist.objects.exists()


@pytest.mark.parametrize("importance", [{"fit": 0}, {"fit": 6}, {"fit": None}, {"charm": 3}])
def test_every_criterion_has_an_importance_from_one_to_five(advised, importance):
    with pytest.raises((Refused, TypeError)):
        shortlist(advised, **importance)


def test_the_digest_covers_all_that_went_in_and_came_out(advised):
    made = Shortlist.objects.get(pk=shortlist(advised, capex=5).pk)
    content = {"need": made.need_id, "importance": made.importance, "filters": made.filters, "result": made.result}
    assert digest(content) == made.digest
    assert about(made)[0].detail["digest"] == made.digest
    assert verify() is None


def test_the_same_shortlist_twice_is_refused(advised):
    shortlist(advised)
    with override("en"), pytest.raises(Refused, match="exactly this one"):
        shortlist(advised)
    assert Shortlist.objects.count() == 1


def test_shares_of_draws_add_up_to_one_first_place(advised):
    ranked = shortlist(advised).result["ranked"]
    assert sum(row["first"] for row in ranked) == pytest.approx(1, abs=0.02)
    assert all(0 <= row["first"] <= row["top5"] <= 1 for row in ranked)


def test_a_shortlist_on_record_is_never_changed(advised):
    shortlist(advised)
    with pytest.raises(DatabaseError), transaction.atomic():
        Shortlist.objects.update(first="patrol")


@pytest.mark.parametrize(("language", "reason"), [("en", "names this very problem: crime"), ("ko", "범죄")])
def test_a_shortlist_reads_in_both_languages(advised, language, reason):
    made = shortlist(advised)
    with override(language):
        reading = read_shortlist(made, Service.objects.in_bulk(shown(made), field_name="code"))
        lockers = next(entry for entry in reading.entries if entry.row["id"] == "lockers")
        assert any(reason in said for said in lockers.reasons)
        assert reading.kept_out[0].names


def test_what_waits_for_a_city_is_its_next_step(advised, django_assert_num_queries):
    on = LATER.date()
    with override("en"):
        assert [item.label for item in waiting_for(advised.officer, on)] == ["Shortlist"]
        assert waiting_for(advised.outsider, on) == []
        shortlist(advised)
        assert waiting_for(advised.officer, on) == []
        close_consultation(actor=advised.officer, at=LATER, consultation=advised.consultation)
        assert [item.url for item in waiting_for(advised.officer, on)] == ["/en/cities/sofia/diagnosis/"]
        open_consultation(actor=advised.officer, at=LATER, city=advised.cities["sofia"])
        with django_assert_num_queries(7):  # need, weights, promises and measurements of the same consultations
            assert [item.label for item in waiting_for(advised.officer, on)] == ["Need"]
