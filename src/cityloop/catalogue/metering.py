"""How often a program may call the API: per key, and without one per address; what is too often says when to go on."""

import hashlib
import time
from ipaddress import ip_address

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext as _

from cityloop.answering import error
from cityloop.catalogue.counting import count
from cityloop.catalogue.models import DataKey

METERED = "/api/"
MINUTE = 60
KEY_KNOWN_FOR = 30  # seconds: so long after its end a key may still be taken for a living one
BEARER = "bearer "


class MeteringMiddleware:
    """Counts the calls of each minute. Calls from the machine itself are not counted: a proxy in front names others."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path.startswith(METERED):
            return self.get_response(request)
        key = _key_of(request)
        if key and (limit := _limit_of(key)) is None:
            return error(
                401,
                _("This key is not known."),
                _("It was mistyped, or it has been ended."),
                _("Make a new one on the page of your keys, or call without a key."),
            )
        if not key and _is_own_machine(request):
            return self.get_response(request)
        limit = limit if key else settings.API_CALLS_PER_MINUTE
        used, left_of_minute = _count(key or _address(request))
        response = self.get_response(request) if used <= limit else _too_often(limit, left_of_minute)
        response["RateLimit-Limit"] = str(limit)
        response["RateLimit-Remaining"] = str(max(0, limit - used))
        response["RateLimit-Reset"] = str(left_of_minute)
        return response


def digest_of(key: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


def _key_of(request) -> str:
    given = request.headers.get("Authorization", "")
    return digest_of(given[len(BEARER) :].strip()) if given.lower().startswith(BEARER) else ""


def _limit_of(digest: str) -> int | None:
    """Calls a minute of a living key; None for any other."""
    place = f"api-key:{digest}"
    limit = cache.get(place)
    if limit is None:
        row = DataKey.objects.filter(digest=digest, ended_at__isnull=True).values_list("per_minute", flat=True).first()
        limit = -1 if row is None else row
        cache.set(place, limit, KEY_KNOWN_FOR)
    return None if limit < 0 else limit


def _count(who: str) -> tuple[int, int]:
    """How many calls this minute has seen, this one among them, and the seconds until the next."""
    now = int(time.time())
    return count(settings.CALLS_FILE, who, now // MINUTE), MINUTE - now % MINUTE


def _address(request) -> str:
    """Who calls: as the proxy in front of us says, where there is one; an IPv6 network counts as one caller."""
    given = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        given = request.headers.get("X-Forwarded-For", given).split(",")[-1].strip()
    try:
        address = ip_address(given)
    except ValueError:
        return "unknown"
    return str(address) if address.version == 4 else address.exploded[:19]


def _is_own_machine(request) -> bool:
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback and not settings.BEHIND_PROXY
    except ValueError:
        return False


def _too_often(limit: int, left_of_minute: int):
    response = error(
        429,
        _("Too many calls."),
        _("There were more than %(n)s in this minute.") % {"n": limit},
        _("Go on in %(n)s seconds; with a key of your own you may call more often.") % {"n": left_of_minute},
    )
    response["Retry-After"] = str(left_of_minute)
    return response
