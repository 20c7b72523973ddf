"""Services for tests."""

import pytest
from cast import AT, organisation, person

from cityloop.audit.models import Entry
from cityloop.audit.refusal import Refused
from cityloop.catalogue.actions import import_services, list_service, register_service
from cityloop.catalogue.search import index


@pytest.fixture
def provider(db):
    return organisation("daon")


@pytest.fixture
def owner(provider):
    return person("owner", of=provider)


@pytest.fixture
def outsider(db):
    return person("outsider", of=organisation("elsewhere"))


@pytest.fixture
def draft(owner, provider):
    return register_service(
        actor=owner,
        at=AT,
        code="safe-crossing",
        provider=provider,
        fields=["transport"],
        name_ko="안전 횡단보도",
        name_en="Safe crossing",
        summary_ko="건너는 사람을 감지하여 신호를 늘린다.",
        summary_en="Senses people and lengthens the green.",
        type="unit",
        operation="live",
        countries="KR",
        start_year=2023,
    )


@pytest.fixture
def listed(draft, owner):
    return list_service(actor=owner, at=AT, service=draft)


@pytest.fixture
def directory(db):
    """`directory(record, …)` imports records, indexes them and gives nothing back."""

    def enter(*records):
        rows = [{"fields": ["transport"], **record} for record in records]
        import_services(actor=None, at=AT, source="a list", file="a.csv", sha256="0" * 64, records=rows)
        index.catch_up()

    return enter


@pytest.fixture
def refused(db):
    """`refused(action, **values)`: the action says what, why and what to do, and leaves no entry. Gives the refusal."""

    def check(action, **values) -> Refused:
        entries = Entry.objects.count()
        with pytest.raises(Refused) as caught:
            action(at=AT, **values)
        assert all((str(caught.value.what), str(caught.value.why), str(caught.value.remedy)))
        assert Entry.objects.count() == entries
        return caught.value

    return check
