import pytest
from cast import AT, person
from django.db import DatabaseError, transaction
from django.utils.translation import override

from cityloop.audit.refusal import Refused
from cityloop.consulting.actions import (
    agree_on_weights,
    give_weights,
    make_shortlist,
    name_adviser,
    open_weighing,
    show_weights,
)
from cityloop.consulting.models import OwnWeights
from cityloop.consulting.queries.weighings import beside, latest_answers
from cityloop.consulting.reading import read_shortlist, shown
from cityloop.consulting.weights import criteria, pairs, points_of, weighed

ROOM = "/en/cities/sofia/consultation/"


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


@pytest.fixture
def colleague(advised):
    return person("colleague", of=advised.cities["sofia"].organisation)


def by(who, **values):
    return {"actor": who, "at": AT, **values}


def points(**told):
    return {"points": {one: told.get(one, 10) for one in criteria()}}


def consistent(**ranks):
    """Comparisons that follow from a scale: each criterion's rank, 1 unless told."""
    scale = {one: ranks.get(one, 1) for one in criteria()}
    steps = {}
    for first, second in pairs():
        times = scale[first] / scale[second]
        steps[f"{first}/{second}"] = round(times) - 1 if times >= 1 else 1 - round(1 / times)
    return {"pairs": steps}


def test_every_method_gives_weights_that_add_up_to_one():
    ids = criteria()
    told = {
        "swing": points(fit=100, capex=50),
        "best_worst": {
            "best": "fit",
            "worst": "reach",
            "best_to": {one: 9 if one == "reach" else 3 for one in ids if one != "fit"},
            "to_worst": {one: 3 for one in ids if one not in ("fit", "reach")},
        },
        "ahp": consistent(fit=3),
    }
    for method, answers in told.items():
        found = weighed(method, answers)
        assert sum(found.weights.values()) == pytest.approx(1, abs=1e-5)
        assert max(found.weights, key=found.weights.get) == "fit" and not found.contradicts
    assert weighed("ahp", told["ahp"]).weights["fit"] == pytest.approx(3 / 10, abs=1e-4)
    assert points_of(weighed("swing", told["swing"]).weights) == {
        "fit": 47, "certificate": 5, "readiness": 5, "capex": 24, "opex": 5, "reach": 5, "openness": 5, "measured": 4,
    }  # fmt: skip


def test_comparisons_that_contradict_are_named_with_what_would_fit():
    answers = consistent(fit=3)
    answers["pairs"]["fit/measured"] = -8
    found = weighed("ahp", answers)
    worst = found.contradictions[0]
    ids = criteria()
    assert found.contradicts and (ids[worst.first], ids[worst.second]) == ("fit", "measured")
    assert worst.said == pytest.approx(1 / 9) and worst.fits == pytest.approx(3) and worst.ratio < 0.01
    crooked = {
        "best": "fit",
        "worst": "reach",
        "best_to": {one: 8 if one in ("reach", "capex") else 2 for one in ids if one != "fit"},
        "to_worst": {one: 8 if one == "capex" else 4 for one in ids if one not in ("fit", "reach")},
    }
    found = weighed("best_worst", crooked)
    assert found.contradicts and [ids[one.second] for one in found.contradictions] == ["capex"]
    assert found.contradictions[0].fits == 1.0


@pytest.mark.parametrize(
    ("method", "answers"),
    [
        ("swing", {"points": {}}),
        ("swing", points(fit=90)),
        ("swing", points(fit=100, capex=-1)),
        ("swing", points(fit=100, capex=101)),
        ("swing", {}),
        ("ahp", {"pairs": {}}),
        ("ahp", {"pairs": {f"{a}/{b}": 9 for a, b in pairs()}}),
        ("best_worst", {"best": "fit", "worst": "fit", "best_to": {}, "to_worst": {}}),
        ("best_worst", {"best": "x", "worst": "fit", "best_to": {}, "to_worst": {}}),
    ],
)
def test_answers_outside_the_scale_are_refused(advised, method, answers):
    weighing = open_weighing(**by(advised.officer), need=advised.need, method=method)
    with pytest.raises(Refused, match="outside the scale"):
        give_weights(**by(advised.officer), weighing=weighing, answers=answers)
    assert not OwnWeights.objects.exists()


def test_people_weigh_apart_then_side_by_side_then_agree(advised, colleague):
    who = advised.officer
    weighing = open_weighing(**by(who), need=advised.need, method="swing")
    with pytest.raises(Refused, match="under way"):
        open_weighing(**by(who), need=advised.need, method="ahp")
    give_weights(**by(who), weighing=weighing, answers=points(fit=100, capex=100))
    with pytest.raises(Refused, match="two people"):
        show_weights(**by(who), weighing=weighing)
    with pytest.raises(Refused, match="side by side yet"):
        agree_on_weights(**by(who), weighing=weighing, points={}, reason="x")
    give_weights(**by(who), weighing=weighing, answers=points(fit=100))
    give_weights(**by(colleague), weighing=weighing, answers=points(capex=100))
    adviser = name_adviser(**by(who), consultation=advised.consultation, stage="experts", name="Han", expertise="Air")
    give_weights(**by(who), weighing=weighing, answers=points(readiness=100, fit=50), said_by=adviser)
    show_weights(**by(colleague), weighing=weighing)
    answers = latest_answers(weighing)
    assert [str(one.said_by or one.person) for one in answers] == [str(who), str(colleague), "Han"]
    rows = beside(answers)
    assert rows[0].apart == max(row.apart for row in rows) and len(rows[0].weights) == 3
    for late in (
        lambda: give_weights(**by(who), weighing=weighing, answers=points(fit=100)),
        lambda: show_weights(**by(who), weighing=weighing),
    ):
        with pytest.raises(Refused, match="already"):
            late()
    common = dict.fromkeys(criteria(), 10) | {"fit": 30}
    for wrong, words in (({**common, "fit": 31}, "hundred"), ({"fit": 100}, "hundred")):
        with pytest.raises(Refused, match=words):
            agree_on_weights(**by(who), weighing=weighing, points=wrong, reason="x")
    with pytest.raises(Refused, match="how it was agreed"):
        agree_on_weights(**by(who), weighing=weighing, points=common, reason=" ")
    agreed = agree_on_weights(**by(who), weighing=weighing, points=common, reason="The fit counts")
    with pytest.raises(Refused, match="already"):
        agree_on_weights(**by(who), weighing=weighing, points=common, reason="The fit counts")
    shortlist = make_shortlist(**by(who), need=advised.need, agreed=agreed)
    assert {one["id"]: one["importance"] for one in shortlist.result["criteria"]} == common
    told = [(one.name, one.common) for one in read_shortlist(shortlist, {}).people]
    assert [name for name, _common in told] == [str(who), str(colleague), "Han"]
    assert all(1 <= common <= len(shown(shortlist)) for _name, common in told)
    later = agree_on_weights(**by(who), weighing=weighing, points=common, reason="Once more")
    with pytest.raises(Refused, match="no longer the last"):
        make_shortlist(**by(who), need=advised.need, agreed=agreed)
    assert make_shortlist(**by(who), need=advised.need, agreed=later, filters=["modest"]).agreed == later


def test_contradictions_are_kept_only_when_somebody_says_so(advised):
    weighing = open_weighing(**by(advised.officer), need=advised.need, method="ahp")
    answers = consistent(fit=3)
    answers["pairs"]["fit/measured"] = -8
    with pytest.raises(Refused, match="contradict"):
        give_weights(**by(advised.officer), weighing=weighing, answers=answers)
    row = give_weights(**by(advised.officer), weighing=weighing, answers=answers, despite=True)
    assert row.inconsistency > 0.1
    with pytest.raises(DatabaseError), transaction.atomic():
        OwnWeights.objects.update(weights={})


def test_only_the_citys_people_weigh(advised, client):
    weighing = open_weighing(**by(advised.officer), need=advised.need, method="swing")
    outsider = by(advised.outsider)
    for act in (
        lambda: open_weighing(**outsider, need=advised.need, method="swing"),
        lambda: give_weights(**outsider, weighing=weighing, answers=points(fit=100)),
        lambda: show_weights(**outsider, weighing=weighing),
        lambda: agree_on_weights(**outsider, weighing=weighing, points={}, reason="x"),
    ):
        with pytest.raises(Refused):
            act()
    client.force_login(advised.outsider)
    assert client.get(f"{ROOM}weighings/{weighing.pk}/").status_code == 404
    assert client.get(f"{ROOM}needs/{advised.need.pk}/weighing/").status_code == 404
    assert client.post(f"{ROOM}weighings/{weighing.pk}/show/").status_code == 404


def _filled(answers, method):
    if method == "ahp":
        return {name: str(step) for name, step in answers["pairs"].items()}
    return {one: str(number) for one, number in answers["points"].items()}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_an_officer_comes_from_answers_to_a_ranked_list_on_the_page(advised, colleague, client, language):
    room = f"/{language}/cities/sofia/consultation/"
    client.force_login(advised.officer)
    made = client.post(f"{room}needs/{advised.need.pk}/weighing/", {"method": "ahp"})
    page = made.url
    crooked = consistent(fit=3)
    crooked["pairs"]["fit/measured"] = -8
    refused = client.post(page, _filled(crooked, "ahp"))
    assert refused.status_code == 422 and "9" in refused.content.decode() and not OwnWeights.objects.exists()
    assert client.post(page, {**_filled(crooked, "ahp"), "despite": "on"}).status_code == 302
    assert client.post(page, _filled(consistent(fit=3), "ahp") | {"fit/capex": "99"}).status_code == 422
    client.force_login(colleague)
    assert client.post(page, _filled(consistent(capex=3), "ahp")).status_code == 302
    client.force_login(advised.officer)
    apart = client.get(page).content.decode().split("<main")[1]
    assert str(colleague) not in apart, "what others gave is shown to nobody"
    assert client.post(f"{page}show/").status_code == 302
    together = client.get(page).content.decode()
    assert str(colleague) in together
    common = dict.fromkeys(criteria(), "10") | {"fit": "30"}
    assert client.post(f"{page}agree/", {**common, "fit": "31", "reason": "x"}).status_code == 422
    agreed = client.post(f"{page}agree/", {**common, "reason": "Fit first"})
    assert agreed.status_code == 302 and "?agreed=" in agreed.url
    assert "Fit first" in client.get(agreed.url).content.decode()
    ranked = client.post(agreed.url, {})
    assert ranked.status_code == 302
    told = client.get(ranked.url).content.decode()
    assert "Fit first" in told and str(colleague) in told
    assert client.get(f"{room}needs/{advised.need.pk}/shortlist/?agreed=x").status_code == 200
