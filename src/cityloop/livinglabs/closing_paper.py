"""The closing report of a pilot as an official paper: the law's four questions, and what the answers rest on."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cityloop.language import pick
from cityloop.livinglabs.asked import pilot_rules
from cityloop.papers import Facts, Heading, Listing, Paper, Paragraph, Signature, Signatures, Table


def paper_of(report, language: str) -> Paper:
    """The report in one language; its foot carries the digest of what was frozen."""
    pilot = report.pilot
    with override(language):
        return Paper(
            title=_("Closing report of a pilot"),
            language=language,
            number=pilot.code,
            date=timezone.localdate(report.at),
            issuer=str(pilot.lead or ""),
            banner=_("Simulated") if pilot.simulated else "",
            blocks=tuple(_blocks(report, pilot)),
            foot=f"sha256 {report.digest}",
        )


def _blocks(report, pilot):
    yield Paragraph(pilot.title)
    yield Facts(
        (
            (_("Question"), pilot.question),
            (_("City"), pilot.city),
            *(((_("Service"), f"{pilot.service} {pilot.service_version}".strip()),) if pilot.service else ()),
            (_("When"), f"{pilot.began_on:%Y-%m-%d} – {pilot.ends_on:%Y-%m-%d}" if pilot.ends_on else _began(pilot)),
            *(((_("Protocol digest"), report.content["protocol"]),) if report.content["protocol"] else ()),
        )
    )
    rules = pilot_rules()
    for number, (key, answer) in enumerate(report.content["answers"].items(), 1):
        rule = rules.closing.get(key)
        yield Heading(f"{number}. {rule.title if rule else key}")
        if rule:
            yield Paragraph(rule.asks, small=True)
        yield Paragraph(answer)
    yield from _measured(report)
    yield from _conditions(report, rules)
    yield Signatures((Signature(_("Written by"), str(report.person), f"{timezone.localdate(report.at):%Y-%m-%d}"),))


def _began(pilot) -> str:
    return f"{pilot.began_on:%Y-%m-%d} –"


def _measured(report):
    content = report.content
    yield Heading(_("What the measurements show"))
    if not content["sentence"]:
        yield Paragraph(_("Not measured."))
        return
    yield Paragraph(f"{pick(content['sentence'])}.")
    if content["doubts"]:
        yield Listing(tuple(pick(one) for one in content["doubts"]))
    yield Paragraph(_("Digest of the calculation: %(digest)s") % {"digest": content["effect"]}, small=True)
    if content["departures"]:
        yield Heading(_("Departures from the protocol"), 2)
        yield Listing(tuple(f"{pick(one['what'])} ({pick(one['why'])})" for one in content["departures"]))


def _conditions(report, rules):
    """How each condition was met, as it stood when the report was filed."""
    rows = tuple(
        (
            rules.conditions[one.asked].title if one.asked in rules.conditions else one.asked,
            one.statement,
            f"{one.since:%Y-%m-%d} – {one.until:%Y-%m-%d}" if one.until else f"{one.since:%Y-%m-%d} –",
        )
        for one in report.pilot.conditions.filter(at__lte=report.at)
    )
    if rows:
        yield Heading(_("Insurance and conditions"))
        yield Table((_("Condition"), _("How it is met"), _("When")), rows, (3, 5, 4))
