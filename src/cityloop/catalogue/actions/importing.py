"""A file of services enters the directory at once: one action, one audit entry that carries the file's digest."""

from collections.abc import Mapping, Sequence

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import require
from cityloop.catalogue.models import IndexChange, Service, ServiceField, ServiceImport, ServiceVersion
from cityloop.catalogue.search import index
from cityloop.catalogue.versions import content_of, ended

CHUNK = 500
COLUMNS = (
    *("name_ko", "name_en", "summary_ko", "summary_en", "provider", "type", "operation", "countries", "start_year"),
    *("facts", "source", "simulated"),
)


@action("catalogue.import_services")
def import_services(*, actor, at, source, file, sha256, records: Sequence[Mapping]):
    """Enter services of a public source, or bring those with the same code up to date; all are listed.

    A record has `code`, `fields` (ids of fields.yaml) and any of `COLUMNS`. A service that belongs to a provider
    other than the record's is never overwritten: the import is refused.
    """
    batch = ServiceImport.objects.create(
        source=source, file=file, sha256=sha256, services=len(records), person=actor, at=at
    )
    for start in range(0, len(records), CHUNK):
        _enter(records[start : start + CHUNK], actor, at, source)
    index.changed()
    return done(batch, file=file, sha256=sha256, services=len(records))


def _enter(records: Sequence[Mapping], actor, at, source) -> None:
    codes = [record["code"] for record in records]
    _refuse_others_services(records, codes)
    before = _contents(codes)
    given = {"source"} | {column for column in COLUMNS if any(column in record for record in records)}
    Service.objects.bulk_create(
        [_service(record, actor, at, source) for record in records],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=given,
    )
    pks = dict(Service.objects.filter(code__in=codes).values_list("code", "pk"))
    Service.objects.filter(pk__in=pks.values(), listed_at__isnull=True).update(
        listed_at=at, withdrawn_at=None, withdrawn_because=""
    )
    ServiceField.objects.filter(service__in=pks.values()).delete()
    ServiceField.objects.bulk_create(
        ServiceField(service_id=pks[record["code"]], field=field)
        for record in records
        for field in dict.fromkeys(record["fields"])
    )
    IndexChange.objects.bulk_create(IndexChange(service_id=pk) for pk in pks.values())
    _keep_versions(before, _contents(before), actor, at)


def _contents(codes) -> dict[str, tuple[Service, dict]]:
    """The services of these codes that there are, and what is said about each."""
    rows = Service.objects.filter(code__in=list(codes)).select_related("provider").prefetch_related("service_fields")
    return {row.code: (row, content_of(row, [one.field for one in row.service_fields.all()])) for row in rows}


def _keep_versions(before: Mapping, after: Mapping, actor, at) -> None:
    """What was said before, for those services of which something else is said now."""
    changed = [code for code, (_row, content) in before.items() if content != after[code][1]]
    ServiceVersion.objects.bulk_create(ended(*before[code], actor, at) for code in changed)
    Service.objects.filter(code__in=changed).update(revision=F("revision") + 1)


def _service(record: Mapping, actor, at, source) -> Service:
    described = {column: record[column] for column in COLUMNS if column in record}
    return Service(
        code=record["code"],
        registered_by=actor,
        registered_at=at,
        listed_at=at,
        **({"source": source} | described),
    )


def _refuse_others_services(records: Sequence[Mapping], codes: list[str]) -> None:
    providers = {record["code"]: getattr(record.get("provider"), "pk", None) for record in records}
    owned = Service.objects.filter(code__in=codes, provider__isnull=False).values_list("code", "provider_id")
    others = sorted(code for code, provider in owned if providers[code] != provider)
    require(
        not others,
        _("Nothing was imported."),
        _("The services %(codes)s belong to a provider.") % {"codes": ", ".join(others[:5])},
        _("Take them out of the file, or give them other codes."),
    )
