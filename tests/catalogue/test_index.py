"""The index follows the database, is never empty, and is made anew when it is missing, old or damaged."""

import fcntl
import json
from datetime import timedelta
from uuid import uuid4

import pytest
from cast import AT
from django.utils import timezone

from cityloop.catalogue import queries
from cityloop.catalogue.actions import list_service, update_service
from cityloop.catalogue.models import DatabaseMark, IndexChange, KnownWord, SearchText, Service
from cityloop.catalogue.search import folder, index, korean

pytestmark = pytest.mark.django_db

PARKING = {"code": "p-1", "name_ko": "스마트 주차 안내", "summary_ko": "빈 주차면을 찾는다."}
WATER = {"code": "w-1", "name_en": "Leak finder", "summary_en": "Stops water leakage."}


def found(query="") -> list[str]:
    return [service.code for service in queries.find(query).services]


def test_what_is_imported_is_found_in_both_languages(directory):
    directory(PARKING, WATER)
    assert found("주차면을") == found("parking") == ["p-1"]
    assert found("누수") == found("water leakage") == ["w-1"]


def test_a_change_is_found_once_its_transaction_has_committed(listed, owner, django_capture_on_commit_callbacks):
    index.catch_up()
    with django_capture_on_commit_callbacks(execute=True):
        update_service(
            actor=owner, at=AT, service=listed, revision=1, fields=["transport"], summary_ko="무단횡단을 막는다."
        )
    assert found("무단횡단") == ["safe-crossing"]
    assert found("신호") == []
    assert not IndexChange.objects.exists()


def test_a_draft_is_not_found(draft):
    index.rebuild()
    assert found() == []


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


def test_a_rebuild_reads_stored_tokens_and_asks_no_analyser(directory, monkeypatch):
    directory(PARKING)
    monkeypatch.setattr(korean, "kiwi", lambda: pytest.fail("Kiwi was loaded"))
    assert index.rebuild() == 1


def test_a_query_of_known_words_asks_no_analyser(directory, monkeypatch):
    directory(PARKING)
    monkeypatch.setattr(korean, "kiwi", lambda: pytest.fail("Kiwi was loaded"))
    assert found("주차면") == found("주차면에서") == found("스마트 주차") == ["p-1"]


def test_a_certificate_that_has_run_out_is_shown_as_expired(listed, owner):
    today = timezone.localdate()
    list_service(
        actor=owner,
        at=AT,
        service=listed,
        certificate_number="C-1",
        certificate_status="valid",
        certified_until=today,
    )
    index.catch_up()
    assert queries.find().facets["certificate"] == {"valid": 1}
    Service.objects.update(certified_until=today - timedelta(days=1))
    index.catch_up()
    assert queries.find().facets["certificate"] == {"expired": 1}


def test_changes_held_back_are_indexed_together(draft, owner, django_capture_on_commit_callbacks):
    index.rebuild()
    with index.held_back():
        with django_capture_on_commit_callbacks(execute=True):
            list_service(actor=owner, at=AT, service=draft)
        assert found() == []
    assert found() == ["safe-crossing"]


def test_words_and_tokens_are_stored_once(directory):
    directory(PARKING)
    words = KnownWord.objects.count()
    directory(PARKING)
    assert (KnownWord.objects.count(), SearchText.objects.count()) == (words, 1)
