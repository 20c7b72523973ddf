"""Find services: those a person may see, and those that answer a query."""

from cityloop.catalogue.queries.finding import PER_PAGE, Found, find, walk
from cityloop.catalogue.queries.running import cities_of, used_in
from cityloop.catalogue.queries.visible import listed, of_organisations, visible_to, withdrawn

__all__ = [
    "PER_PAGE",
    "Found",
    "cities_of",
    "find",
    "listed",
    "of_organisations",
    "used_in",
    "visible_to",
    "walk",
    "withdrawn",
]
