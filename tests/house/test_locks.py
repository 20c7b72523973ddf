"""The lock files: every package pinned with hashes, nothing said about where it comes from."""

import re

import pytest
from house.files import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock")
PIN = re.compile(r"^([a-z0-9][a-z0-9-]*)==([^ ;]+)( ; .+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def lines(lock):
    return (ROOT / lock).read_text(encoding="utf-8").splitlines()


def pins(lock):
    return {(match[1], match[2]) for line in lines(lock) if (match := PIN.match(line))}


def asked(source):
    text = (ROOT / source).read_text(encoding="utf-8")
    names = (re.split(r"[\[<>=!~; ]", line)[0] for line in text.splitlines() if line and not line.startswith("#"))
    return {re.sub(r"[-_.]+", "-", name).lower() for name in names}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_pins_and_hashes_and_nothing_else(lock):
    assert [line for line in lines(lock) if not PIN.match(line) and not HASH.match(line)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash(lock):
    text = lines(lock)
    assert [
        line for line, after in zip(text, [*text[1:], ""], strict=True) if PIN.match(line) and not HASH.match(after)
    ] == []


@pytest.mark.parametrize(
    ("source", "lock"),
    [
        ("requirements.in", "requirements.lock"),
        ("requirements-build.in", "requirements.lock"),
        ("requirements-dev.in", "requirements-dev.lock"),
    ],
)
def test_what_is_asked_for_is_locked(source, lock):
    assert asked(source) <= {package for package, _ in pins(lock)}


def test_tests_run_on_the_versions_that_run_in_production():
    runtime = pins("requirements.lock")
    shared = {package for package, _ in runtime}
    assert {pin for pin in pins("requirements-dev.lock") if pin[0] in shared} <= runtime
