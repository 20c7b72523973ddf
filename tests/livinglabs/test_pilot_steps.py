"""A pilot step by step: what is refused before its time, what stands beside the result, who may not see the desk."""

from datetime import UTC, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from cast import AT, organisation, person
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from cityloop.audit.refusal import Refused
from cityloop.demo.pilot import FALL, PLACES, _place, protocol, written
from cityloop.livinglabs import actions
from cityloop.livinglabs.closing_paper import paper_of
from cityloop.livinglabs.models import Pilot, PilotEvent, ProtocolDraft
from cityloop.organisations.models import Membership
from cityloop.papers import as_docx, as_hwpx, as_pdf

pytestmark = pytest.mark.django_db
BEGAN = AT - timedelta(days=34)
BEFORE = BEGAN - timedelta(days=6)
ANSWERS = dict.fromkeys(("objectives", "conditions", "damage", "verification"), "Said.")


class Lab:
    """A firm, its officer, and a pilot with 24 places."""

    def __init__(self, sites=PLACES):
        self.firm = organisation("firm")
        self.officer = person("manager", of=self.firm, role=Membership.Role.OFFICER)
        self.pilot = self.act(
            "open_pilot", BEFORE, lead=self.firm, code="lab", title_ko="실증", title_en="Pilot", question_ko="?",
            question_en="?", city_ko="시", city_en="City", country="KR", began_on=BEGAN.date(),
            ends_on=(BEGAN + timedelta(days=28)).date(),
        )  # fmt: skip
        self.act("name_sites", BEFORE, sites=[_place(number) for number in range(sites)])

    def act(self, does, at, /, **given):
        if does != "open_pilot":
            self.pilot = Pilot.objects.get(pk=self.pilot.pk)
            given = {"pilot": self.pilot, **given}
        with override("en"):
            return getattr(actions, does)(actor=self.officer, at=at, **given)

    def draft(self, **changes):
        self.act("draft_protocol", BEFORE, content={**protocol(self.pilot, BEGAN), **changes})

    def fix(self, folder):
        self.draft()
        past = written(folder / "past.csv", BEGAN, range(-64, -6))
        self.act("try_protocol", BEFORE, path=past, kind="csv", name="past.csv")
        return self.act("freeze_protocol", BEFORE)

    def meet(self, until=None):
        until = until or AT.date()
        for asked in ("insurance", "permit", "safety"):
            self.act("meet_condition", BEFORE, asked=asked, statement="Met.", since=BEFORE.date(), until=until)


@pytest.fixture
def lab(settings, tmp_path):
    settings.EVIDENCE_ROOT, settings.MEDIA_ROOT = tmp_path / "evidence", tmp_path / "files"
    with override("en"):
        yield Lab()


def test_from_the_draft_to_the_closing_report(lab, tmp_path):
    fixed = lab.fix(tmp_path)
    assert not fixed.after_the_fact and fixed.power["enough"] and "probability" in fixed.power["says"]["en"]
    lab.meet()
    lab.act("move_pilot", BEGAN, kind="started", on=BEGAN.date())
    readings = written(tmp_path / "waiting.csv", BEGAN, range(-28, 28), troubled=True)
    delivery = lab.act("receive_measurements", AT, path=readings, source="test")
    assert delivery.report["flags"]["impossible"] == 1 and delivery.report["units_of_measure"]["min"] > 0
    actions.accept_delivery(actor=lab.officer, at=AT, delivery=delivery, shown=delivery.staged)
    lab.act("record_departure", AT, what_ko="다름", what_en="Otherwise", why_ko="까닭", why_en="Because")
    effect = lab.act("estimate_effect", AT)
    assert (effect.verdict == "worth" and effect.low <= -FALL <= effect.high) or abs(effect.estimate + FALL) < 1
    with pytest.raises(Refused, match="not ended yet"):
        lab.act("close_pilot", AT, answers=ANSWERS)
    lab.act("move_pilot", AT, kind="ended", on=AT.date())
    with pytest.raises(Refused, match="Damage"):
        lab.act("close_pilot", AT, answers={**ANSWERS, "damage": " "})
    report = lab.act("close_pilot", AT, answers=ANSWERS)
    assert report.content["departures"][0]["what"]["en"] == "Otherwise"
    lab.act("meet_condition", AT + timedelta(days=1), asked="permit", statement="Afterwards.", since=AT.date())
    for language in ("ko", "en"):
        paper = paper_of(report, language)
        assert [row[1] for row in paper.blocks[-2].rows] == ["Met."] * 3, "what came after the report is not in it"
        assert as_pdf(paper)[:4] == b"%PDF" and as_hwpx(paper)[:2] == as_docx(paper)[:2] == b"PK"


def test_nothing_starts_before_its_conditions_and_its_protocol(lab, tmp_path):
    with pytest.raises(Refused, match="not fixed yet"):
        lab.act("move_pilot", BEGAN, kind="started", on=BEGAN.date())
    with pytest.raises(DatabaseError), transaction.atomic():
        PilotEvent.objects.create(pilot=lab.pilot, kind="started", on=BEGAN.date(), person=lab.officer, at=BEGAN)
    lab.fix(tmp_path)
    lab.meet(until=(BEGAN - timedelta(days=1)).date())
    with pytest.raises(Refused, match="Liability insurance"):
        lab.act("move_pilot", BEGAN, kind="started", on=BEGAN.date())
    lab.meet()
    with pytest.raises(Refused, match="after that day"):
        lab.act("move_pilot", BEGAN, kind="started", on=(BEFORE - timedelta(days=2)).date())
    with pytest.raises(Refused, match="The day is ahead"):
        lab.act("move_pilot", BEGAN, kind="started", on=(BEGAN + timedelta(days=1)).date())
    with pytest.raises(Refused, match="cannot take this step"):
        lab.act("move_pilot", BEGAN, kind="halted", on=BEGAN.date(), reason="no")


def test_a_protocol_is_tried_before_it_is_fixed_and_never_changed_afterwards(lab, tmp_path):
    lab.draft()
    with pytest.raises(Refused, match="not tried on the past"):
        lab.act("freeze_protocol", BEFORE)
    lab.fix(tmp_path)
    lab.pilot = Pilot.objects.get(pk=lab.pilot.pk)
    for name, given in (("draft_protocol", {"content": {}}), ("freeze_protocol", {})):
        with pytest.raises(Refused, match="does not change"):
            lab.act(name, BEFORE, **given)
    with pytest.raises(Refused, match="departure"):
        lab.act("name_sites", BEFORE, sites=[{**_place(3), "role": "treated"}])
    for change in (
        lambda: ProtocolDraft.objects.update(content={}),
        lambda: type(lab.pilot.protocol).objects.update(digest="0"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_changed_draft_loses_the_power_of_the_one_before(lab, tmp_path):
    lab.draft()
    past = written(tmp_path / "past.csv", BEGAN, range(-64, -6))
    lab.act("try_protocol", BEFORE, path=past, kind="csv", name="past.csv")
    lab.draft(worth=1.0)
    assert ProtocolDraft.objects.get().power is None


def test_a_pilot_with_one_place_is_told_what_it_can_have(lab, tmp_path):
    with pytest.raises(Refused, match="with one place only"):
        lab.draft(comparison=[], treated=["x01"])
        lab.act("freeze_protocol", BEFORE)
    lab.draft(comparison=[], treated=["x01"], method="its", window=20)
    past = written(tmp_path / "past.csv", BEGAN, range(-64, -6))
    draft = lab.act("try_protocol", BEFORE, path=past, kind="csv", name="past.csv")
    assert draft.power["chance"] is not None


def test_a_file_of_another_length_than_announced_is_refused(lab, tmp_path):
    lab.fix(tmp_path)
    readings = written(tmp_path / "waiting.csv", BEGAN, range(2))
    with pytest.raises(Refused, match="1152 rows where 900 were announced"):
        lab.act("receive_measurements", AT, path=readings, source="test", expected=900)
    assert not lab.pilot.deliveries.exists()


def test_readings_dated_ahead_of_the_delivery_are_set_aside_and_said(client, lab, tmp_path):
    lab.fix(tmp_path)
    readings = written(tmp_path / "waiting.csv", BEGAN, range(2))
    early = BEGAN.astimezone(ZoneInfo("Asia/Seoul")).replace(hour=12, minute=0) + timedelta(days=1)
    delivery = lab.act("receive_measurements", early, path=readings, source="test")
    assert delivery.report["flags"] == {"ok": PLACES * 37, "ahead": PLACES * 11}
    assert delivery.report["last"] == f"{early.astimezone(UTC):%Y-%m-%dT%H:00:00Z}"
    client.force_login(lab.officer)
    for language, words in (("en", "Dated after its delivery"), ("ko", "제출 시점보다 뒤의 일시")):
        with override(language):
            page = client.get(reverse("livinglabs:delivery", args=["lab", delivery.pk]))
        assert words in page.content.decode()


def test_the_same_file_again_is_refused_and_the_first_is_named(client, lab, tmp_path):
    lab.fix(tmp_path)
    readings = written(tmp_path / "waiting.csv", BEGAN, range(2))
    lab.act("receive_measurements", AT, path=readings, name="first.csv", source="test")
    client.force_login(lab.officer)
    with override("ko"), readings.open("rb") as file:
        sent = {"do": "file", "file": file, "source": "test"}
        page = client.post(reverse("livinglabs:deliveries", args=["lab"]), sent)
    assert page.status_code == 422 and "똑같은 파일이 “first.csv”(으)로 이미 제출되었습니다." in page.content.decode()
    assert lab.pilot.deliveries.count() == 1


DESK = ["manage", "sites", "partners", "conditions", "protocol", "deliveries", "estimate", "closing"]


@pytest.mark.parametrize("name", DESK)
def test_the_desk_is_for_those_who_run_the_pilot(client, lab, name):
    with override("en"):
        address = reverse(f"livinglabs:{name}", args=["lab"])
        assert client.get(address).status_code == 302
        client.force_login(person("outsider"))
        assert client.get(address).status_code == 404 and client.post(address).status_code == 404
        client.force_login(lab.officer)
        assert client.get(address).status_code == 200
        assert client.get(reverse("livinglabs:pilot", args=["lab"])).status_code == 200


def test_what_is_typed_wrongly_is_said_and_kept(client, lab):
    client.force_login(lab.officer)
    with override("en"):
        sent = {"sites": "x99, 곳, Place, somewhere, 1, 2"}
        page = client.post(reverse("livinglabs:sites", args=["lab"]), sent)
        assert page.status_code == 422 and "Line 1" in page.content.decode() and "x99" in page.content.decode()
        page = client.post(reverse("livinglabs:protocol", args=["lab"]), {"do": "draft", "outcome": "waiting"})
        assert page.status_code == 422 and "waiting" in page.content.decode()
        page = client.post(reverse("livinglabs:move", args=["lab", "start"]), {"on": "2026-13-40"})
        assert page.status_code == 422
        assert client.post(reverse("livinglabs:estimate", args=["lab"])).status_code == 422
        assert client.get("/en/labs/lab/step/dance/").status_code == 404


def test_a_pilot_opens_from_nothing_that_is_not_the_readers(client, lab):
    client.force_login(lab.officer)
    for kind in ("award", "certificate", "city", "nothing"):
        assert client.get(f"/en/labs/open/{kind}/x/").status_code == 404
    assert client.get("/en/labs/open/").status_code == 404
    assert timezone.localdate()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_deliveries_costs_the_same_at_one_and_at_three(
    client, lab, tmp_path, count, django_assert_num_queries
):
    lab.fix(tmp_path)
    for number in range(count):
        readings = written(tmp_path / f"{number}.csv", BEGAN, range(number, number + 1))
        lab.act("receive_measurements", AT, path=readings, source="test")
    client.force_login(lab.officer)
    with override("en"):
        address = reverse("livinglabs:deliveries", args=["lab"])
        client.get(address)
        with django_assert_num_queries(9):
            client.get(address)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_pilot_costs_the_same_with_one_of_everything_and_with_three(
    client, lab, tmp_path, count, django_assert_num_queries
):
    lab.fix(tmp_path)
    lab.meet()
    lab.act("move_pilot", BEGAN, kind="started", on=BEGAN.date())
    cuts = [-28, 28] if count == 1 else [-28, 0, 14, 28]
    for number, (first, after) in enumerate(pairwise(cuts)):
        readings = written(tmp_path / f"{number}.csv", BEGAN, range(first, after))
        delivery = lab.act("receive_measurements", AT, path=readings, source="test")
        actions.accept_delivery(actor=lab.officer, at=AT, delivery=delivery, shown=delivery.staged)
        lab.act("name_partner", AT, organisation=organisation(f"partner-{number}"), part="evaluator")
        said = dict.fromkeys(("what_ko", "what_en", "why_ko", "why_en"), f"Departure {number}")
        lab.act("record_departure", AT, **said)
        lab.act("estimate_effect", AT) if after > 0 else None
    lab.act("move_pilot", AT, kind="ended", on=AT.date())
    for _each in range(count):
        lab.act("close_pilot", AT, answers=ANSWERS)
    with override("en"):
        address = reverse("livinglabs:pilot", args=["lab"])
        client.get(address)
        with django_assert_num_queries(13):
            page = client.get(address).content.decode()
    assert page.count("Departure ") == 2 * count and page.count("0.csv") == 2
