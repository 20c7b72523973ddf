"""Who takes no part in an item of the agenda, from what the system knows: Notice 2021-223 Art. 5(1), 5(3)."""

from django.utils.translation import override

from cityloop.assessment.models import Duty
from cityloop.assessment.queries import conflicts
from cityloop.assessment.rules import employed_by, employed_by_party
from cityloop.certification.models import AgendaItem
from cityloop.engine.text import Text

CHALLENGED = Text(
    "기피 신청의 대상이므로 심의에 참여할 수 없음.", "Is the member challenged, and takes no part in deciding on it."
)


def known_grounds(item: AgendaItem, people, on) -> dict[int, Text]:
    """By person the ground on which they are kept from an item, in both languages.

    From a deliberation everybody with a conflict or another duty on the case. From a challenge the member challenged
    and whoever has an interest in the case; having a duty on it is no reason there. From another matter whoever works,
    or worked of late, where it concerns.
    """
    if item.kind == AgendaItem.Kind.MATTER:
        return _concerned(item.matter, people, on)
    case, found = item.case, _said(item.case, people, on)
    duties = dict(case.duties.filter(person__in=people, released_at=None).values_list("person_id", "duty"))
    interested = {row.person_id for row in employed_by_party(case, people, on)}
    harmless = {Duty.Kind.DELIBERATE}
    if item.kind == AgendaItem.Kind.CHALLENGE:
        harmless = set(Duty.Kind)
    kept = {pk: text for pk, text in found.items() if pk in interested or duties.get(pk) not in harmless}
    if item.kind == AgendaItem.Kind.CHALLENGE and item.challenge.member_id in {person.pk for person in people}:
        kept[item.challenge.member_id] = CHALLENGED
    return kept


def _concerned(matter, people, on) -> dict[int, Text]:
    if matter.concerns is None:
        return {}
    told = Text(
        f"안건과 관련된 기관({matter.concerns.name_ko})에 재직하고 있거나 최근 3년 내에 재직함.",
        f"Works, or worked within three years, at {matter.concerns.name_en}, which the matter concerns.",
    )
    return {row.person_id: told for row in employed_by([matter.concerns], people, on)}


def _said(case, people, on) -> dict[int, Text]:
    asked, said = {person.pk for person in people}, {}
    for language in ("ko", "en"):
        with override(language):
            said[language] = {pk: str(one.reason) for pk, one in conflicts(case, people, on).items() if pk in asked}
    return {pk: Text(said["ko"][pk], said["en"][pk]) for pk in said["en"]}
