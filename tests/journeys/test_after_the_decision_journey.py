"""After the decision, in a browser: a suspension, a withdrawal with an explanation, an appeal, a complaint.

Each step by the person whose it is, on the demonstration's finished round.
"""

import pytest
from journeys.reading import enter_as, hold, path_of, press, text, visit

from cityloop.demo.papers import paper

LANGUAGES = pytest.mark.parametrize("language", ["ko", "en"])


def number_of(window, service):
    visit(window, f"certification/certificates/?q={service}")
    press(window, window.locator("main table th a").first)
    return path_of(window).rstrip("/").rpartition("/")[2]


def step(window, reference, action, **given):
    """Take one step of a proceeding on its own page."""
    visit(window, f"certification/proceedings/{reference}/")
    press(window, window.locator(f"main a.button[href$='/{action}/']").first)
    for name, value in given.items():
        window.locator(f"main form [name={name}]").fill(value)
    press(window, window.locator("main form button.button").first)
    assert path_of(window) == f"certification/proceedings/{reference}/", text(window)


@LANGUAGES
def test_a_certificate_is_suspended_and_withdrawn_only_after_its_holder_could_explain(page, own_site, language):
    def acting(persona):
        window = page(language, on=own_site)
        enter_as(window, persona)
        return window

    officer, certifier, holder = (acting(persona) for persona in ("officer", "decider", "provider"))
    service = {"ko": "어린이보호구역", "en": "Alley Parking"}[language]
    number = number_of(officer, service)
    visitor = page(language, on=own_site)

    visit(certifier, f"certification/certificates/{number}/")
    press(certifier, certifier.locator("main a.button[href$='/suspend/']"))
    for name in ("grounds", "scope", "condition"):
        certifier.locator(f"main form [name={name}]").fill(f"for a journey: {name}")
    press(certifier, certifier.locator("main form button.button"))
    visit(visitor, f"certification/certificates/{number}/")
    assert "for a journey: grounds" in text(visitor)
    visit(holder, f"certification/certificates/{number}/suspend/", status=404)

    visit(officer, f"certification/certificates/{number}/")
    press(officer, officer.locator("main a.button[href$='/withdrawal/']"))
    officer.locator("[name=ground][value=below_criteria]").check()
    officer.locator("main form [name=reason]").fill("it was measured")
    press(officer, officer.locator("main form button.button"))
    reference = path_of(officer).rstrip("/").rpartition("/")[2]
    visit(holder, f"certification/proceedings/{reference}/", status=404)

    step(officer, reference, "propose_withdrawal", reason="the ground holds")
    step(certifier, reference, "give_notice_1", reason="it falls short")
    visit(holder, "inbox/")
    assert reference in text(holder)
    _explain(holder, reference)
    step(officer, reference, "give_opinion", reason="it does not convince")
    step(certifier, reference, "withdraw_certificate", reason="for a journey: withdrawn")
    visit(visitor, "certification/withdrawn/")
    assert number in text(visitor) and "for a journey: withdrawn" in text(visitor)

    visit(holder, f"certification/certificates/{number}/")
    press(holder, holder.locator("main a.button[href$='/appeal/']"))
    holder.locator("main form [name=reason]").fill("we did explain")
    press(holder, holder.locator("main form button.button"))
    assert "/AP-" in holder.url


@LANGUAGES
def test_anybody_complains_and_follows_the_answer_by_its_link(page, own_site, language):
    visitor, officer = page(language, on=own_site), page(language, on=own_site)
    number = number_of(visitor, {"ko": "골목주차", "en": "Alley Parking"}[language])
    press(visitor, visitor.locator("main a[href*='complaints/new/']").first)
    visitor.locator("main form [name=reason]").fill("the lights are out")
    visitor.locator("main form [name=email]").fill("somebody@lantern.example")
    press(visitor, visitor.locator("main form button.button"))
    receipt = visitor.url
    assert number in text(visitor) and "somebody@lantern.example" not in text(visitor)
    reference = next(word for word in text(visitor).split() if word.startswith("CP-"))

    enter_as(officer, "officer")
    step(officer, reference, "take_complaint")
    assert "somebody@lantern.example" in text(officer)
    step(officer, reference, "answer_complaint", reason="they shine again")
    visitor.goto(receipt)
    hold(visitor)
    assert "they shine again" in text(visitor)


@LANGUAGES
def test_the_page_of_a_renewal_says_when_it_opens(page, site, language):
    window = page(language)
    enter_as(window, "provider")
    number = number_of(window, {"ko": "골목주차", "en": "Alley Parking"}[language])
    press(window, window.locator("main a.button[href$='/renewal/']"))
    assert number in text(window) and "2028" in text(window)
    assert window.locator("main form").count() == 0


def _explain(holder, reference):
    visit(holder, f"certification/proceedings/{reference}/")
    press(holder, holder.locator("main a.button[href$='/file_explanation/']").first)
    holder.locator("main form [name=reason]").fill("there was a storm")
    lying = {"name": "log.pdf", "mimeType": "application/pdf", "buffer": b"MZ this is no PDF"}
    holder.locator("main form [type=file]").set_input_files(lying)
    press(holder, holder.locator("main form button.button"))
    assert holder.locator(".errors").count() == 1, "a file that is not what it says is refused"
    assert holder.locator("main form [name=reason]").input_value() == "there was a storm"
    honest = {"name": "log.pdf", "mimeType": "application/pdf", "buffer": paper(["pdf"], "log")[1]}
    holder.locator("main form [type=file]").set_input_files(honest)
    press(holder, holder.locator("main form button.button"))
    assert "log.pdf" in text(holder)
