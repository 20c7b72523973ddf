"""Smart-city services, what makes them findable, and how people and programs follow the directory."""

from cityloop.catalogue.models.following import SavedHit, SavedSearch
from cityloop.catalogue.models.keys import DataKey
from cityloop.catalogue.models.running import ServiceCity
from cityloop.catalogue.models.searching import DatabaseMark, IndexChange, KnownWord, SearchText
from cityloop.catalogue.models.service import CODE, Service, ServiceField, ServiceImport, ServiceVersion

__all__ = [
    "CODE",
    "DataKey",
    "DatabaseMark",
    "IndexChange",
    "KnownWord",
    "SavedHit",
    "SavedSearch",
    "SearchText",
    "Service",
    "ServiceCity",
    "ServiceField",
    "ServiceImport",
    "ServiceVersion",
]
