"""Services are registered, changed, published and imported by those who may."""

import pytest
from cast import AT

from cityloop.audit.models import Entry
from cityloop.audit.refusal import Refused
from cityloop.catalogue import queries
from cityloop.catalogue.actions import import_services, list_service, publish_service, register_service, update_service
from cityloop.catalogue.models import Service, ServiceImport
from cityloop.catalogue.search import index

pytestmark = pytest.mark.django_db


def test_a_provider_registers_a_service_and_only_its_people_see_it(draft, owner, outsider):
    assert list(queries.visible_to(owner)) == [draft]
    assert not queries.visible_to(outsider).exists()
    assert not queries.visible_to(None).exists()


def test_nobody_registers_for_somebody_else(outsider, provider, refused):
    refused(register_service, actor=outsider, code="x", provider=provider, fields=[])
    refused(register_service, actor=outsider, code="x", provider=None, fields=[])


def test_a_code_is_given_once(draft, owner, provider, refused):
    assert "safe-crossing" in str(
        refused(register_service, actor=owner, code="safe-crossing", provider=provider, fields=[]).why
    )


def test_a_change_says_what_was_changed(draft, owner):
    changed = update_service(
        actor=owner, at=AT, service=draft, revision=1, fields=["transport", "crime_disaster"], name_en="Safer crossing"
    )
    assert changed.revision == 2
    assert [row.field for row in changed.service_fields.all()] == ["transport", "crime_disaster"]
    assert Entry.objects.last().detail == {"code": "safe-crossing", "changed": ["name_en", "fields"]}


def test_a_form_that_was_overtaken_is_refused_and_changes_nothing(draft, owner, refused):
    update_service(actor=owner, at=AT, service=draft, revision=1, fields=["transport"], name_en="First")
    refused(update_service, actor=owner, service=draft, revision=1, fields=["housing"], name_en="Second")
    draft.refresh_from_db()
    assert (draft.name_en, draft.revision) == ("First", 2)


def test_an_outsider_changes_and_publishes_nothing(draft, outsider, refused):
    refused(update_service, actor=outsider, service=draft, revision=1, fields=[], name_en="Mine")
    refused(publish_service, actor=outsider, service=draft)


def test_a_service_is_published_once(draft, owner, outsider, refused):
    publish_service(actor=owner, at=AT, service=draft)
    assert list(queries.visible_to(outsider)) == [draft]
    refused(publish_service, actor=owner, service=draft)


def test_a_certificate_brings_a_service_into_the_directory_and_keeps_its_day(draft, owner):
    list_service(actor=owner, at=AT, service=draft, certificate_number="C-1", certificate_status="valid")
    list_service(
        actor=owner,
        at=AT.replace(year=2027),
        service=draft,
        certificate_number="C-1",
        certificate_status="suspended",
    )
    draft.refresh_from_db()
    assert (draft.listed_at, draft.certificate_status) == (AT, "suspended")


def record(code, **values):
    return {"code": code, "name_en": code, "fields": ["transport"], **values}


def enter(*records):
    given = {"actor": None, "source": "a list", "file": "a.csv", "sha256": "f" * 64}
    return import_services(at=AT, records=records, **given)


def test_an_import_is_one_entry_with_the_files_digest(db):
    batch = enter(*(record(f"s-{number}") for number in range(3)))
    entry = Entry.objects.get()
    assert entry.detail == {"file": "a.csv", "sha256": "f" * 64, "services": 3}
    assert (entry.subject_kind, entry.subject_id) == ("catalogue.serviceimport", str(batch.pk))
    assert set(Service.objects.values_list("source", flat=True)) == {"a list"}


def test_importing_again_brings_up_to_date_and_keeps_what_the_file_does_not_say(db):
    enter(record("s-1", summary_en="Old", countries="KR"))
    enter({"code": "s-1", "name_en": "s-1", "summary_en": "New", "fields": ["housing"]})
    service = Service.objects.get()
    assert (service.summary_en, service.countries) == ("New", "KR")
    assert [row.field for row in service.service_fields.all()] == ["housing"]


def test_an_import_never_takes_over_a_providers_service(draft):
    entries = Entry.objects.count()
    with pytest.raises(Refused) as caught:
        enter(record("s-1"), record("safe-crossing"))
    assert "safe-crossing" in str(caught.value.why)
    assert not Service.objects.filter(code="s-1").exists()
    assert (ServiceImport.objects.count(), Entry.objects.count()) == (0, entries)


def test_an_import_may_name_the_provider_it_belongs_to(draft, provider):
    enter(record("safe-crossing", provider=provider, name_en="Named anew"))
    draft.refresh_from_db()
    assert draft.name_en == "Named anew"


def test_a_large_import_asks_a_number_of_questions_that_does_not_follow_its_rows(db, django_assert_max_num_queries):
    with django_assert_max_num_queries(25):
        enter(*(record(f"s-{number}") for number in range(400)))
    assert index.catch_up() == 400
