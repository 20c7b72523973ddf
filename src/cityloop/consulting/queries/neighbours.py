"""Find: cities like one, and the services that they use."""

from dataclasses import dataclass

from cityloop.catalogue.codes import code_of_city
from cityloop.catalogue.models import Service, ServiceCity
from cityloop.catalogue.queries import used_in
from cityloop.consulting.models import City
from cityloop.consulting.queries.diagnosis import PEERS, Peer, said
from cityloop.engine.diagnosis import Profile, choose_peers


@dataclass(frozen=True)
class Used:
    """A service, the cities like this one that use it, and whether this city uses it already."""

    service: Service
    cities: tuple[ServiceCity, ...]
    here: bool


def cities_like(city: City, count: int = PEERS) -> list[Peer]:
    """The cities nearest to one by region and population, nearest first, each with the reason."""
    cities = City.objects.all()
    profiles = [Profile(one.code, population=one.population, region=one.get_region_display()) for one in cities]
    group = choose_peers(city.code, profiles, count)
    chosen = City.objects.in_bulk([peer.city for peer in group.peers[:count]], field_name="code")
    return [Peer(chosen[peer.city], said(peer.reason)) for peer in group.peers[:count]]


def used_by(city: City, peers: list[Peer]) -> list[Used]:
    """Listed services that these cities use, those that most of them use first."""
    here = _place(city)
    found = used_in([here, *(_place(peer.city) for peer in peers)])
    split = (
        Used(service, tuple(row for row in rows if (row.country, row.code) != here), here in _places(rows))
        for service, rows in found.items()
    )
    return sorted((one for one in split if one.cities), key=lambda one: (-len(one.cities), one.here, one.service.code))


def _place(city: City) -> tuple[str, str]:
    return city.country, code_of_city(city.name_en)


def _places(rows) -> set[tuple[str, str]]:
    return {(row.country, row.code) for row in rows}
