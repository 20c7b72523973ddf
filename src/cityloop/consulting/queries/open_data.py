"""A diagnosis as plain data: the page's download and the public interface say the same."""

from dataclasses import asdict

from cityloop.consulting.queries.cities import imports_of
from cityloop.consulting.queries.diagnosis import Report

COLUMNS = ("theme", "indicator", "value", "peer_median", "percentile", "low", "high", "band", "note")


def diagnosis_content(found: Report, scored: bool = False) -> dict:
    """Peers, themes as sums and counts, findings, what is missing and its price, what changed, sources.

    A single score comes only where it was asked for, and then with its interval.
    """
    content = {
        "city": found.city.code,
        "name": found.city.name,
        "framework": {"id": found.edition.scheme, "edition": found.edition.edition, "sha256": found.edition.digest},
        "peers": [{"city": peer.city.code, "name": peer.city.name, "reason": peer.reason} for peer in found.peers],
        "rule": found.rule,
        "themes": [_theme(theme) for theme in found.themes],
        "findings": [_finding(row) for row in found.rows],
        "missing": [
            {"indicator": row.finding.indicator, "title": row.title, "status": row.status, "effort": row.effort}
            for row in found.missing
        ],
        "not_applicable": [
            {"indicator": one.indicator.id, "title": one.title, "note": one.cell.note} for one in found.outside
        ],
        "price_of_knowing": {
            "person_days": list(found.price.days),
            "outlays": {currency: list(ends) for currency, ends in found.price.outlays.items()},
        },
        "changes": [_change(one) for one in found.changes],
        "notes": found.notes,
        "sources": [
            {"source": one.source, "file": one.name, "sha256": one.sha256}
            for one in imports_of(found.city, found.edition)
        ],
    }
    if scored:
        content["score"] = asdict(found.score) if found.score else None
    return content


def _change(one) -> dict:
    """One indicator in two years; `turn` is better, worse, same, or moved where no direction is stated."""
    return {**asdict(one.change), "title": one.row.title, "unit": one.row.unit}


def _theme(theme) -> dict:
    """Sums and counts that add up over themes, and the interval that the missing values leave open."""
    names = ("theme", "total", "weight", "count", "missing", "low_total", "high_total", "whole_weight")
    return {"title": theme.title, **{name: getattr(theme.summary, name) for name in names}}


def _finding(row) -> dict:
    found = {name: getattr(row.finding, name) for name in (*COLUMNS[:-1], "year", "quality", "peers_with_value")}
    return {**found, "title": row.title, "unit": row.unit, "reading": row.reading, "note": row.note}
