"""The panel report (평가보고서) as an official paper, from its frozen content: the same bytes for the same report."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from cityloop.assessment.models import Outcome
from cityloop.calls.models import Override, Scenario
from cityloop.language import pick
from cityloop.ledger.amounts import spoken
from cityloop.papers import Facts, Heading, Listing, Paper, Paragraph, Signature, Signatures, Table


def panel_paper(report, language: str) -> Paper:
    """The report in one language; its foot carries the digest that a recommendation binds to."""
    content = report.content
    with override(language):
        return Paper(
            title=_("Panel report"),
            language=language,
            number=f"{content['notice']['number']} v{report.version}",
            date=timezone.localdate(report.at),
            banner=_("Simulated") if content["simulated"] else "",
            blocks=tuple(_blocks(content, report)),
            foot=f"sha256 {report.digest}",
        )


def _blocks(content, report):
    asked = content["asked"]
    yield Facts(
        (
            (_("Call"), pick(content["notice"])),
            (_("Track"), pick(content["track"])),
            *(((_("year of the committee"), str(content["committee"])),) if content["committee"] else ()),
            (_("Edition"), f"{asked['edition']} · sha256 {asked['digest'][:12]}"),
            (_("Needed to pass"), f"{asked['points']:g} / {asked['of']:g}"),
            (_("seats"), str(asked["seats"])),
            *(((_("budget"), spoken(asked["budget"], asked["currency"])),) if asked["budget"] is not None else ()),
        )
    )
    yield Heading(_("What was asked"))
    rows = tuple((pick(one["area"]), pick(one["title"]), f"{one['weight']:g}") for one in asked["criteria"])
    yield Table((_("Area"), _("Criterion"), _("Weight")), rows, (3, 6, 1), (2,))
    yield from _panel(content)
    yield from _proposals(content)
    yield from _moderated(content)
    yield from _agreed(content)
    yield from _recommended(content)
    yield Signatures((Signature(_("Written by"), str(report.person), f"{timezone.localdate(report.at):%Y-%m-%d}"),))


def _panel(content):
    yield Heading(_("Panel"))
    rows = tuple(
        (
            pick(one["name"]),
            str(one["cases"]),
            str(one["released"]) if one["released"] else "–",
            "–" if one["severity"] is None else f"{one['severity']:+.2f} ± {one['error']:.2f}",
        )
        for one in content["panel"]
    )
    columns = (_("Assessor"), _("Proposals marked"), _("Released"), _("Severity (logits)"))
    yield Table(columns, rows, (4, 2, 2, 3), (1, 2, 3))
    agreement = content["agreement"]
    if agreement:
        alpha = "–" if agreement["alpha"] is None else f"{agreement['alpha']:.2f}"
        yield Paragraph(
            _("Agreement of the marks (Krippendorff's alpha, ordinal): %(alpha)s.") % {"alpha": alpha}, small=True
        )
        if agreement["components"] > 1:
            yield Paragraph(_("Not all panels share a member: severity is compared inside each part only."), small=True)


def _proposals(content):
    yield Heading(_("Proposals"))
    yield Paragraph(
        _(
            "Means are of the reviewers' shares of the highest marks, each with its standard deviation, range and"
            " count. Where a reviewer gave no mark (abstention) it counts in no mean and is no low mark."
        ),
        small=True,
    )
    rows = tuple(
        (
            str(one["rank"] or place) if one["status"] == Outcome.Status.PASS else "–",
            f"{one['case']}\n{pick(one)}",
            "–" if one["points"] is None else f"{one['points']:.1f}",
            _mean(one),
            f"{one['count']} / {one['seated']}",
            str(one["abstained"]) if one["abstained"] else "–",
            "–" if one["fair"] is None else f"{one['fair']:.1f}",
        )
        for place, one in enumerate(content["proposals"], 1)
    )
    columns = (
        _("Rank"),
        pgettext("call", "Proposal"),
        _("Points"),
        _("Mean ± spread (range)"),
        _("Handed in"),
        _("Abstentions"),
        _("At average severity"),
    )
    yield Table(columns, rows, (1, 4.4, 1.3, 3, 1.4, 1.4, 1.7), (0, 2, 4, 5, 6))
    apart = [one for one in content["proposals"] if one["look"] or (one["apart"] or 0) * 5 > (one["criteria"] or 0)]
    if apart:
        yield Heading(_("Where the panel disagreed"), 2)
        yield Listing(tuple(f"{one['case']}: {_disagreed(one)}" for one in apart))


def _mean(one) -> str:
    shares = one["shares"]
    if not shares:
        return "–"
    mean, deviation, low, high = (100 * shares[name] for name in ("mean", "deviation", "low", "high"))
    return f"{mean:.1f}% ± {deviation:.1f} ({low:.1f}–{high:.1f})"


def _disagreed(one) -> str:
    said = []
    if one["apart"]:
        wide = _("marks lie far apart on %(n)s of %(all)s criteria") % {"n": one["apart"], "all": one["criteria"]}
        said.append(f"{wide}.")
    return " ".join([*said, *([pick(one["look"])] if one["look"] else [])])


def _moderated(content):
    if content["moderations"]:
        yield Heading(_("Moderation"))
        yield Listing(tuple(f"{one['case']} ({one['round']}): {one['reason']}" for one in content["moderations"]))


def _agreed(content):
    for one in content["consensus"]:
        yield Heading(_("Consensus on %(case)s") % {"case": one["case"]})
        rows = tuple((pick(row["title"]), f"{row['mark']:g}", row["words"] or "–") for row in one["marks"])
        yield Table((_("Criterion"), _("Mark"), _("Words of the panel")), rows, (3, 1, 6), (1,))
        if one["minority"]:
            yield Heading(_("Minority views"), 2)
            yield Listing(tuple(f"{pick(view['name'])}: {view['view']}" for view in one["minority"]))


def _recommended(content):
    kinds = dict(Override.Kind.choices)
    if content["overrides"]:
        yield Heading(_("Overrides"))
        yield Listing(tuple(f"{one['case']} · {kinds[one['kind']]}: {one['reason']}" for one in content["overrides"]))
    yield Heading(_("Recommendation"))
    given = content["recommended"]
    if given is None:
        yield Paragraph(_("Nothing is recommended yet."))
        return
    policy = dict(Scenario.Policy.choices)[given["policy"]]
    yield Facts(
        (
            (_("Scenario"), f"{given['scenario']} · {policy}"),
            (_("Total of scores, and bound"), f"{given['objective']:.1f} / {given['bound']:.1f}"),
            (_("Reserve list"), ", ".join(given["reserve"]) or "–"),
            (_("Why this one"), given["note"]),
            ("sha256", given["sha256"]),
        )
    )
    rows = tuple(
        (one["case"], pick(one), _("Selected") if one["in"] else _("Not selected"), pick(one["why"] or ""))
        for one in content["proposals"]
    )
    yield Table((_("Number"), pgettext("call", "Proposal"), _("Result"), _("Why")), rows, (2.4, 4, 1.6, 5))
