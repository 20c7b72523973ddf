"""The index follows the database and answers wherever it is kept: in a folder, and inside PostgreSQL."""

from datetime import timedelta

import pytest
from cast import AT
from django.db import connection
from django.utils import timezone

from cityloop.catalogue import queries
from cityloop.catalogue.actions import list_service, update_service
from cityloop.catalogue.models import IndexChange, KnownWord, SearchText, Service
from cityloop.catalogue.search import index, korean

pytestmark = pytest.mark.django_db

PARKING = {"code": "p-1", "name_ko": "스마트 주차 안내", "summary_ko": "빈 주차면을 찾는다."}
WATER = {"code": "w-1", "name_en": "Leak finder", "summary_en": "Stops water leakage."}
in_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="runs again on PostgreSQL")


@pytest.fixture(autouse=True, params=["tantivy", pytest.param("postgresql", marks=in_postgresql)])
def _kept(request, settings):
    settings.SEARCH = request.param


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
