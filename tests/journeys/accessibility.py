"""What axe-core finds on a page."""

from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).parent / "axe.min.js").read_text(encoding="utf-8")
SERIOUS = {"serious", "critical"}


def violations(page: Page) -> list[dict]:
    """The serious and critical violations on the page as it stands: `id`, `impact`, `help`, `nodes` of axe-core."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(result => result.violations)")
    return [violation for violation in found if violation["impact"] in SERIOUS]


def readable(page: Page, found: list[dict]) -> str:
    """One line for each place, so that a failing test says what to mend and where."""
    places = (
        f"{violation['id']} ({violation['impact']}): {violation['help']}\n    {' '.join(map(str, node['target']))}"
        f"\n    {node['html'][:160]}\n    {node['failureSummary'].splitlines()[1].strip()}"
        for violation in found
        for node in violation["nodes"]
    )
    return "\n".join([f"axe on {page.url}", *places])
