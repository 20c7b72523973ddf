"""The papers of an award: the agreement and the closing report, from what was frozen."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cityloop.calls import agreeing
from cityloop.language import pick
from cityloop.ledger.amounts import spoken
from cityloop.papers import Facts, Heading, Paper, Paragraph, Signature, Signatures, Table


def agreement_paper(award, text, language: str) -> Paper:
    """A text of the agreement in one language; its foot carries the digest that is signed."""
    content = text.content
    with override(language):
        return Paper(
            title={"original": _("Project agreement"), "amendment": _("Amendment of the agreement")}.get(
                text.kind, _("Extension of the agreement")
            ),
            language=language,
            number=f"{content['case']} v{text.version}",
            date=timezone.localdate(text.offered_at),
            issuer=str(award.body),
            banner=_("Simulated") if award.case.simulated else "",
            blocks=tuple(_agreement(award, text, content)),
            foot=f"sha256 {text.digest}",
        )


def closing_paper(award, report, language: str) -> Paper:
    """The closing report in one language: the questions of the edition with their answers."""
    asked = agreeing.track_of(award).closing
    with override(language):
        blocks = [
            Facts(
                (
                    (_("Project"), f"{award.case.reference} · {award.case.title}"),
                    (_("Carried out by"), str(award.case.applicant)),
                    (_("Handed in"), f"{timezone.localtime(report.at):%Y-%m-%d %H:%M}"),
                )
            ),
            Heading(_("What was done")),
            Paragraph(report.note),
        ]
        for one in asked.asks if asked else ():
            blocks += [Heading(pick(one.what)), Paragraph(report.answers.get(one.id, "–"))]
        blocks.append(Signatures((Signature(_("Handed in by"), str(report.person), f"{report.at:%Y-%m-%d}"),)))
        return Paper(
            title=_("Closing report"),
            language=language,
            number=f"{award.case.reference} v{report.version}",
            date=timezone.localdate(report.at),
            issuer=str(award.case.applicant),
            banner=_("Simulated") if award.case.simulated else "",
            blocks=tuple(blocks),
            foot=f"sha256 {report.digest}",
        )


def _agreement(award, text, content):
    yield Facts(
        (
            (_("Project"), f"{content['case']} · {pick(content['title'])}"),
            (_("Between"), " · ".join(pick(one) for one in content["sides"])),
            (_("Amount"), spoken(int(content["amount"]), content["currency"])),
            (_("Paid to"), pick(content["payee"])),
            *(((_("How the contractor was chosen"), content["chosen_by"]),) if content["chosen_by"] else ()),
            (_("Project term"), f"{content['starts_on']} ~ {content['ends_on']}"),
        )
    )
    if text.kind != "original":
        yield Heading(_("Reason of the change"))
        yield Paragraph(text.reason)
    yield Heading(_("Milestones and instalments"))
    rows = tuple(
        (
            pick(one["title"]),
            "\n".join(pick(asked) for asked in one["asks"]),
            date.fromisoformat(one["due_on"]).isoformat(),
            spoken(int(one["amount"]), content["currency"]) if int(one["amount"]) else "–",
        )
        for one in content["milestones"]
    )
    yield Table((_("Milestone"), _("What is handed in"), _("Due on"), _("Instalment")), rows, (3, 4, 2, 2.4), (3,))
    yield Paragraph(
        _("An instalment is rounded down to the whole unit of the currency; the last one takes the rest."), small=True
    )
    if pick(content["terms"]):
        yield Heading(_("Further terms"))
        yield Paragraph(pick(content["terms"]))
    signed = {one.organisation.code: one for one in text.signatures.select_related("organisation", "person")}
    yield Signatures(tuple(_signature(one, signed.get(one["code"])) for one in content["sides"]))


def _signature(side, signed) -> Signature:
    note = f"{timezone.localtime(signed.at):%Y-%m-%d}" if signed else _("not signed yet")
    return Signature(pick(side), str(signed.person) if signed else "", note)
