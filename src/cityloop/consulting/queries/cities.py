"""Cities as the public sees them."""

from django.db.models import Prefetch

from cityloop.assessment.models import Edition
from cityloop.consulting.models import City, CityRecord, Coverage
from cityloop.language import current


def visible_to(person):
    """Published city data are everybody's."""
    return City.objects.all()


def listed(person, *, region: str = "", country: str = "", certified: str = ""):
    """Cities of a region or country, or those with a certification on record; with their coverage and records."""
    found = visible_to(person)
    if region:
        found = found.filter(region=region)
    if country:
        found = found.filter(country=country)
    if certified:
        found = found.filter(pk__in=CityRecord.objects.values("city"))
    editions = Edition.objects.only("scheme", "edition", "title_ko", "title_en")
    coverage = Coverage.objects.order_by("pk").prefetch_related(Prefetch("edition", queryset=editions))
    return found.order_by(f"name_{current()}", "code").prefetch_related(
        Prefetch("coverage", queryset=coverage), "records"
    )


def regions_and_countries(person) -> tuple[list[str], list[str]]:
    """The regions and countries that have a city, to filter by."""
    pairs = visible_to(person).order_by().values_list("region", "country").distinct()
    return sorted({region for region, _ in pairs}), sorted({country for _, country in pairs})


def frameworks_of(city: City) -> list[Edition]:
    """Editions of frameworks under which the city has values, the one it knows most of first."""
    rows = Coverage.objects.filter(city=city).select_related("edition").order_by("-known", "edition__scheme")
    return [row.edition for row in rows]


def framework_of(city: City, scheme: str = "") -> Edition | None:
    """The framework asked for, else the one that the city knows most of; None where it has no values."""
    found = frameworks_of(city)
    return next((edition for edition in found if edition.scheme == scheme), found[0] if found and not scheme else None)


def imports_of(city: City, edition: Edition):
    """The files from which the city's values came, newest first."""
    return edition.imports.filter(values__city=city).distinct().order_by("-at", "-pk")
