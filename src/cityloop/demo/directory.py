"""The directory of the demonstration: services of public lists, and simulated ones with simulated providers."""

import csv
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from cityloop.catalogue.actions import import_services
from cityloop.catalogue.models import Service
from cityloop.catalogue.search import index as search_index
from cityloop.catalogue.vocabulary import OTHER_FIELD
from cityloop.organisations.actions import register_organisation
from cityloop.organisations.models import Organisation
from cityloop.rulebook.reading import read

DATA = Path(__file__).parent / "data"
SCHEME = "smart-city-service"
EUROPE = "European Commission JRC, Innovative Public Services"
OPERATION = {
    "Planned": Service.Operation.PLANNED,
    "In development": Service.Operation.PLANNED,
    "Pilot": Service.Operation.TRIAL,
    "Implemented": Service.Operation.LIVE,
    "In production": Service.Operation.LIVE,
    "Not in use anymore": Service.Operation.ENDED,
}
TECHNOLOGY = {"Artificial intelligence": "artificial-intelligence", "Blockchain": "blockchain"}
# Who provides the simulated services of a field. Daon Systems and Hanbit Mobility belong to the cast.
PROVIDERS = {
    "transport": ("hanbit-mobility", "한빛교통기술", "Hanbit Mobility"),
    "crime_disaster": ("saebom-safety", "새봄안전기술", "Saebom Safety"),
    "environment_energy_water": ("mulgyeol-environment", "물결환경정보", "Mulgyeol Environment"),
    "health_welfare": ("onsaem-care", "온샘돌봄", "Onsaem Care"),
    "facility_management": ("deundeun-facilities", "든든시설관리", "Deundeun Facilities"),
    "culture_tourism_sport": ("nurim-culture", "누림문화기술", "Nurim Culture"),
    "logistics": ("hangil-logistics", "한길물류정보", "Hangil Logistics"),
    "labour_employment": ("ieum-works", "이음일터", "Ieum Works"),
    "housing": ("jari-homes", "자리주거정보", "Jari Homes"),
}
EVERYTHING_ELSE = ("daon-systems", "다온시스템즈", "Daon Systems")


def play(cast) -> None:
    """Enter the services of the demonstration's own list, and those of the European list, as two imports."""
    providers = _providers(cast)
    data, _ = read(DATA / "services.yaml")
    _import(cast, "services.yaml", "Cityloop", [_own(item, data["bands"], providers) for item in data["services"]])
    _import(cast, "public_services.csv", EUROPE, list(_european()))


def index() -> None:
    """Make everything listed findable; to be called once the transaction has committed."""
    search_index.catch_up()


def _import(cast, file: str, source: str, records: list[dict]) -> None:
    digest = sha256((DATA / file).read_bytes()).hexdigest()
    import_services(actor=None, at=cast.at, source=source, file=file, sha256=digest, records=records)


def _providers(cast) -> dict[str, Organisation]:
    """The simulated companies by code, registered where the cast has none yet."""
    for code, name_ko, name_en in PROVIDERS.values():
        if code not in cast.organisations:
            cast.organisations[code] = register_organisation(
                actor=None,
                at=cast.at,
                code=code,
                name_ko=name_ko,
                name_en=name_en,
                kind=Organisation.Kind.COMPANY,
                country="KR",
                simulated=True,
            )
    return cast.organisations


def _own(item: dict, bands: dict, providers: dict[str, Organisation]) -> dict:
    """A service of services.yaml: a real one names its public record, a simulated one has a provider."""
    facts = {name: item[name] for name in ("about", "technologies", "problems", "maturity") if item[name]}
    facts |= {name: item[name] for name in ("data_models", "apis", "inferred") if item[name]}
    facts |= {"cost": cost} if (cost := _cost(item, bands)) else {}
    record = {
        "code": item["id"],
        **{f"name_{code}": item["name"][code] for code in ("ko", "en")},
        **{f"summary_{code}": item["summary"][code].strip() for code in ("ko", "en")},
        "fields": item["fields"],
        "type": item["type"],
        "operation": item["operation"],
        "countries": ",".join(item["countries"]),
        "facts": facts,
        "simulated": item["simulated"],
        "provider": None,
    }
    if item["simulated"]:
        code, *_names = PROVIDERS.get(item["fields"][0], EVERYTHING_ELSE)
        return record | {"provider": providers[code], "source": "simulated"}
    return record | _public_record(item, facts)


def _public_record(item: dict, facts: dict) -> dict:
    """Where a real service was named: the row of the public list that services.yaml points to."""
    file, line = item["source"]["file"], item["source"]["line"]
    row = table(file)[line - 2]
    cited = {"source": f"{row['source']} ({row['year']})"}
    if file != "kr_certified.csv":
        return cited
    record = {"scheme": SCHEME, "year": int(row["year"]), "source": row["source"]}
    return cited | {"facts": facts | {"certified": record}}


def _cost(item: dict, bands: dict) -> dict:
    """The bands of a service, written out: nobody published them, and the page says so."""
    found = {kind: bands[kind][item[kind]] for kind in ("capex", "opex") if item[kind]}
    return found and found | {"currency": bands["currency"], "unit": bands["unit"], "indicative": True}


def _european() -> Iterator[dict]:
    """The services of the JRC's list; they have a name in English, and no description."""
    fields = {(row["sector"], row["subsector"]): row["field"] for row in table("sector_fields.csv")}
    for row in table("public_services.csv"):
        field = fields.get((row["sector"], row["subsector"])) or fields.get((row["sector"], "*"), OTHER_FIELD)
        yield {
            "code": f"eu-{row['id']}",
            "name_en": row["name"].strip(),
            "fields": [field],
            "operation": OPERATION[row["status"]],
            "countries": row["country_codes"].replace(";", ","),
            "start_year": int(row["start_year"]) if row["start_year"] else None,
            "facts": {
                "technologies": [TECHNOLOGY[row["technology"]]],
                "record": {name: row[name] for name in ("id", "sector", "subsector", "reach", "lead_category", "type")},
            },
            "simulated": False,
        }


def table(file: str) -> list[dict]:
    """The rows of a file of the demonstration's data."""
    with (DATA / file).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
