import hashlib
from datetime import date

import pytest
from cast import AT
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.utils.translation import override

from cityloop.audit.refusal import Refused
from cityloop.consulting.actions import (
    agree,
    answer_in_january,
    end_agreed_action,
    hand_over,
    make_shortlist,
    measure_year_end,
    name_adviser,
    plan_roadmap,
    record_meeting,
    settle_task,
)
from cityloop.consulting.models import Meeting, YearEnd
from cityloop.consulting.planning import Terms, Wanted
from cityloop.consulting.queries.engagement import stage_records
from cityloop.consulting.stages import stages

ROOM = "/en/cities/sofia/consultation/"
LATER = AT.replace(year=2027, month=12, day=20)


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


def by_officer(world, **values):
    return {"actor": world.officer, "at": AT, "consultation": world.consultation, **values}


TODAY = AT.date()


def meeting(world, on=TODAY, stage="training"):
    told = {"on": on, "place": "City hall", "attended": "Three experts", "minutes": "The data were gone through."}
    return record_meeting(**by_officer(world, stage=stage, **told))


def agreed_by(world, due_on=date(2026, 10, 1)):
    return agree(**by_officer(world, stage="experts", what="Ask for the water data", who="Water office", due_on=due_on))


def test_the_stages_are_the_three_of_the_guideline_in_both_languages():
    assert list(stages()) == ["training", "experts", "plan_check"]
    assert all(set(one.titles) == {"ko", "en"} for stage in stages().values() for one in (stage, *stage.tasks.values()))


def test_what_happens_in_a_stage_stands_in_it(advised):
    meeting(advised)
    name_adviser(**by_officer(advised, stage="experts", name="Dr Han", expertise="Water"))
    agreed = agreed_by(advised)
    hand_over(**by_officer(advised, stage="plan_check", title="Draft", name="draft.hwpx", content=b"a draft"))
    for task in stages()["training"].tasks:
        settle_task(**by_officer(advised, stage="training", task=task, finished=True))
    end_agreed_action(actor=advised.officer, at=AT, agreed=agreed, outcome="done")
    training, experts, check = stage_records(advised.consultation)
    assert [one.state for one in (training, experts, check)] == ["done", "now", "now"]
    assert [one.place for one in training.meetings] == ["City hall"]
    assert experts.advisers[0].name == "Dr Han" and experts.agreed[0].end.outcome == "done"
    assert check.deliverables[0].sha256 == hashlib.sha256(b"a draft").hexdigest()
    settle_task(**by_officer(advised, stage="training", task="scope", finished=False))
    assert stage_records(advised.consultation)[0].state == "now"


def test_what_makes_no_sense_is_refused_in_a_sentence(advised):
    agreed = agreed_by(advised)
    end_agreed_action(actor=advised.officer, at=AT, agreed=agreed, outcome="dropped", note="The data exist")
    settle_task(**by_officer(advised, stage="training", task="scope", finished=True))
    hand_over(**by_officer(advised, stage="experts", title="A", name="a.txt", content=b"a"))
    name_adviser(**by_officer(advised, stage="experts", name="Dr Han", expertise="Water"))
    wrong = [
        ("future", lambda: meeting(advised, on=date(2026, 12, 1))),
        ("no such stage", lambda: meeting(advised, stage="party")),
        ("over already", lambda: agreed_by(advised, due_on=date(2026, 8, 1))),
        ("ended already", lambda: end_agreed_action(actor=advised.officer, at=AT, agreed=agreed, outcome="done")),
        ("no such task", lambda: settle_task(**by_officer(advised, stage="training", task="x", finished=True))),
        ("already", lambda: settle_task(**by_officer(advised, stage="training", task="scope", finished=True))),
        ("empty", lambda: hand_over(**by_officer(advised, stage="experts", title="B", name="b", content=b""))),
        ("already", lambda: hand_over(**by_officer(advised, stage="experts", title="B", name="b", content=b"a"))),
        ("already", lambda: name_adviser(**by_officer(advised, stage="experts", name="Dr Han", expertise="Air"))),
        ("left empty", lambda: name_adviser(**by_officer(advised, stage="experts", name=" ", expertise="Air"))),
    ]
    for words, act in wrong:
        with pytest.raises(Refused, match=words):
            act()
    fresh = agreed_by(advised, due_on=date(2026, 10, 2))
    with pytest.raises(Refused, match="why it was dropped"):
        end_agreed_action(actor=advised.officer, at=AT, agreed=fresh, outcome="dropped")


def test_only_the_citys_people_record_and_nothing_recorded_changes(advised, client):
    advised_by_outsider = {**by_officer(advised), "actor": advised.outsider}
    with pytest.raises(Refused):
        name_adviser(**advised_by_outsider, stage="experts", name="X", expertise="Y")
    held = meeting(advised)
    with pytest.raises(DatabaseError), transaction.atomic():
        Meeting.objects.filter(pk=held.pk).update(minutes="Something else")
    client.force_login(advised.outsider)
    for address in ("engagement/", "engagement/meeting/", "deliverables/1/"):
        assert client.get(f"{ROOM}{address}").status_code == 404
    assert client.post(f"{ROOM}engagement/task/", {"stage": "training", "task": "scope"}).status_code == 404


@pytest.mark.parametrize("language", ["ko", "en"])
def test_an_officer_records_a_meeting_and_hands_a_file_over(advised, client, language):
    client.force_login(advised.officer)
    room = f"/{language}/cities/sofia/consultation/"
    told = {"stage": "training", "on": "2026-11-01", "place": "시청", "attended": "자문단", "minutes": "<b>말씀</b>"}
    assert client.post(f"{room}engagement/meeting/", told).status_code == 302
    file = SimpleUploadedFile("초안.hwpx", b"draft")
    handed = {"stage": "plan_check", "title": "초안", "file": file}
    assert client.post(f"{room}engagement/deliverable/", handed).status_code == 302
    agreed = {"stage": "experts", "what": "자료 요청", "who": "수도과", "due_on": "2099-01-01"}
    assert client.post(f"{room}engagement/agreed/", agreed).status_code == 302
    assert (
        client.post(f"{room}engagement/task/", {"stage": "training", "task": "scope", "finished": "yes"}).status_code
        == 302
    )
    page = client.get(f"{room}engagement/").content.decode()
    assert "&lt;b&gt;말씀" in page and "초안.hwpx" in page and "자료 요청" in page
    found = advised.consultation.deliverables.get()
    assert client.get(f"{room}deliverables/{found.pk}/").content == b"draft"
    assert (
        client.post(
            f"{room}engagement/agreed/{advised.consultation.agreedactions.get().pk}/", {"outcome": "done"}
        ).status_code
        == 302
    )
    assert client.get(f"{room}engagement/nonsense/").status_code == 404
    assert client.post(f"{room}engagement/meeting/", {"stage": "training", "on": "x"}).status_code == 200


@pytest.fixture
def planned(advised):
    make_shortlist(actor=advised.officer, at=AT, need=advised.need, importance=advised.importance)
    values = {"terms": Terms(2027, (400.0, 400.0)), "wanted": (Wanted("lockers", 100.0, 20.0),)}
    advised.roadmap = plan_roadmap(**by_officer(advised, **values))
    return advised


def measured_by(world, at=LATER, **changed):
    told = {"year": 2027, "service": "lockers", "measure": "Burglaries a year", "measured": 610.0, "expected": 600.0}
    return measure_year_end(actor=world.officer, at=at, roadmap=world.roadmap, source="Police", **{**told, **changed})


def test_a_years_end_is_measured_and_january_answers_it_once(planned, client):
    found = measured_by(planned)
    answer_in_january(actor=planned.officer, at=LATER, measurement=found, decision="strengthen", reason="Few boxes")
    wrong = [
        ("not at its end", {"at": AT}),
        ("not running", {"year": 2031}),
        ("not running", {"service": "patrol"}),
        ("needs a number", {"measured": float("nan")}),
        ("needs a number", {"measure": " "}),
    ]
    for words, changed in wrong:
        with pytest.raises(Refused, match=words):
            measured_by(planned, **changed)
    with pytest.raises(Refused, match="answer already"):
        answer_in_january(actor=planned.officer, at=LATER, measurement=found, decision="keep", reason="x")
    with pytest.raises(Refused):
        measure_year_end(
            actor=planned.outsider, at=LATER, roadmap=planned.roadmap, year=2027, service="lockers", measure="x",
            measured=1.0, source="y",
        )  # fmt: skip
    client.force_login(planned.officer)
    address = f"{ROOM}roadmaps/{planned.roadmap.pk}/years/"
    page = client.get(address).content.decode()
    assert "Burglaries a year" in page and "Strengthen" in page and "Few boxes" in page
    early = {"service": "lockers", "year": "2028", "measure": "x", "measured": "1", "source": "y"}
    assert client.post(address, early).status_code == 409
    assert YearEnd.objects.count() == 1
