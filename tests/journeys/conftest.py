"""A real browser on the real demonstration.

`page(language, width, scheme)` opens a window on `site`, whose addresses are relative to the language: go to
"services/", not to "/ko/services/". Journeys that write and would be in each other's way take `own_site`.
"""

import os
import shutil
from pathlib import Path

import pytest
from journeys import procedure
from journeys.accessibility import readable, violations
from journeys.serving import played, served
from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
SCREENSHOTS = HERE.parents[1] / "screenshots"
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MILLISECONDS = 45_000  # the first Korean question of a server waits for its analyser


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory):
    """The home of the demonstration, played once however many processes test."""
    folder = tmp_path_factory.getbasetemp()
    return played(folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder)


@pytest.fixture(scope="session")
def site(demonstration, tmp_path_factory):
    """The address of the demonstration, one for each test process."""
    with served(demonstration, tmp_path_factory.mktemp("site")) as address:
        yield address


@pytest.fixture(scope="module")
def own_home(tmp_path_factory):
    """Where `own_site` keeps its database, its files and the mail that it sends."""
    return tmp_path_factory.mktemp("own-site") / "home"


@pytest.fixture(scope="module")
def own_site(demonstration, own_home):
    """The address of a demonstration that only the tests of one module see and change."""
    with served(demonstration, own_home.parent) as address:
        yield address


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium."""
    program = shutil.which("chromium")
    if not program:
        without = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        without("no Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser, request):
    """`page(language="ko", width=1280, scheme="light", javascript=True, on=site)`: a window of a new visitor.

    The test fails when a page raised a script error, wrote an error to the console (a breach of its content security
    policy is one), asked another host for something, or was answered with a server error.
    """
    contexts, faults = [], []

    def open_window(language="ko", width=1280, scheme="light", javascript=True, on=None):
        address = on or request.getfixturevalue("site")
        context = browser.new_context(
            base_url=f"{address}/{language}/",
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            locale={"ko": "ko-KR", "en": "en-GB"}[language],
            timezone_id="Asia/Seoul",
            reduced_motion="reduce",
            java_script_enabled=javascript,
        )
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        contexts.append(context)
        window = context.new_page()
        _watch(window, address, faults)
        return window

    yield open_window
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


def _watch(window, address, faults):
    window.on("pageerror", lambda error: faults.append(f"script error on {window.url}: {error}"))
    window.on(
        "console",
        lambda message: (
            faults.append(f"on {window.url}: {message.text}")
            # the browser reports every answer of 4xx too, which many a test asks for
            if message.type == "error" and "the server responded with a status of" not in message.text
            else None
        ),
    )
    window.on(
        "request",
        lambda asked: (
            faults.append(f"{window.url} asks another host: {asked.url}")
            # the browser's own viewer of PDFs is an extension of it
            if not asked.url.startswith((address, "data:", "blob:", "chrome-extension:", "chrome:"))
            else None
        ),
    )
    window.on(
        "response",
        lambda answer: faults.append(f"{answer.url} answers {answer.status}") if answer.status >= 500 else None,
    )


@pytest.fixture
def axe():
    """`axe(page)`: fail on an accessibility violation, naming each place."""

    def check(window):
        found = violations(window)
        assert not found, readable(window, found)

    return check


@pytest.fixture
def sign_in():
    """`sign_in(page, email)`: sign in as one of the cast of the demonstration."""
    from cityloop.demo.cast import PASSWORD

    def enter(window, email, password=PASSWORD):
        window.goto("account/login/")
        window.locator("[name=login]").fill(email)
        window.locator("[name=password]").fill(password)
        window.locator("[name=password]").press("Enter")
        window.wait_for_url(lambda url: "/account/login" not in url)

    return enter


@pytest.fixture(scope="module")
def with_password():
    """Who has chosen a password, and on which site."""
    return set()


@pytest.fixture
def acting(page, own_site, own_home, sign_in, with_password):
    """`acting("replay-officer", "ko")`: a window of somebody enrolled, signed in with a password chosen by mail."""

    def enter(key, language):
        window, email = page(language, on=own_site), f"{key}@demo.example"
        if (own_site, key) not in with_password:
            procedure.choose_password(window, own_home, email)
            sign_in(window, email, procedure.NEW_PASSWORD)
            procedure.confirm_address(window, own_home, email)
            with_password.add((own_site, key))
        procedure.come_in(window, sign_in, email)
        return window

    return enter


@pytest.fixture
def shot():
    """`shot(page, name)`: the whole page as screenshots/<name>.png, for people to look at."""

    def take(window, name):
        SCREENSHOTS.mkdir(exist_ok=True)
        path = SCREENSHOTS / f"{name}.png"
        window.screenshot(path=path, full_page=True)
        return path

    return take
