"""The diagnosis on one page: what a mayor reads in two minutes, with its sources."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cityloop.consulting.queries.diagnosis import Report
from cityloop.consulting.report.figures import figure
from cityloop.papers import OnePage, Strip

NAMED = 5
LETTERS = 60


def snapshot(found: Report, language: str, imports, base: str) -> OnePage:
    """The report as one page in a language; `found` must have been gathered in it.

    The day is the one on which the newest value came in, so that equal data give equal bytes whenever it is printed.
    """
    with override(language):
        newest = max((one.at for one in imports), default=None)
        return OnePage(
            language=language,
            title=_("%(city)s beside its peers") % {"city": found.city.name},
            under=f"{found.edition.title} · {found.rule}",
            date=timezone.localdate(newest) if newest else None,
            banner=_("Simulated") if any(one.simulated for one in imports) else "",
            facts=_facts(found),
            strips_title=_("Theme by theme: the mean place among the peers, 0 the worst and 100 the best of all"),
            strips=tuple(_strip(theme) for theme in found.themes if theme.summary.whole_weight),
            lists=_lists(found),
            notes=_notes(found),
            sources=_("Sources: %(sources)s") % {"sources": "; ".join(dict.fromkeys(_cited(one) for one in imports))},
            foot=f"{base} · {found.edition.scheme}/{found.edition.edition} · sha256 {found.edition.digest[:16]}",
        )


def _facts(found: Report) -> tuple[tuple[str, str], ...]:
    count = len(found.rows)
    facts = [
        (_("Ahead"), f"{len(found.strengths)} / {count}"),
        (_("Behind"), f"{len(found.gaps)} / {count}"),
        (_("No data"), f"{len(found.missing)} / {count}"),
    ]
    days = found.price.days
    if found.missing and days[1]:
        facts.append((_("To know the rest"), _("%(days)s person-days") % {"days": f"{days[0]:g}~{days[1]:g}"}))
    return tuple(facts)


def _strip(theme) -> Strip:
    """A theme's mean place with the bounds that the missing values leave, and how many indicators were counted."""
    summary = theme.summary
    counted = f"{summary.count} / {summary.count + summary.missing}"
    place = summary.mean
    said = "–" if place is None else f"{place:.0f}  ({summary.low:.0f}~{summary.high:.0f})"
    return Strip(theme.title, place, summary.low, summary.high, said, counted)


def _lists(found: Report) -> tuple[tuple[str, tuple[str, ...]], ...]:
    nothing = (_("None outside the middle half"),)
    lists = [
        (_("Gaps"), tuple(_line(row) for row in found.gaps[:NAMED]) or nothing),
        (_("Strengths"), tuple(_line(row) for row in found.strengths[:NAMED]) or nothing),
    ]
    if found.changes:
        lists.append((_("What changed"), tuple(_change(one) for one in _greatest(found.changes))))
    return tuple(lists)


def _greatest(changes):
    """The changes that matter most: the greatest in percent, those that did not move last."""
    return sorted(changes, key=lambda one: -abs(one.change.share or 0))[:NAMED]


def _line(row) -> str:
    unit = f" {row.unit}" if row.unit else ""
    median = _("peer median %(median)s") % {"median": figure(row.finding.peer_median)}
    return f"{row.title}: {figure(row.finding.value)}{unit} ({median})"


def _change(one) -> str:
    change = one.change
    return f"{one.row.title}: {figure(change.before)} ({change.year_before}) → {figure(change.value)} ({change.year})"


def _notes(found: Report) -> str:
    if not found.peers:
        return _("No other city has values under this framework: nothing is ahead or behind.")
    names = ", ".join(peer.city.name for peer in found.peers)
    return " ".join(
        (
            _("Peers: %(names)s.") % {"names": names},
            _("There is no single score: a city is not one number."),
            _("Ahead and behind mean outside the middle half of the peers."),
        )
    )


def _cited(one) -> str:
    return one.source
