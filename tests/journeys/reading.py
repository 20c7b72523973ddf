"""Going from page to page as a person does; every page on the way is held to what every page promises."""

from urllib.parse import urlsplit

from journeys.accessibility import readable, violations
from playwright.sync_api import Locator, Page

PHONE = {"width": 390, "height": 844}


def visit(window: Page, address: str, status: int = 200) -> None:
    """Open an address of the site and hold the page to what every page promises."""
    answer = window.goto(address)
    assert answer.status == status, f"{answer.url} answers {answer.status} instead of {status}"
    hold(window)


def press(window: Page, target: Locator) -> None:
    """Press a link or a button, wait for the page that it leads to, and hold that to what every page promises."""
    move(window, target)
    hold(window)


def move(window: Page, target: Locator) -> None:
    """Press a link or a button and wait for a page of a kind that was looked at before."""
    with window.expect_navigation():
        target.click()


def hold(window: Page) -> None:
    """No finding of axe, one heading of the first level, a page in the language of its address, no sideways scroll."""
    found = violations(window)
    assert not found, readable(window, found)
    assert window.locator("h1").count() == 1, f"{window.url} has no single first heading"
    assert window.locator("html").get_attribute("lang") == language_of(window.url)
    fits_a_phone(window)


def fits_a_phone(window: Page) -> None:
    """No sideways scroll at 390 px."""
    size = window.viewport_size
    window.set_viewport_size(PHONE)
    assert_fits(window)
    window.set_viewport_size(size)


def assert_fits(window: Page) -> None:
    """The page is not wider than the window."""
    wider = window.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0, f"{window.url} is {wider} px wider than a window of {window.viewport_size['width']} px"


def language_of(address: str) -> str:
    """The language in the address of a page."""
    return urlsplit(address).path.split("/")[1]


def path_of(window: Page) -> str:
    """The address of the page below its language, without the query: `services/`."""
    return urlsplit(window.url).path.split("/", 2)[2]


def text(window: Page) -> str:
    """What the page says, in its main part."""
    return window.locator("main").inner_text()


def enter_as(window: Page, persona: str) -> None:
    """Sign in as one of the personas with one click on the sign-in page."""
    window.goto("account/login/")
    press(window, window.locator(f"form[action$='/as/{persona}/'] button"))


def refused(window: Page) -> list[str]:
    """The three sentences of a refusal: what happened, why, and what to do."""
    answer = window.locator("main .answer")
    return [line for line in answer.inner_text().splitlines() if line.strip()]


def press_late(window: Page, button: Locator) -> None:
    """Press a button of a page that is out of date: the answer is a refusal in words."""
    with window.expect_response(lambda answer: answer.request.method == "POST") as answered:
        button.click()
    window.wait_for_load_state()
    hold(window)
    status = answered.value.status
    assert status in (409, 422), f"a second time answers {status}"
    told = refused(window) if status == 409 else window.locator(".errors").all_inner_texts()
    assert told, text(window)
