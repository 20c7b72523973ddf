"""The directory described in DCAT-AP 3: one catalogue, one dataset, its files, and the API that serves it."""

from collections.abc import Callable

from django.db.models import Max, Min
from django.urls import reverse
from django.utils.translation import override

from cityloop.catalogue.queries import listed

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
MEDIA = "https://www.iana.org/assignments/media-types/"
FORMATS = "http://publications.europa.eu/resource/authority/file-type/"
LANGUAGES = tuple(f"http://publications.europa.eu/resource/authority/language/{code}" for code in ("KOR", "ENG"))
PUBLIC = "http://publications.europa.eu/resource/authority/access-right/PUBLIC"
HOURLY = "http://publications.europa.eu/resource/authority/frequency/CONT"
THEMES = tuple(f"http://publications.europa.eu/resource/authority/data-theme/{code}" for code in ("REGI", "TECH"))
FILES = {
    "csv": ("text/csv", "CSV"),
    "json": ("application/json", "JSON"),
    "parquet": ("application/vnd.apache.parquet", "PARQUET"),
    "jsonld": ("application/ld+json", "JSON_LD"),
}


def described(absolute: Callable[[str], str]) -> dict:
    """The catalogue as JSON-LD; `absolute` makes an address out of a path."""
    with override("en"):
        here = absolute(reverse("catalogue:dcat"))
        files = {name: absolute(reverse(f"catalogue:{name}")) for name in FILES}
        home = absolute(reverse("catalogue:directory"))
    dataset = f"{here}#services"
    return {
        "@context": CONTEXT,
        "@id": here,
        "@type": "dcat:Catalog",
        "dct:title": _both("스마트도시서비스 공개데이터", "Open data on smart-city services"),
        "dct:description": _both(
            "스마트도시서비스 목록과 이를 제공하는 파일과 API를 설명합니다.",
            "The directory of smart-city services, with the files and the interface that it is read by.",
        ),
        "dct:publisher": {"@type": "foaf:Agent", "@id": absolute("/"), "foaf:name": "Cityloop"},
        "dct:language": [{"@id": one} for one in LANGUAGES],
        "foaf:homepage": {"@id": home, "@type": "foaf:Document"},
        "dcat:dataset": _dataset(dataset, absolute("/"), home, files),
        "dcat:service": {
            "@id": f"{here}#api",
            "@type": "dcat:DataService",
            "dct:title": _both("공개 API", "Public API"),
            "dcat:endpointURL": {"@id": absolute(reverse("api:services"))},
            "dcat:endpointDescription": {"@id": absolute("/api/v1/openapi.json")},
            "dcat:servesDataset": {"@id": dataset},
        },
    }


def _dataset(id: str, publisher: str, home: str, files: dict[str, str]) -> dict:
    dates = listed().aggregate(first=Min("listed_at"), last=Max("listed_at"))
    moments = {"dct:issued": dates["first"], "dct:modified": dates["last"]}
    return {
        "@id": id,
        "@type": "dcat:Dataset",
        "dct:identifier": id,
        "dct:title": _both("스마트도시서비스 목록", "Directory of smart-city services"),
        "dct:description": _both(
            "서비스의 이름·요약·분야·유형·운영 상태·운영 국가·인증 상태와 출처. 가상 자료는 그렇게 표시합니다.",
            "Names, summaries, fields, types, operation, countries, certificates and sources of services. What is"
            " simulated says so.",
        ),
        "dct:publisher": {"@id": publisher},
        "dct:language": [{"@id": one} for one in LANGUAGES],
        "dct:accessRights": {"@id": PUBLIC},
        "dct:accrualPeriodicity": {"@id": HOURLY},
        "dcat:theme": [{"@id": one} for one in THEMES],
        "dcat:keyword": [
            *({"@value": word, "@language": "ko"} for word in ("스마트도시", "인증", "서비스")),
            *({"@value": word, "@language": "en"} for word in ("smart city", "certification", "service")),
        ],
        "dcat:landingPage": {"@id": home, "@type": "foaf:Document"},
        **{
            name: {"@value": moment.isoformat(timespec="seconds"), "@type": "xsd:dateTime"}
            for name, moment in moments.items()
            if moment
        },
        "dcat:distribution": [_file(name, address) for name, address in files.items()],
    }


def _file(name: str, address: str) -> dict:
    media, format = FILES[name]
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": _both(f"전체 목록({format})", f"The whole directory ({format})"),
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": MEDIA + media},
        "dct:format": {"@id": FORMATS + format},
    }


def _both(ko: str, en: str) -> list[dict]:
    return [{"@value": ko, "@language": "ko"}, {"@value": en, "@language": "en"}]
