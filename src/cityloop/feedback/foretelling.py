"""What a replay foretold of a case under the new edition, and what happened when its service was judged under it."""

from __future__ import annotations

from dataclasses import dataclass

from cityloop.assessment.models import Case, Edition, Outcome
from cityloop.assessment.queries import compiled
from cityloop.engine.text import Text
from cityloop.feedback.models import Replay

SAME = 1e-6
STATUSES = {
    "pass": Text("통과", "it passes"),
    "fail": Text("통과하지 못함", "it does not pass"),
    "incomplete": Text("자료가 부족하여 판정할 수 없음", "it cannot be judged, since something is missing"),
}
NOT_REPLAYED = Text(
    "재적용한 기록이 없음. 새 판의 기준을 확인하시기 바랍니다.", "there is none; please read the new rules"
)


@dataclass(frozen=True)
class Foretold:
    """One service: what the replay foretold of it, and what the case under the new edition came to.

    `as_foretold` is None where the marks of the two cases differ, since then nothing was foretold of the second.
    """

    name: dict
    case: str
    status: str
    points: float | None
    later: str
    happened: str
    reached: float | None

    @property
    def as_foretold(self) -> bool:
        """The same verdict, and the same points."""
        same = self.points is None or self.reached is None or abs(self.points - self.reached) <= SAME
        return self.status == self.happened and same


def replay_of(edition: Edition) -> Replay | None:
    """The last trial of exactly this text over the record."""
    return Replay.objects.filter(digest=edition.digest).order_by("at", "pk").last()


def foretold_and_happened(edition: Edition) -> list[Foretold]:
    """Services that were judged again under an edition after a replay had foretold what it would make of them."""
    replay = replay_of(edition)
    if replay is None:
        return []
    said = {one["service"]: one for one in replay.content["cases"] if one.get("service")}
    later = Case.objects.filter(edition=edition, service__in=said, received_at__gt=replay.at).exclude(outcome_status="")
    closed = later.filter(closed_at__isnull=False).order_by("closed_at", "pk")
    return [_one(said[case.service_id], case) for case in closed]


def _one(said, case) -> Foretold:
    points = case.outcome_points
    return Foretold(
        said["name"], said["case"], said["new_status"], said["new_points"], case.reference, case.outcome_status, points
    )


def needs_of(edition: Edition, case: str, replay: Replay | None) -> Text:
    """What a certified service would need under a new edition, in a sentence of both languages."""
    said = next((one for one in (replay.content["cases"] if replay else ()) if one["case"] == case), None)
    if said is None:
        return NOT_REPLAYED
    status, rules = STATUSES[said["new_status"]], compiled(edition)
    titles = [rules.criterion(id).title for id in said["missing_evidence"] if rules.criterion(id)]
    if titles:
        ko, en = (", ".join(getattr(title, language) for title in titles) for language in ("ko", "en"))
        return Text(f"{status.ko}. 추가로 필요한 자료: {ko}", f"{status.en}. It would need evidence on: {en}")
    if said["new_points"] is None or rules.passing is None:
        return status
    points, cut = f"{said['new_points']:.2f}", f"{rules.passing.points:g}"
    return Text(f"{status.ko}({points}점, 기준 {cut}점)", f"{status.en} ({points} points, the cut is {cut})")


def label(status: str) -> str:
    """The word of the page for a verdict."""
    return str(Outcome.Status(status).label) if status else ""
