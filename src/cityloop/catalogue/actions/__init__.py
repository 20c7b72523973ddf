"""Services are registered, described, listed and imported."""

from cityloop.catalogue.actions.importing import import_services
from cityloop.catalogue.actions.listing import list_service, publish_service
from cityloop.catalogue.actions.registering import register_service, update_service

__all__ = ["import_services", "list_service", "publish_service", "register_service", "update_service"]
