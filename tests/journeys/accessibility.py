"""What axe-core finds on a page."""

from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RUN = "rules => axe.run(document, {resultTypes: ['violations'], ...rules}).then(result => result.violations)"


def violations(page: Page, *rules: str) -> list[dict]:
    """The violations on the page as it stands, of `rules` only where some are named.

    Each has `id`, `impact`, `help` and `nodes` of axe-core.
    """
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)
    return page.evaluate(RUN, {"runOnly": list(rules)} if rules else {})


def readable(page: Page, found: list[dict]) -> str:
    """One line for each place, so that a failing test says what to mend and where."""
    places = (
        f"{violation['id']} ({violation['impact']}): {violation['help']}\n    {' '.join(map(str, node['target']))}"
        f"\n    {node['html'][:160]}\n    {node['failureSummary'].splitlines()[1].strip()}"
        for violation in found
        for node in violation["nodes"]
    )
    return "\n".join([f"axe on {page.url}", *places])
