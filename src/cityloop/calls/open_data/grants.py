"""Awards as grants of the 360Giving data standard 1.4: a package as JSON, or its table."""

from datetime import date, datetime

from django.urls import reverse

from cityloop.calls.open_data.given import Given
from cityloop.language import country_name

VERSION = "1.4"
LONGEST_TITLE = 140
COLUMNS = (
    *("Identifier", "Title", "Description", "Currency", "Amount Awarded", "Award Date"),
    *("Recipient Org:Identifier", "Recipient Org:Name", "Recipient Org:Country"),
    *("Funding Org:Identifier", "Funding Org:Name", "Grant Programme:Code", "Grant Programme:Title"),
    *("Beneficiary Location:Name", "Beneficiary Location:Country Code", "Beneficiary Location:Latitude"),
    *("Beneficiary Location:Longitude", "Data Source", "Source", "Simulated"),
)


def is_grant(one: Given) -> bool:
    """Is everything known that a grant must say?"""
    return None not in (one.amount, one.on, one.recipient, one.funder) and bool(one.currency)


def grants_package(rows: list[Given], publisher: str, address: str, at: datetime) -> dict:
    """A package of the grants among the rows; there is one at least, or there is no package."""
    return {
        "version": VERSION,
        "title": f"{publisher}: awards",
        "publisher": {"name": publisher, "website": address},
        "issued": at.date().isoformat(),
        "grants": [_grant(one, address) for one in rows if is_grant(one)],
    }


def grant_rows(rows: list[Given], address: str) -> list[tuple]:
    """The same grants as the table of the standard, headings first; the last two columns are ours."""
    return [COLUMNS, *(_row(one, address) for one in rows if is_grant(one))]


def _grant(one: Given, address: str) -> dict:
    grant = {
        "id": one.id,
        "title": _short(one.title or one.description),
        "description": one.description,
        "currency": one.currency,
        "amountAwarded": _number(one.amount),
        "awardDate": _day(one.on),
        "recipientOrganization": [_organisation(one.recipient)],
        "fundingOrganization": [_organisation(one.funder)],
        "grantProgramme": [{"code": one.part or one.programme, "title": one.part_title or one.programme}],
        "beneficiaryLocation": [_location(one)],
        "dataSource": f"{address}{_page(one)}",
    }
    return grant | ({"classifications": [SIMULATED]} if one.simulated else {})


SIMULATED = {"vocabulary": "cityloop", "code": "simulated", "title": "Simulated: made up for a demonstration"}


def _short(title: str) -> str:
    """A title as the standard wants it: under 140 characters."""
    return title if len(title) < LONGEST_TITLE else f"{title[: LONGEST_TITLE - 2]}…"


def _page(one: Given) -> str:
    """Where the grant is read: the page of a project awarded here, or the register with the source of each row."""
    if one.edition:
        return reverse("calls:project", args=[one.source])
    return reverse("calls:register", args=[one.programme])


def _organisation(body) -> dict:
    return {"id": body.id, "name": body.name} | ({"addressCountry": body.country} if body.country else {})


def _location(one: Given) -> dict:
    place = {"name": one.city or country_name(one.country), "countryCode": one.country}
    known = one.latitude is not None and one.longitude is not None
    return place | ({"latitude": str(one.latitude), "longitude": str(one.longitude)} if known else {})


def _row(one: Given, address: str) -> tuple:
    return (
        *(
            one.id,
            _short(one.title or one.description),
            one.description,
            one.currency,
            _number(one.amount),
            _day(one.on),
        ),
        *(one.recipient.id, one.recipient.name, one.recipient.country, one.funder.id, one.funder.name),
        *(one.part or one.programme, one.part_title, one.city or country_name(one.country), one.country),
        *(one.latitude, one.longitude, f"{address}{_page(one)}", one.source, "true" if one.simulated else "false"),
    )


def _number(amount):
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _day(day: date) -> str:
    return day.isoformat()
