"""The whole directory as open data: CSV, JSON and JSON-LD row by row, Parquet group by group, and described in DCAT."""

import csv
import json
import tempfile
from collections.abc import Iterator
from itertools import islice

from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone

from cityloop.answering import answer
from cityloop.catalogue import dcat as catalogue
from cityloop.catalogue import open_data
from cityloop.catalogue.linked_data import CONTEXT, described
from cityloop.catalogue.queries import cities_of
from cityloop.catalogue.rules import certificate_state
from cityloop.catalogue.shown import issued
from cityloop.catalogue.trials import trials_for_programs
from cityloop.spreadsheet import inert

GROUP = 10_000  # rows of Parquet held in memory at once
TITLE = {"ko": "스마트도시서비스 목록", "en": "Directory of smart-city services"}


class _Line:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_dump(request):
    """Every listed service as CSV (UTF-8); lists inside a cell are parted by `|`."""
    writer = csv.writer(_Line(), lineterminator="\n")
    lines = (writer.writerow([_cell(value) for value in row.values()]) for row in open_data.rows())
    head = "\ufeff" + writer.writerow(open_data.COLUMNS)
    return _download(_joined(head, lines), "text/csv; charset=utf-8", "services.csv")


def json_dump(request):
    """Every listed service as JSON, with when it was written."""
    head = {
        "title": TITLE,
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "note": "Each service names its source. What is simulated is made up for a demonstration.",
    }
    return _download(_listed_in(head, "services", open_data.rows()), "application/json", "services.json")


def jsonld_dump(request):
    """Every listed service in the words of schema.org, as one graph."""
    today, absolute = timezone.localdate(), request.build_absolute_uri
    graph = (
        node for group in _batched(open_data.services(), open_data.CHUNK) for node in _nodes(group, today, absolute)
    )
    return _download(_listed_in({"@context": CONTEXT}, "@graph", graph), "application/ld+json", "services.jsonld")


def parquet_dump(request):
    """Every listed service as Parquet, with typed columns; made in a file of its own, group by group."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the answer
    write_parquet(file)
    file.seek(0)
    return FileResponse(
        file, as_attachment=True, filename="services.parquet", content_type="application/vnd.apache.parquet"
    )


def dcat(request):
    """The directory described in DCAT-AP 3, as JSON-LD."""
    return answer(request, catalogue.described(request.build_absolute_uri), "application/ld+json")


def write_parquet(file) -> None:
    """Write the directory as Parquet into an open file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    text, texts = pa.string(), pa.list_(pa.string())
    numbers = dict.fromkeys(("start_year", "version"), pa.int32())
    kinds = dict.fromkeys(("fields", "countries"), texts) | numbers | {"simulated": pa.bool_()}
    schema = pa.schema([(name, kinds.get(name, text)) for name in open_data.COLUMNS])
    rows = open_data.rows()
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        while group := list(islice(rows, GROUP)):
            writer.write_table(pa.Table.from_pylist(group, schema=schema))


def _nodes(services, today, absolute) -> Iterator[dict]:
    """Some services as nodes of a graph; what is asked for each of them is asked for all at once."""
    certified, cities, tried = issued(services), cities_of(services), trials_for_programs(services)
    for one in services:
        known = (certified.get(one.pk), cities.get(one.pk, ()), tried.get(one.pk, ()))
        content = described(one, certificate_state(one, today), absolute, *known)
        yield {name: value for name, value in content.items() if name != "@context"}


def _batched(rows: Iterator, size: int) -> Iterator[list]:
    """Rows in lists of `size`."""
    while group := list(islice(rows, size)):
        yield group


def _joined(head: str, lines: Iterator[str]) -> Iterator[str]:
    yield head
    yield from lines


def _listed_in(head: dict, name: str, rows: Iterator[dict]) -> Iterator[str]:
    yield json.dumps(head, ensure_ascii=False)[:-1] + f', "{name}": [\n'
    joint = ""
    for row in rows:
        yield joint + json.dumps(row, ensure_ascii=False)
        joint = ",\n"
    yield "\n]}\n"


def _cell(value) -> object:
    if isinstance(value, list):
        return "|".join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else inert(value)


def _download(parts: Iterator[str], content_type: str, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(parts, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
