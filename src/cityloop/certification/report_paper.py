"""The report to the certifier (인증심사결과서) as an official paper, from its frozen content: Art. 10(3), 15(1)."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from cityloop.assessment.models import Outcome
from cityloop.certification.models import AgendaItem, Review
from cityloop.language import pick
from cityloop.papers import Facts, Heading, Paper, Paragraph, Signature, Signatures, Table


def report_paper(report, language: str) -> Paper:
    """The paper in one language; its foot carries the digest that the decision binds to."""
    content = report.content
    with override(language):
        return Paper(
            title=_("Certification report"),
            language=language,
            number=content["case"],
            date=report.at.date(),
            banner=_("Simulated") if content["simulated"] else "",
            blocks=tuple(_blocks(content, report)),
            foot=f"sha256 {report.digest}",
        )


def _blocks(content, report):
    outcome = content["outcome"]
    yield Facts(
        (
            (_("Field of certification"), pick(content["field"]) or "–"),
            (_("Object of certification"), pick(content["object"])),
            (_("Applicant"), pick(content["applicant"])),
            (_("Edition"), f"{content['scheme']} {content['edition']}"),
            (_("Outcome"), str(Outcome.Status(outcome["status"]).label)),
            (_("Points"), f"{outcome['points']:.1f} / {outcome['of']:g}"),
            (_("Grade"), outcome["grade"] or "–"),
        )
    )
    yield Heading(_("Areas"))
    rows = tuple((pick(one), f"{one['points']:.1f}", f"{one['possible']:.1f}") for one in outcome["areas"])
    yield Table((_("Area"), _("Points"), _("Possible")), rows, widths=(4, 1, 1), numeric=(1, 2))
    yield from _visits(content)
    yield from _technical(content.get("technical_reviews", ()))
    yield from _deliberated(content["deliberation"])
    if content["review"]:
        yield Heading(_("Review"))
        words = str(Review.Recommendation(content["review"]["recommendation"]).label)
        yield Facts(((_("Recommendation of the review"), words), (_("Grounds"), content["review"]["note"])))
    yield Heading(_("Assessors"))
    yield Paragraph(", ".join(pick(one) for one in content["assessors"]))
    if report.note:
        yield Heading(_("Note to the certifier"))
        yield Paragraph(report.note)
    yield Signatures((Signature(_("Reported by"), str(report.person), f"{report.at:%Y-%m-%d}"),))


def _visits(content):
    for visit in content["visits"]:
        yield Heading(_("Site visit"))
        yield Facts(((_("Day of the visit"), visit["on"]), (_("Observations"), visit["observations"] or "–")))
        for one in visit["findings"]:
            said = _("Confirmed: the evidence is voided") if one["confirmed"] else _("Dropped")
            yield Paragraph(f"{one['criterion']}: {one['found']} ({said})")


def _technical(reviews):
    for one in reviews:
        yield Heading(_("Technical review"))
        said = (_("Evaluation body"), pick(one["body"])), (_("Summary"), one["summary"] or "–")
        read = (_("Review by the operating body"), one.get("reason") or "–")
        yield Facts((*said, (_("Digest"), one["sha256"] or "–"), read))


def _deliberated(item):
    if not item:
        return
    yield Heading(_("Deliberation"))
    yield Facts(
        (
            (_("Result"), str(AgendaItem.Result(item["result"]).label)),
            (_("Votes counted"), pick(item["tally"]["says"])),
            (_("Grounds"), item["reason"] or "–"),
            (_("Members"), ", ".join(pick(one) for one in item["members"])),
            (_("Recused"), ", ".join(pick(one["member"]) for one in item["recused"]) or "–"),
        )
    )
