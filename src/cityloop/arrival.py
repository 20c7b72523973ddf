"""When a request had arrived in whole, by our clock: before it waited for anybody to have time for it."""

import time
from datetime import UTC, datetime

from django.utils import timezone

KEY = "cityloop.arrived"
"""Set by our own server in the WSGI environment, where no header of a client can reach."""


def arrived_at(request):
    """The moment at which the whole request had arrived; now, where the server does not tell."""
    seconds = request.META.get(KEY)
    return timezone.now() if seconds is None else datetime.fromtimestamp(seconds, UTC)


def now() -> float:
    """The clock that arrivals are read from."""
    return time.time()
