"""What each party of a certification does on its pages, one step after the other."""

import re
from pathlib import Path

from journeys.letters import last_link_to
from journeys.reading import hold, move, path_of, press, text, visit
from playwright.sync_api import Page

from cityloop.demo.papers import paper

NEW_PASSWORD = "a-ferry-of-eleven-lanterns"
CRITERIA = ("open_licence", "sdg_relevance", "ownership", "documentation", "data_extraction")


def open_account(window: Page, home: Path, email: str) -> None:
    """Open an account and confirm the address by the letter that comes."""
    visit(window, "account/signup/")
    window.locator("[name=email]").fill(email)
    for name in ("password1", "password2"):
        window.locator(f"[name={name}]").fill(NEW_PASSWORD)
    press(window, window.locator("main form .button"))
    confirm_address(window, home, email)


def confirm_address(window: Page, home: Path, email: str) -> None:
    """Follow the letter that asks whether the address is the person's."""
    visit(window, last_link_to(home, email))
    press(window, window.locator("main form .button"))


def choose_password(window: Page, home: Path, email: str) -> None:
    """Choose a first password, by the letter that whoever was enrolled can ask for."""
    visit(window, "account/password/reset/")
    window.locator("[name=email]").fill(email)
    press(window, window.locator("main form .button"))
    visit(window, last_link_to(home, email))
    for name in ("password1", "password2"):
        window.locator(f"[name={name}]").fill(NEW_PASSWORD)
    press(window, window.locator("main form .button"))


def come_in(window: Page, sign_in, email: str) -> None:
    """Come to the inbox, signing in where the window asks for it."""
    window.goto("inbox/")
    if path_of(window) == "account/login/":
        sign_in(window, email, NEW_PASSWORD)
        window.goto("inbox/")
    assert path_of(window) == "inbox/"


def register_organisation(window: Page, code: str) -> None:
    """Register an organisation, through the page that says that one is needed."""
    visit(window, "services/register/")
    press(window, window.locator("main a[href$='/organisation/register/']"))
    window.locator("[name=name_ko]").fill(f"등불 소프트 {code}")
    window.locator("[name=name_en]").fill(f"Lantern Software {code}")
    window.locator("[name=code]").fill(code)
    window.locator("[name=kind][value=company]").check()
    press(window, window.locator("main form button.button"))
    assert path_of(window) == "organisation/"


def register_service(window: Page, name: str) -> None:
    """Register a service of the person's organisation."""
    visit(window, "services/register/")
    for field in ("name_ko", "name_en"):
        window.locator(f"[name={field}]").fill(name)
    window.locator("[name=summary_ko]").fill("공동 우물의 수위를 주민과 함께 기록합니다.")
    window.locator("[name=summary_en]").fill("Keeps the level of shared wells together with those who use them.")
    window.locator("[name=fields_chosen]").first.check()
    window.locator("[name=type]").first.check()
    window.locator("[name=operation][value=live]").check()
    window.locator("[name=countries]").fill("KR")
    press(window, window.locator("main form button.button"))
    assert window.locator("h1").inner_text() == name


def open_case(window: Page, scheme: str) -> str:
    """Begin an application; its reference."""
    visit(window, "certification/cases/new/")
    window.locator(f"[name=scheme][value^='{scheme}/']").check()
    press(window, window.locator("main form button.button"))
    return re.search(r"/cases/([^/]+)/dossier/", window.url).group(1)


def fill_dossier(window: Page, reference: str) -> None:
    """Give what is asked for: addresses, one file, and a statement. A file that is not what it says is told."""
    for criterion in CRITERIA:
        window.goto(f"cases/{reference}/dossier/{criterion}/")
        form = window.locator("form[enctype]").first
        if criterion == "sdg_relevance":
            _attach(window, form, "goals.pdf", b"MZ this is no PDF")
            assert window.locator(".errors").count() == 1, "a file that is not what it says is refused"
            form = window.locator("form[enctype]").first
            _attach(window, form, "goals.pdf", paper(["pdf"], "goals")[1])
        else:
            form.locator("[name$=address]").fill(f"https://example.org/{criterion}")
            move(window, form.locator("button"))
        assert window.locator("a[href*='/evidence/'], a[rel~=external]").count() >= 1
    hold(window)
    window.locator("[name=statement]").fill("See the first page.")
    press(window, window.locator("form", has=window.locator("[name=statement]")).locator("button"))
    assert window.locator("[name=statement]").input_value() == "See the first page."


def _attach(window, form, name, content):
    form.locator("[type=file]").set_input_files({"name": name, "mimeType": "application/pdf", "buffer": content})
    press(window, form.locator("button"))


def hand_in_dossier(window: Page, reference: str) -> str:
    """Look over, freeze and hand in; the digest on the receipt."""
    visit(window, f"cases/{reference}/submit/")
    promised = window.locator("main form [name=digest]").input_value()
    press(window, window.locator("main form button.button"))
    assert path_of(window).endswith("/receipt/")
    assert promised in text(window), "what was shown is what was frozen"
    return promised


def open_from_inbox(window: Page, reference: str) -> None:
    """Follow what waits for the person on the case."""
    visit(window, "inbox/")
    assert reference in text(window), text(window)
    press(window, window.locator(f".inbox a.button[href*='/{reference}/']").first)


def accept(window: Page, reference: str) -> None:
    """Find the dossier complete."""
    open_from_inbox(window, reference)
    press(window, window.locator("form:has([name=do][value=accept]) button"))
    assert path_of(window).endswith("/panel/seats/")


def seat(window: Page) -> list[str]:
    """Seat the panel that is proposed; the short names by which the record knows its members."""
    chosen = window.locator("section[aria-labelledby=proposal-h] tbody th").all_inner_texts()
    press(window, window.locator("main form:has([name=token]) button"))
    return [re.search(r"A\d{3}", name).group().lower() for name in chosen]


def declare(window: Page, reference: str) -> None:
    """Declare that there is no interest in the case."""
    open_from_inbox(window, reference)
    window.locator("[name=ground][value=none]").check()
    press(window, window.locator("main form button.button"))


def mark(window: Page, reference: str) -> None:
    """Mark every criterion as met, and hand in for good."""
    press(window, window.locator("main a.button[href*='/marking/']"))
    for _ in CRITERIA:
        window.locator("[name=mark][value='1']").check()
        move(window, window.locator("main form button.button"))
    press(window, window.locator("main a.button[href$='/hand-in/']"))
    press(window, window.locator("main form button.button"))


def review(window: Page, reference: str) -> None:
    """Take the review and recommend to grant."""
    open_from_inbox(window, reference)
    press(window, window.locator("main form button[name=do][value=take]"))
    window.locator("[name=recommendation]").first.check()
    window.locator("[name=note]").fill("Procedure and evidence were checked.")
    press(window, window.locator("main form:has([name=recommendation]) button"))


def report(window: Page, reference: str) -> None:
    """Read the report as it will be frozen, and lay it before the certifier."""
    open_from_inbox(window, reference)
    promised = window.locator("main form [name=digest]").input_value()
    window.locator("[name=note]").fill("Nothing stands against it.")
    press(window, window.locator("main form:has([name=digest]) button"))
    visit(window, f"certification/cases/{reference}/report/")
    assert promised in text(window), "what was shown is what the certifier reads"


def choose_to_grant(window: Page, reference: str) -> None:
    """Choose to grant, as far as the page that asks once more."""
    open_from_inbox(window, reference)
    window.locator("[name=verdict][value=granted]").check()
    window.locator("[name=reason]").fill("The criteria are met.")
    press(window, window.locator("main form:has([name=verdict]) button"))
