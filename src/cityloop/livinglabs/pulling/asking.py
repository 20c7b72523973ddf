"""One GET to a public address: https only, no redirects, brief, not too much; never to a machine inside.

Hosts of `CITYLOOP_PULL_HOSTS` (a city's own platform inside a network) may be inside and answer by http. The address
that was looked at is the one that is connected to, so that a name cannot point elsewhere in between.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

SECONDS = 20
MOST_BYTES = 20 * 1024 * 1024


class Unreachable(Exception):
    """An address that is not asked, or does not answer; its text is a sentence for the reader."""


def asked(address: str) -> tuple[bytes, dict[str, str]]:
    """The body and the headers (small letters) of what an address answers. Raises `Unreachable`."""
    parts = urlsplit(address)
    trusted = parts.netloc in settings.PULL_HOSTS
    if parts.scheme not in (("https", "http") if trusted else ("https",)) or not parts.hostname:
        raise Unreachable(_("Only https addresses are asked."))
    port = parts.port or (443 if parts.scheme == "https" else 80)
    place = _place(parts.hostname, port, trusted)
    path = parts.path + (f"?{parts.query}" if parts.query else "") or "/"
    connection = _connection(parts.scheme, parts.hostname, port, place)
    try:
        connection.request("GET", path, headers={"Accept": "application/ld+json, application/json"})
        answer = connection.getresponse()
        if answer.status != 200:
            raise Unreachable(_("It answers with the status %(status)s.") % {"status": answer.status})
        body = answer.read(MOST_BYTES + 1)
        if len(body) > MOST_BYTES:
            raise Unreachable(_("A page is larger than 20 MB; ask for smaller pages."))
        announced = answer.getheader("Content-Length")
        if announced and announced.isdigit() and int(announced) != len(body):
            raise Unreachable(_("The answer was cut off on its way."))
        return body, {name.lower(): value for name, value in answer.getheaders()}
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Unreachable(_("It does not answer as it should: %(why)s.") % {"why": str(error)[:100]}) from error
    finally:
        connection.close()


def _place(host: str, port: int, trusted: bool) -> str:
    """The number behind a name; every number must be a public one unless the host is trusted."""
    try:
        found = {row[4][0] for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except OSError as error:
        raise Unreachable(_("There is no machine of this name.")) from error
    inside = [one for one in found if not ipaddress.ip_address(one.partition("%")[0]).is_global]
    if inside and not trusted:
        raise Unreachable(_("This address is inside a network; it is not asked."))
    return sorted(found)[0]


def _connection(scheme: str, host: str, port: int, place: str) -> http.client.HTTPConnection:
    if scheme == "http":
        connection = http.client.HTTPConnection(host, port, timeout=SECONDS)
        connection._create_connection = lambda _where, *rest, **more: socket.create_connection((place, port), SECONDS)
        return connection
    secured = http.client.HTTPSConnection(host, port, timeout=SECONDS, context=ssl.create_default_context())
    secured._create_connection = lambda _where, *rest, **more: socket.create_connection((place, port), SECONDS)
    return secured
