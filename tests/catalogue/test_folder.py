"""The index in a folder is never empty, and is made anew when it is missing, old, damaged or another database's."""

import fcntl
import json
from uuid import uuid4

import pytest

from cityloop.catalogue import queries
from cityloop.catalogue.models import DatabaseMark, Service
from cityloop.catalogue.search import folder, index

pytestmark = pytest.mark.django_db

PARKING = {"code": "p-1", "name_ko": "스마트 주차 안내", "summary_ko": "빈 주차면을 찾는다."}
WATER = {"code": "w-1", "name_en": "Leak finder", "summary_en": "Stops water leakage."}


@pytest.fixture(autouse=True)
def _kept(settings):
    settings.SEARCH = "tantivy"


def found(query="") -> list[str]:
    return [service.code for service in queries.find(query).services]


def test_a_missing_index_is_made_by_the_first_who_asks(directory):
    directory(PARKING)
    for path in folder.root().rglob("*"):
        if path.is_file():
            path.unlink()
    assert found("주차") == ["p-1"]


def test_a_damaged_index_is_made_anew(directory):
    directory(PARKING)
    damaged = folder.current()
    for path in damaged.iterdir():
        if path.name != "made.json":
            path.write_bytes(b"\0" * 64)
    folder._opened.clear()
    assert found("주차") == ["p-1"]
    assert folder.current() != damaged


def test_an_index_that_cannot_be_written_is_made_anew(directory):
    directory(PARKING)
    (folder.current() / "meta.json").write_text("{}")
    folder._opened.clear()
    directory(WATER)
    assert sorted(found()) == ["p-1", "w-1"]


def test_an_index_of_another_analyser_is_not_used(directory):
    directory(PARKING)
    made = folder.current() / "made.json"
    made.write_text(json.dumps({**json.loads(made.read_text()), "analyser": "older"}))
    assert folder.current() is None
    assert found("주차") == ["p-1"]


def test_an_index_of_another_database_is_not_used(directory):
    directory(PARKING)
    DatabaseMark.objects.update(mark=uuid4())
    folder._opened.clear()
    Service.objects.all().delete()
    assert found("주차") == []


def test_a_database_that_takes_anothers_place_indexes_all_it_has(directory):
    directory(PARKING)
    DatabaseMark.objects.all().delete()
    directory(WATER)
    assert sorted(found()) == ["p-1", "w-1"]


def test_a_rebuild_is_made_beside_and_the_old_one_answers_until_it_is_whole(directory, monkeypatch):
    directory(PARKING)
    before = folder.current()

    def fail(*_):
        raise RuntimeError("killed half-way")

    with monkeypatch.context() as patch:
        patch.setattr(folder, "use", fail)
        with pytest.raises(RuntimeError):
            index.rebuild()
    assert folder.current() == before
    assert found("주차") == ["p-1"]
    index.rebuild()
    assert folder.current() != before


def test_folders_that_nobody_uses_are_cleared_away(directory):
    directory(PARKING)
    for _ in range(3):
        index.rebuild()
    assert len([path for path in folder.root().iterdir() if path.is_dir()]) == 2


def test_there_is_one_writer(directory, monkeypatch):
    directory(PARKING)
    monkeypatch.setattr(folder, "PATIENCE", 0)
    with open(folder.root() / "writer.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(BlockingIOError):
            index.rebuild()
    assert index.rebuild() == 1
