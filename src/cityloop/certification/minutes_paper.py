"""The minutes of a meeting as an official paper, from their frozen content."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from cityloop.certification.models import AgendaItem, Ballot
from cityloop.language import pick
from cityloop.papers import Facts, Heading, Paper, Signature, Signatures, Table


def minutes_paper(minutes, language: str) -> Paper:
    """The paper in one language; its foot carries the digest of what was frozen."""
    content = minutes.content
    with override(language):
        met = datetime.fromisoformat(content["met_at"])
        return Paper(
            title=_("Minutes of the certification committee"),
            language=language,
            number=_("Meeting %(n)s") % {"n": content["number"]},
            date=met.date(),
            banner=_("Simulated") if content["simulated"] else "",
            blocks=(_facts(content, met), *_items(content), _signatures(content)),
            foot=f"sha256 {minutes.digest}",
        )


def _facts(content, met) -> Facts:
    present = sum(bool(one["signed_in"]) for one in content["members"])
    return Facts(
        (
            (_("Scheme"), " · ".join(one for one in (content["scheme"], content["field"]) if one)),
            (_("Date and time"), f"{met:%Y-%m-%d %H:%M}"),
            (_("Meeting place"), content["place"]),
            (_("Present of members in office"), f"{present} / {len(content['members'])}"),
            (_("Presiding"), pick(content["presiding"])),
        )
    )


def _items(content):
    for item in content["items"]:
        kind = AgendaItem.Kind(item["kind"]).label
        about = " ".join(one for one in (item["case"], pick(item)) if one)
        yield Heading(f"{item['position']}. {kind}: {about}")
        yield Facts(tuple(_result(item)))
        if item["votes"]:
            columns = (_("Committee member"), _("Vote"), _("Opinion in writing"))
            rows = [(pick(one["member"]), str(Ballot.Vote(one["vote"]).label), one["dissent"]) for one in item["votes"]]
            yield Table(columns, tuple(rows), widths=(2, 1, 5))


def _result(item):
    if "question" in item:
        yield _("Question"), pick(item["question"])
    yield _("Result"), str(AgendaItem.Result(item["result"]).label)
    yield _("Votes counted"), pick(item["tally"].get("says"))
    if item["reason"]:
        yield _("Grounds"), item["reason"]
    if "challenged" in item:
        yield _("Member challenged"), pick(item["challenged"])
    for one in item["recused"]:
        words = _("Stepped aside") if one["by_itself"] else _("Recused")
        yield words, f"{pick(one['member'])}: {pick(one['reason'])}"
    if "outcome_sha256" in item:
        yield _("Outcome, sha256"), item["outcome_sha256"]


def _signatures(content) -> Signatures:
    signed = [one for one in content["members"] if one["signed_in"]]
    chair = content["presiding"]["code"]
    return Signatures(
        tuple(
            Signature(
                _("Presiding") if one["code"] == chair else _("Committee member"), pick(one), _moment(one["signed_in"])
            )
            for one in signed
        )
    )


def _moment(text: str) -> str:
    return _("signed in %(when)s") % {"when": f"{datetime.fromisoformat(text):%Y-%m-%d %H:%M}"}
