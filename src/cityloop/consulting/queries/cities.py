"""Cities as the public sees them."""

from django.db.models import Prefetch, Q

from cityloop.assessment.models import Edition
from cityloop.assessment.queries import compiled
from cityloop.consulting.models import City, CityRecord, Coverage, IndicatorImport, IndicatorValue
from cityloop.language import current
from cityloop.organisations.models import Organisation
from cityloop.organisations.queries import organisations_of
from cityloop.rulebook.mapping import mappings_to


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


def frameworks_with_indicators() -> list[Edition]:
    """Every published framework under which a city can give values, by title."""
    found = Edition.objects.filter(kind=Edition.Kind.FRAMEWORK)
    return sorted((one for one in found if compiled(one).indicators), key=lambda one: one.title)


def imports_of(city: City, edition: Edition):
    """The files from which the city's values came, newest first; those that a mapping reads, too."""
    read = Q()
    for mapping in mappings_to(f"{edition.scheme}/{edition.edition}"):
        scheme, _slash, number = mapping.source.partition("/")
        read |= Q(edition__kind=Edition.Kind.FRAMEWORK, edition__scheme=scheme, edition__edition=number)
    found = IndicatorImport.objects.filter(Q(edition=edition) | read if read else Q(edition=edition))
    used = IndicatorValue.objects.filter(city=city).values("taken_from")
    return found.filter(pk__in=used).select_related("person").order_by("-at", "-pk")


def organisations_for_a_city(person, on) -> list[Organisation]:
    """The local governments of the person that may enter their city."""
    return list(organisations_of(person, on).filter(kind=Organisation.Kind.LOCAL_GOVERNMENT).order_by("code"))
