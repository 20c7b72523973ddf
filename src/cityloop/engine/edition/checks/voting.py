"""A vote of citizens can be held, counted, and read as the value of its criterion."""

from __future__ import annotations

from ...text import Text
from ..edition import Edition
from ..faults import Findings, Path
from ..parts import Criterion
from ..voting import CitizenVote
from .references import dangling

STEP = "citizen_vote"
"""The step of an edition that says how long a vote lasts."""


def votes_can_be_held(edition: Edition, findings: Findings) -> None:
    for i, criterion in enumerate(edition.criteria):
        vote, path = criterion.citizen_vote, ("criteria", i, "citizen_vote")
        if vote is None:
            continue
        ids = [one.id for one in vote.options]
        dangling(vote.counts, ids, (*path, "counts"), findings)
        for what, do, where in _wrong(edition, criterion, vote, ids):
            findings.add((*path, *where), what, do)


def _wrong(edition: Edition, criterion: Criterion, vote: CitizenVote, ids: list[str]) -> list[tuple[Text, Text, Path]]:
    found: list[tuple[Text, Text, Path]] = []
    if edition.kind != "call":
        found.append((Text("공모에만 둘 수 있음.", "Only a call has one."), Text("지우십시오.", "Delete it."), ()))
    if edition.steps.get(STEP) is None:
        found.append(
            (
                Text("투표기간이 없음.", "It is not said how long the vote lasts."),
                Text("steps에 citizen_vote를 추가하십시오.", "Add 'citizen_vote' to 'steps'."),
                (),
            )
        )
    if len(set(ids)) != len(ids) or len(ids) < 2 or (vote.method == "yes_no" and len(ids) != 2):
        found.append(
            (
                Text("선택지의 수가 방법에 맞지 않음.", "The options do not fit the method."),
                Text(
                    "yes_no는 서로 다른 둘, approval은 둘 이상을 적으십시오.",
                    "List two different ones for yes_no, two or more for approval.",
                ),
                ("options",),
            )
        )
    if vote.at_most is not None and (vote.method != "approval" or not 0 < vote.at_most <= len(ids)):
        found.append(
            (
                Text("고를 수 있는 수가 방법에 맞지 않음.", "How many may be chosen does not fit the method."),
                Text("approval에서 1부터 선택지 수까지 적으십시오.", "With approval, write 1 up to the options."),
                ("at_most",),
            )
        )
    if vote.smallest_cell < 2:
        found.append(
            (
                Text("2보다 작으면 한 사람의 표가 드러남.", "Below 2 a single vote would be shown."),
                Text("2 이상으로 하십시오.", "Make it 2 or more."),
                ("smallest_cell",),
            )
        )
    if criterion.unit is None or criterion.unit.en != "%":
        found.append(
            (
                Text("투표 지표의 단위는 %임.", "What a vote measures is a share in %."),
                Text('unit: "%"로 하십시오.', 'Write unit: "%".'),
                (),
            )
        )
    return found


CHECKS = ((("criteria", "steps"), votes_can_be_held),)
