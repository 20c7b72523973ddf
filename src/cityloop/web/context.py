"""What every page knows."""

from django.utils.functional import SimpleLazyObject

from cityloop.organisations.queries import is_demonstration
from cityloop.web.waiting import count_waiting


def page(request):
    """`demonstration`: is this the played demonstration? `waiting_count`: what waits for the reader."""
    person = getattr(request, "user", None)
    return {
        "demonstration": SimpleLazyObject(is_demonstration),
        "waiting_count": SimpleLazyObject(lambda: count_waiting(person)),
    }
