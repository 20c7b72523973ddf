"""The directory, as anybody's programs may read it: search with facets, one service, its versions."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from ninja import Query, Router, Schema

from cityloop.answering import NotHere, NotUnderstood, Prepared, answer, error, prepared
from cityloop.catalogue import cursors, open_data, queries
from cityloop.catalogue.cursors import BadCursor, Cursor
from cityloop.catalogue.models import Service
from cityloop.catalogue.search import index
from cityloop.catalogue.search.port import FACETS, SORTS
from cityloop.catalogue.versions import content_of, digest_of
from cityloop.catalogue.vocabulary import facet_values

MOST, USUAL, DEEPEST = 100, 20, 10_000
GONE = 410
PLACE = "CODE-OF-A-SERVICE"
MOST_KEPT = 2_000  # answers given again while the index stays as it is
router = Router(tags=["services"])
_given: dict[tuple, Prepared] = {}


class ServiceOut(Schema):
    """A service as the directory shows it today. `sha256` is of what its provider says; `version` counts changes."""

    code: str
    name_ko: str
    name_en: str
    summary_ko: str
    summary_en: str
    provider: str
    fields: list[str]
    type: str
    operation: str
    countries: list[str]
    start_year: int | None
    certificate: str
    certificate_state: str
    certified_until: str | None
    simulated: bool
    source: str
    listed_on: str | None
    version: int
    links: dict[str, str]


class OneServiceOut(ServiceOut):
    """The same with what is known beyond it, and every version."""

    facts: dict[str, Any]
    versions: list[dict[str, Any]]


class ServicesOut(Schema):
    """One part of an answer. `next` is the address of the part after it; `read` says how the query was understood."""

    total: int
    services: list[ServiceOut]
    facets: dict[str, dict[str, int]]
    sort: str
    read: dict[str, Any]
    next: str | None


class Asked(Schema):
    """What is sought: a query in either language, and values of facets; several values of one facet widen it."""

    q: str = ""
    certificate: list[str] = []
    field: list[str] = []
    type: list[str] = []
    operation: list[str] = []
    country: list[str] = []
    origin: list[str] = []
    sort: str = ""
    limit: int = USUAL
    cursor: str = ""


@router.get("/services", response=ServicesOut, summary="Search the directory")
def services(request, asked: Query[Asked]):
    """Services that answer every word, with exact totals and facet counts; follow `next` to read them all."""
    chosen = {facet: sorted(set(getattr(asked, facet))) for facet in FACETS if getattr(asked, facet)}
    _check(asked, chosen)
    question = {"q": asked.q.strip(), "sort": asked.sort, **chosen}
    cursor = _cursor(asked.cursor, question)
    key = (index.generation(), timezone.localdate(), request.build_absolute_uri(), cursor)
    ready = _given.get(key)
    if ready is None:
        ready = _given[key] = prepared(_content_of(request, question, chosen, asked, cursor))
        while len(_given) > MOST_KEPT:
            _given.pop(next(iter(_given)), None)
    return answer(request, ready)


def _content_of(request, question, chosen, asked: Asked, cursor: Cursor) -> dict:
    found = queries.walk(question["q"], chosen, asked.sort, asked.limit, cursor.after, cursor.offset)
    today, links = timezone.localdate(), _Links(request)
    return {
        "total": found.total,
        "services": [_service(one, today, links) for one in found.services],
        "facets": found.facets,
        "sort": found.sort,
        "read": _read(found),
        "next": _next(request, found, question, cursor, asked.limit),
    }


@router.get("/services/{code}", response=OneServiceOut, summary="One service")
def service(request, code: str):
    """A service with its facts and versions; 410 with the reason where it was withdrawn from the directory."""
    found = _found(code)
    if found.listed_at is None:
        return _gone(found)
    content = _service(found, timezone.localdate(), _Links(request))
    return answer(
        request,
        content
        | {"facts": open_data.facts(found, request.build_absolute_uri), "versions": list(_versions(request, found))},
    )


@router.get("/services/{code}/versions/{number}", response=dict[str, Any], summary="What was said in a version")
def version(request, code: str, number: int):
    """One version, for ever at this address: what was said about the service, until when, and its sha256."""
    found = _found(code)
    if found.listed_at is None:
        return _gone(found)
    if number == found.revision:
        content = _content(found)
        return answer(request, open_data.version_record(content, number, digest_of(content), None))
    kept = found.versions.filter(number=number).first()
    if kept is None:
        raise NotHere(
            _("There is no version %(number)s of this service.") % {"number": number},
            _("The directory keeps every version that there was."),
            _("See “versions” at /api/v1/services/%(code)s.") % {"code": found.code},
        )
    until = kept.until.isoformat(timespec="seconds")
    return answer(request, open_data.version_record(kept.content, number, kept.digest, until))


def _check(asked: Asked, chosen) -> None:
    """A value that no service could have is a mistake of the caller, and is said; never an empty answer."""
    what = _("The question was not understood.")
    if not 1 <= asked.limit <= MOST:
        raise NotUnderstood(what, _("limit is %(n)s.") % {"n": asked.limit}, _("Ask for 1 to %(n)s.") % {"n": MOST})
    if asked.sort and asked.sort not in SORTS:
        raise NotUnderstood(
            what, _("There is no order “%(sort)s”.") % {"sort": asked.sort[:40]}, _one_of(SORTS)
        )  # fmt: skip
    for facet, values in chosen.items():
        known = facet_values(facet)
        wrong = [value for value in values if known and value not in known]
        if wrong:
            why = _("%(facet)s has no value “%(value)s”.") % {"facet": facet, "value": wrong[0][:40]}
            raise NotUnderstood(what, why, _one_of(known))


def _one_of(values) -> str:
    return _("Write one of: %(values)s.") % {"values": ", ".join(values)}


def _cursor(word: str, question) -> Cursor:
    try:
        return cursors.read(word, question)
    except BadCursor:
        raise NotUnderstood(
            _("The question was not understood."),
            _("The cursor is none of ours, or belongs to another question."),
            _("Follow “next” as it was given, or begin without a cursor."),
        ) from None


def _next(request, found, question, cursor: Cursor, limit: int) -> str | None:
    """The address of the part after this one; nothing where there is none, or where relevance has lost its sense."""
    if found.last is None:
        offset = cursor.offset + limit
        further = Cursor(offset=offset) if found.codes and offset < min(found.total, DEEPEST) else None
    else:
        further = Cursor(after=found.last) if len(found.codes) == limit else None
    if further is None:
        return None
    asked = {name: value for name, value in question.items() if value}
    address = urlencode(asked | {"limit": limit, "cursor": cursors.written(further, question)}, doseq=True)
    return request.build_absolute_uri(f"{request.path}?{address}")


def _read(found) -> dict:
    reading = found.reading
    return {
        "words": [unit.text for unit in reading.question.units],
        "dropped": [unit.text for unit in reading.dropped],
        "corrected": {unit.instead_of: unit.text for unit in reading.corrected},
        "cut_short": reading.question.cut_short,
        "near": [{"id": concept.id, "label": concept.label} for concept in found.near],
    }


def _service(service: Service, today, links: "_Links") -> dict:
    return open_data.record(service, today) | {"links": links.of(service)}


class _Links:
    """Addresses of services: looked up once for an answer, not once for each of its services."""

    def __init__(self, request):
        self.absolute = request.build_absolute_uri
        self.shapes = {"self": self._shape("api:service")}
        for language in ("ko", "en"):
            with override(language):
                self.shapes[f"page_{language}"] = self._shape("catalogue:service")

    def _shape(self, name: str) -> str:
        return self.absolute(reverse(name, args=[PLACE]))

    def of(self, service: Service) -> dict[str, str]:
        links = {name: shape.replace(PLACE, service.code) for name, shape in self.shapes.items()}
        if service.certificate_number:
            links["certificate"] = self.absolute(reverse("api:certificate", args=[service.certificate_number]))
        return links


def _versions(request, service: Service):
    """The version of today, and those before it, the newest first."""
    rows = [(service.revision, None, digest_of(_content(service)))]
    rows += [(one.number, one.until.isoformat(timespec="seconds"), one.digest) for one in service.versions.all()]
    for number, until, sha256 in rows:
        address = request.build_absolute_uri(reverse("api:version", args=[service.code, number]))
        yield {"version": number, "until": until, "sha256": sha256, "href": address}


def _content(service: Service) -> dict:
    return content_of(service, [row.field for row in service.service_fields.all()])


def _found(code: str) -> Service:
    rows = (queries.listed() | queries.withdrawn()).select_related("provider").prefetch_related("service_fields")
    found = rows.filter(code=code).first() if "\0" not in code else None
    if found is None:
        raise NotHere(
            _("There is no service of this code."),
            _("The directory never had one."),
            _("Search for it: /api/v1/services?q=…"),
        )
    return found


def _gone(service: Service):
    day = timezone.localdate(service.withdrawn_at).isoformat()
    return error(
        GONE,
        _("This service was withdrawn from the directory on %(day)s.") % {"day": day},
        service.withdrawn_because,
        _("Search for others: /api/v1/services?q=…"),
        code=service.code,
        withdrawn_on=day,
    )
