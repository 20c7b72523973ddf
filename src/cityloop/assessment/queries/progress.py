"""How far each assessor of a case is, for the officer who follows who has not marked."""

from dataclasses import dataclass

from django.db.models import Count, Max

from cityloop.assessment.queries import compiled, latest_declarations, open_challenges, panel_of
from cityloop.assessment.queries.pool import of_field


@dataclass(frozen=True)
class Progress:
    """One seat: who, what was declared, how much of the latest sheet is marked, and what stands in the way."""

    duty: object
    declaration: object
    sheet: object
    marked: int
    total: int
    of_field: bool
    challenge: object

    @property
    def waits(self) -> bool:
        """Is this person's work still awaited?"""
        return self.duty.released_at is None and (self.sheet is None or self.sheet.submitted_at is None)


def progress_of(case, on) -> list[Progress]:
    """Every seat of a case, released ones included; a constant number of queries."""
    duties = list(panel_of(case))
    declared, challenged = latest_declarations(case), {one.member_id: one for one in open_challenges(case)}
    sheets = case.sheets.annotate(marked=Count("marks__criterion", distinct=True), last=Max("marks__at"))
    latest = {sheet.person_id: sheet for sheet in sheets.order_by("round")}
    total = sum(one.marked for one in compiled(case.edition).criteria_for(case.profile))
    knowing = of_field(case, [duty.person_id for duty in duties], on) if duties else set()
    return [
        Progress(
            duty,
            declared.get(duty.person_id),
            sheet := latest.get(duty.person_id),
            sheet.marked if sheet else 0,
            total,
            duty.person_id in knowing,
            challenged.get(duty.person_id),
        )
        for duty in duties
    ]
