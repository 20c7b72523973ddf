"""What happened in the stages of a consultation."""

from dataclasses import dataclass

from cityloop.consulting.models import Consultation
from cityloop.consulting.stages import Stage, stages


@dataclass(frozen=True)
class StageRecord:
    """A stage with everything that was recorded in it."""

    stage: Stage
    tasks: list[tuple]
    advisers: list
    meetings: list
    agreed: list
    deliverables: list

    @property
    def state(self) -> str:
        """`done` when every task is, `now` once something was recorded."""
        if all(finished for _task, finished in self.tasks):
            return "done"
        begun = any(finished for _task, finished in self.tasks)
        return "now" if begun or self.advisers or self.meetings or self.agreed or self.deliverables else ""


def finished_tasks(consultation: Consultation) -> set[tuple[str, str]]:
    """Stage and task of all that is done: the last word on each."""
    rows = consultation.stagetasks.order_by("at", "pk").values_list("stage", "task", "finished")
    latest = {(stage, task): finished for stage, task, finished in rows}
    return {place for place, finished in latest.items() if finished}


def stage_records(consultation: Consultation) -> list[StageRecord]:
    """The stages in their order."""
    finished = finished_tasks(consultation)
    advisers, meetings = list(consultation.advisers.all()), list(consultation.meetings.all())
    agreed = list(consultation.agreedactions.select_related("end"))
    deliverables = list(consultation.deliverables.all())

    def of(stage, rows):
        return [row for row in rows if row.stage == stage.id]

    return [
        StageRecord(
            stage,
            [(task, (stage.id, task.id) in finished) for task in stage.tasks.values()],
            *(of(stage, rows) for rows in (advisers, meetings, agreed, deliverables)),
        )
        for stage in stages().values()
    ]
