"""Services as documents of the index, from tokens that are stored beside them."""

from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256

from babel import Locale
from django.db.models import Prefetch

from cityloop.catalogue.models import SearchText, Service, ServiceField
from cityloop.catalogue.rules import certificate_state
from cityloop.catalogue.search import analyser, lexicon, thesaurus
from cityloop.catalogue.search.port import Document
from cityloop.catalogue.vocabulary import OTHER_FIELD

TAGS = ("about", "technologies", "problems")
STATE_RANK = {"valid": 3, "suspended": 2, "recorded": 2, "expired": 1}
FULLEST = 16  # more than the weights of everything that may be told of a service
YEARS_AHEAD = 3_000
LAST_PK = (1 << 32) - 1
CHUNK = 500


def documents(services, on: date) -> Iterator[Document]:
    """Documents of a query set of services, as they stand on the day; tokens are made anew where they are stale."""
    rows = services.select_related("provider", "search_text").prefetch_related(
        Prefetch("service_fields", ServiceField.objects.order_by("pk")), "cities"
    )
    for chunk in _chunks(rows.order_by("pk").iterator(chunk_size=CHUNK)):
        _bring_up_to_date(chunk, on)
        yield from (_document(service) for service in chunk)


def _chunks(rows: Iterator[Service]) -> Iterator[list[Service]]:
    chunk: list[Service] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _bring_up_to_date(services: list[Service], on: date) -> None:
    """Write the tokens and the certificate's state of those services for which they have changed."""
    version = analyser.version()
    stale, changed = [], []
    for service in services:
        state, digest = certificate_state(service, on), _digest(service, version)
        row = getattr(service, "search_text", None) or SearchText(service=service, digest="")
        service.search_text = row
        if row.digest != digest:
            row.digest = digest
            stale.append(service)
        if row.certificate != state or service in stale:
            row.certificate = state
            changed.append(row)
    _analyse(stale)
    SearchText.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["service"],
        update_fields=["digest", "name", "body", "certificate"],
    )


def _digest(service: Service, version: str) -> str:
    return sha256("\x1f".join((version, *_names(service), *_texts(service), *_tags(service))).encode()).hexdigest()


def _analyse(services: Iterable[Service]) -> None:
    services = list(services)
    known = lexicon.learn(analyser.korean_words(text for one in services for text in (*_names(one), *_texts(one))))
    for service in services:
        names = [token for text in _names(service) for token in analyser.index_tokens(text, known)]
        names += [token for text in _names(service) for token in analyser.whole(text)]
        texts = [token for text in _texts(service) for token in analyser.index_tokens(text, known)]
        tags = [analyser.CONCEPT + tag for tag in _tags(service)]
        service.search_text.name = " ".join(names)
        service.search_text.body = " ".join((*names, *texts, *tags))


def _names(service: Service) -> list[str]:
    return [name for name in (service.name_ko, service.name_en) if name]


def _texts(service: Service) -> list[str]:
    """All the rest that a service is found by, in both languages: summaries, provider, countries, cities and tags."""
    provider = (service.provider.name_ko, service.provider.name_en) if service.provider else ()
    countries = [
        name
        for language in ("ko", "en")
        for code in service.country_codes
        if (name := Locale(language).territories.get(code))
    ]
    cities = dict.fromkeys(name for one in service.cities.all() for name in (one.city_ko, one.city_en))
    concepts = thesaurus.load().concepts
    tags = [label for tag in _tags(service) if tag in concepts for label in concepts[tag].label.values()]
    return [text for text in (service.summary_ko, service.summary_en, *provider, *countries, *cities, *tags) if text]


def _tags(service: Service) -> list[str]:
    return [tag for group in TAGS for tag in service.facts.get(group) or ()]


def _document(service: Service) -> Document:
    text = service.search_text
    return Document(
        code=service.code,
        name=text.name,
        body=text.body,
        facets={
            "certificate": (text.certificate,),
            "field": tuple(row.field for row in service.service_fields.all()),
            "type": (service.type,) if service.type else (),
            "operation": (service.operation,) if service.operation else (),
            "country": tuple(dict.fromkeys(service.country_codes)),
            "origin": ("simulated" if service.simulated else "real",),
        },
        keys={
            "certified": _key(STATE_RANK.get(text.certificate, 0) * FULLEST + _fullness(service), service),
            "newest": _key(int(service.listed_at.timestamp() // 60), service),
            "running": _key(YEARS_AHEAD - service.start_year if service.start_year else 0, service),
        },
    )


def _fullness(service: Service) -> int:
    """How much a city can tell of it, below `FULLEST`: of which field, where, what it does, in both languages."""
    told = (
        any(row.field != OTHER_FIELD for row in service.service_fields.all()),
        bool(service.countries),
        bool(service.summary_ko or service.summary_en),
        bool(service.name_ko and service.name_en),
    )
    return sum(weight * known for weight, known in zip((4, 4, 2, 1), told, strict=True))


def _key(first: int, service: Service) -> int:
    """A number to sort by, descending: `first`, and among equals the service entered first."""
    return (first << 32) | (LAST_PK - service.pk)
