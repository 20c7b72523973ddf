"""Certificates issued as credentials and checked again, over the 14 that the replay of the public record grants.

Issuing is `issue_certificate` inside the decision's transaction: number, certificate, signed credential with its place
on the status lists, event, directory. Deciding is the whole of `decide` with its commit to SQLite on disk. Both are
CPU of this process. One verification is all that a stranger does with files: the credential's signature and period,
both status lists with their signatures, and the bit in each, nothing kept from one to the next; CPU of this process,
the median of five rounds. Peer: openvc-core with the same files and lists from memory; it reads more formats and checks
the same.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time

from bench import Row
from bench.alone import alone
from bench.report import table

ROUNDS, EACH = 5, 40
MOST_MILLISECONDS, LEAST_A_SECOND = 20, 400


def main() -> list[Row]:
    """Rows for issuing, deciding and verifying."""
    with tempfile.TemporaryDirectory() as home:
        (issued, decided, ours, theirs), _ = alone(_measured, home)
    return [
        Row("issue a certificate with its credential: CPU", f"≤ {MOST_MILLISECONDS} ms", f"{issued * 1000:.1f} ms"),
        Row("decide, issue and commit: CPU", "", f"{decided * 1000:.1f} ms"),
        Row(
            "verify a credential with both status lists",
            f"≥ {LEAST_A_SECOND} a second",
            f"{ours:,.0f} a second",
            f"openvc-core {theirs:,.0f} a second" if theirs else "",
            ours / theirs if theirs else None,
        ),
    ]


def _measured(home: str):
    """Seconds to issue and to decide, verifications a second here and by the peer; all in a new `home`."""
    os.environ |= {"CITYLOOP_HOME": home, "DJANGO_SETTINGS_MODULE": "cityloop.settings"}
    os.environ.pop("DATABASE_URL", None)
    from cityloop.cli.site import prepare

    prepare()
    issued, decided = _played()
    from django.utils import timezone

    from cityloop.certification import queries
    from cityloop.certification.models import Credential

    now, keys = timezone.now(), queries.did_document()
    credentials = list(Credential.objects.values_list("content", flat=True))
    names = {entry["statusListCredential"] for one in credentials for entry in one["credentialStatus"]}
    lists = {address: queries.status_list(address.rpartition("/")[2], now) for address in names}
    return issued, decided, _ours(credentials, keys, lists, now), _theirs(credentials, keys, lists, now)


def _played() -> tuple[float, float]:
    """Median seconds of issuing and of deciding while the public record is replayed."""
    from django.utils import timezone

    from cityloop.assessment.actions import publish_edition
    from cityloop.certification.actions import decision
    from cityloop.demo import public_reviews
    from cityloop.demo.cast import gather
    from cityloop.engine.frozen import thaw
    from cityloop.rulebook import load

    at, issued, decided = timezone.now(), [], []
    publish_edition(actor=None, at=at, content=thaw(load("digital-public-goods/2021-reviews").content))
    decision.issue_certificate = _timed(decision.issue_certificate, issued)
    public_reviews.decide = _timed(public_reviews.decide, decided)
    public_reviews.play(gather(at))
    return statistics.median(issued), statistics.median(decided)


def _timed(work, took: list[float]):
    def run(**values):
        began = time.process_time()
        result = work(**values)
        took.append(time.process_time() - began)
        return result

    return run


def _ours(credentials, keys, lists, now) -> float:
    from cityloop.engine.credential import verify

    return _rate(lambda one: verify(one, keys, lists.get, now).code == "valid", credentials)


def _theirs(credentials, keys, lists, now) -> float | None:
    try:
        from openvc.did.base import DidResolverRegistry
        from openvc.did.did_web import DidWebResolver
        from openvc.verify import VerificationPolicy, verify_credential
    except ImportError:
        return None
    registry, policy = DidResolverRegistry([DidWebResolver(lambda address: keys)]), VerificationPolicy(now=now)

    def listed(address):
        verify_credential(lists[address], policy=policy, resolver=registry)
        return lists[address]

    def verified(one):
        return verify_credential(one, policy=policy, resolver=registry, resolve_status_list=listed).issuer == keys["id"]

    return _rate(verified, credentials)


def _rate(verified, credentials) -> float:
    """Verifications a second of CPU; one that does not verify makes the benchmark fail."""
    rates = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for _ in range(EACH):
            if not all(map(verified, credentials)):
                raise RuntimeError("a credential did not verify")
        rates.append(EACH * len(credentials) / (time.process_time() - began))
    return statistics.median(rates)


if __name__ == "__main__":
    print(table(main()))
