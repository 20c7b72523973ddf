"""`cityloop catalogue`: enter services into the directory from a file, search it, bring its index up to date."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from cityloop.engine.text import Text

from .errors import Refusal, language
from .records import RecordFile, read_records

MOST_RESULTS = 10_000


def add(subparsers) -> None:
    """Describe the verb."""
    parser = subparsers.add_parser("catalogue", help="import services into the directory, and search it")
    verbs = parser.add_subparsers(dest="catalogue_verb", metavar="VERB", required=True)
    entering = verbs.add_parser("import", help="enter services from a file, or bring those with the same id up to date")
    columns = "id,name_ko,name_en,summary_ko,summary_en,field"
    entering.add_argument("file", type=Path, metavar="FILE.jsonl|csv", help=columns)
    entering.add_argument("--source", default="", help="where the services come from; shown on every page of theirs")
    entering.add_argument("--simulated", action="store_true", help="the services are made up")
    entering.set_defaults(run=enter)
    search = verbs.add_parser("search", help="find services; every word must be answered")
    search.add_argument("query", metavar="QUERY")
    search.add_argument("--limit", type=_count, default=20, help="at most so many results (default 20)")
    search.add_argument("--json", action="store_true", help="answer as JSON: total, results with id")
    search.set_defaults(run=find)
    index = verbs.add_parser("index", help="index what has changed")
    index.add_argument("--rebuild", action="store_true", help="make the whole index anew beside the one in use")
    index.set_defaults(run=bring_up_to_date)


def enter(args) -> int:
    """Import a file; all of it, or nothing."""
    from cityloop.cli.site import prepare

    read = read_records(args.file)
    prepare()
    from django.utils import timezone

    from cityloop.audit.refusal import Refused
    from cityloop.catalogue.actions import import_services
    from cityloop.catalogue.search import index

    records, unknown = _checked(read)
    try:
        import_services(
            actor=None,
            at=timezone.now(),
            source=args.source or args.file.name,
            file=args.file.name,
            sha256=read.sha256,
            records=[record | {"simulated": args.simulated} for record in records],
        )
    except Refused as refused:
        raise Refusal(str(refused)) from refused
    index.catch_up()
    _say(Text("서비스 {n}개를 등록함.", "{n} services entered.").format(n=len(records)))
    if unknown:
        named = ", ".join(sorted(set(unknown))[:5])
        _say(
            Text(
                "열두 분야가 아닌 값 {n}건({v})은 그 밖의 분야(other)로 두었음.",
                "{n} values that are none of the twelve fields ({v}) were filed under other.",
            ).format(n=len(unknown), v=named)
        )
    return 0


def find(args) -> int:
    """Print the best answers."""
    from cityloop.cli.site import prepare

    prepare()
    from cityloop.catalogue import queries
    from cityloop.catalogue.search import index

    index.catch_up()
    found = queries.find(args.query, per_page=args.limit)
    answer = {
        "query": args.query,
        "total": found.total,
        "results": [
            {"id": service.code, "name_ko": service.name_ko, "name_en": service.name_en} for service in found.services
        ],
        "dropped": [unit.text for unit in found.reading.dropped],
        "corrected": {unit.instead_of: unit.text for unit in found.reading.corrected},
    }
    if args.json:
        print(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        _print(answer)
    return 0


def bring_up_to_date(args) -> int:
    """Index the outbox, or everything."""
    from cityloop.cli.site import prepare

    prepare()
    from cityloop.catalogue.search import index

    count = index.rebuild() if args.rebuild else index.catch_up()
    _say(Text("서비스 {n}개를 색인함.", "{n} services indexed.").format(n=count))
    return 0


def _checked(read: RecordFile) -> tuple[list[dict], list[str]]:
    """All records as the import takes them, and the fields named in them that are none of the twelve."""
    from cityloop.catalogue.records import BadRecord, checked

    records, unknown, seen = [], [], set()
    for number, row in enumerate(read.rows):
        try:
            record = checked(row)
        except BadRecord as bad:
            raise read.refusal(number, bad.column, bad.found, bad.expected, bad.remedy) from bad
        code = record.values["code"]
        if code in seen:
            raise read.refusal(
                number,
                "id",
                code,
                Text("한 번만 나오는 id", "an id that stands once"),
                Text("겹치는 행을 지우십시오.", "Delete the line that repeats it."),
            )
        seen.add(code)
        records.append(record.values)
        unknown += record.unknown_fields
    return records, unknown


def _print(answer: dict) -> None:
    for service in answer["results"]:
        names = [service[f"name_{code}"] for code in sorted(("ko", "en"), key=lambda code: code != language())]
        print(service["id"], *dict.fromkeys(name for name in names if name), sep="\t")
    _say(Text("모두 {n}개.", "{n} in all.").format(n=answer["total"]))
    if answer["dropped"]:
        _say(Text("뺀 말: {w}.", "Left out: {w}.").format(w=", ".join(answer["dropped"])))
    for written, read in answer["corrected"].items():
        _say(Text("‘{a}’ 대신 ‘{b}’(으)로 찾음.", "Searched for “{b}” instead of “{a}”.").format(a=written, b=read))


def _say(text: Text) -> None:
    sys.stderr.write(text.pick(language()) + "\n")


def _count(text: str) -> int:
    number = int(text)
    if not 0 <= number <= MOST_RESULTS:
        raise ValueError
    return number
