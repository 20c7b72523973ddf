"""The whole directory as open data, streamed row by row."""

import csv
import json
from collections.abc import Iterator

from django.http import StreamingHttpResponse
from django.utils import timezone

from cityloop.catalogue import queries
from cityloop.catalogue.rules import certificate_state
from cityloop.spreadsheet import inert

CHUNK = 500
COLUMNS = (
    *("code", "name_ko", "name_en", "summary_ko", "summary_en", "provider", "fields", "type", "operation"),
    *("countries", "start_year", "certificate", "certificate_state", "certified_until", "simulated", "source"),
    "listed_on",
)


class _Line:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_dump(request):
    """Every listed service as CSV (UTF-8); lists inside a cell are parted by `|`."""
    writer = csv.writer(_Line(), lineterminator="\n")
    lines = (writer.writerow([_cell(value) for value in row.values()]) for row in _rows())
    return _download(_with_head(writer.writerow(COLUMNS), lines), "text/csv; charset=utf-8", "services.csv")


def json_dump(request):
    """Every listed service as JSON, with when it was written."""
    return _download(_json_parts(), "application/json", "services.json")


def _with_head(head: str, lines: Iterator[str]) -> Iterator[str]:
    yield "\ufeff" + head
    yield from lines


def _json_parts() -> Iterator[str]:
    head = {
        "title": {"ko": "스마트도시서비스 목록", "en": "Directory of smart-city services"},
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "note": "Each service names its source. What is simulated is made up for a demonstration.",
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "services": [\n'
    joint = ""
    for row in _rows():
        yield joint + json.dumps(row, ensure_ascii=False)
        joint = ",\n"
    yield "\n]}\n"


def _rows() -> Iterator[dict]:
    today = timezone.localdate()
    services = queries.listed().select_related("provider").prefetch_related("service_fields").order_by("code")
    for service in services.iterator(chunk_size=CHUNK):
        yield dict(zip(COLUMNS, _values(service, today), strict=True))


def _values(service, today) -> tuple:
    return (
        *(service.code, service.name_ko, service.name_en, service.summary_ko, service.summary_en),
        service.provider.code if service.provider else "",
        [row.field for row in service.service_fields.all()],
        *(service.type, service.operation, service.country_codes, service.start_year, service.certificate_number),
        certificate_state(service, today),
        service.certified_until and service.certified_until.isoformat(),
        *(service.simulated, service.source, timezone.localdate(service.listed_at).isoformat()),
    )


def _cell(value) -> object:
    if isinstance(value, list):
        return "|".join(value)
    return {None: "", True: "true", False: "false"}.get(value, inert(value))


def _download(parts: Iterator[str], content_type: str, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(parts, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
