"""A diagnosis as plain data: the page's download and the public interface say the same."""

from cityloop.consulting.queries.cities import imports_of
from cityloop.consulting.queries.diagnosis import Report

COLUMNS = ("theme", "indicator", "value", "peer_median", "percentile", "low", "high", "band", "note")


def diagnosis_content(found: Report) -> dict:
    """The diagnosis with its peers, themes as sums and counts, findings and sources; no single score."""
    return {
        "city": found.city.code,
        "name": found.city.name,
        "framework": {"id": found.edition.scheme, "edition": found.edition.edition, "sha256": found.edition.digest},
        "peers": [{"city": peer.city.code, "name": peer.city.name, "reason": peer.reason} for peer in found.peers],
        "rule": found.rule,
        "themes": [_theme(theme) for theme in found.themes],
        "findings": [_finding(row) for row in found.rows],
        "notes": found.notes,
        "sources": [
            {"source": one.source, "file": one.name, "sha256": one.sha256}
            for one in imports_of(found.city, found.edition)
        ],
    }


def _theme(theme) -> dict:
    """Sums and counts that add up over themes, and the interval that the missing values leave open."""
    names = ("theme", "total", "weight", "count", "missing", "low_total", "high_total", "whole_weight")
    return {"title": theme.title, **{name: getattr(theme.summary, name) for name in names}}


def _finding(row) -> dict:
    found = {name: getattr(row.finding, name) for name in (*COLUMNS[:-1], "year", "quality", "peers_with_value")}
    return {**found, "title": row.title, "unit": row.unit, "reading": row.reading, "note": row.note}
