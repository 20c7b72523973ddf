"""Services are registered, described, listed and imported."""

from cityloop.catalogue.actions.following import end_search, look_again, save_search, tell_by_letter
from cityloop.catalogue.actions.importing import import_services
from cityloop.catalogue.actions.keys import end_data_key, make_data_key
from cityloop.catalogue.actions.listing import list_service, publish_service, withdraw_service
from cityloop.catalogue.actions.registering import register_service, update_service
from cityloop.catalogue.actions.running import record_city

__all__ = [
    "end_data_key",
    "end_search",
    "import_services",
    "list_service",
    "look_again",
    "make_data_key",
    "publish_service",
    "record_city",
    "register_service",
    "save_search",
    "tell_by_letter",
    "update_service",
    "withdraw_service",
]
