"""Services that a person may see."""

from django.db.models import Q
from django.utils import timezone

from cityloop.catalogue.models import Service
from cityloop.organisations.queries import organisations_of


def listed():
    """The services of the public directory."""
    return Service.objects.filter(listed_at__isnull=False)


def withdrawn():
    """Services that once were in the public directory: their addresses say so, and why."""
    return Service.objects.filter(withdrawn_at__isnull=False)


def visible_to(person):
    """The services of the directory, and the drafts of the organisations that the person acts for today."""
    if not getattr(person, "is_authenticated", False):
        return listed()
    own = organisations_of(person, timezone.localdate())
    return Service.objects.filter(Q(listed_at__isnull=False) | Q(provider__in=own))


def of_organisations(person, on):
    """The services of the organisations that a person acts for, listed or not."""
    return Service.objects.filter(provider__in=organisations_of(person, on)).select_related("provider")
