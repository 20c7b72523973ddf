"""What happens in the stages of a consultation is recorded by the city's people; nothing is changed afterwards."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.files.store import keep
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import require
from cityloop.consulting.actions.consultation import locked_under_way
from cityloop.consulting.models import ActionEnd, Adviser, AgreedAction, Deliverable, Meeting, StageTask
from cityloop.consulting.queries.engagement import finished_tasks
from cityloop.consulting.stages import stages

WHAT = _("Nothing was recorded.")
MOST_BYTES = 20_000_000


@action("consulting.name_adviser")
def name_adviser(*, actor, at, consultation, stage, name, expertise, affiliation=""):
    """Record who advises the city in a stage."""
    consultation = _stage(actor, at, consultation, stage)
    told = {"name": name.strip(), "expertise": expertise.strip(), "affiliation": affiliation.strip()}
    _require_said(told["name"], told["expertise"])
    require(
        not consultation.advisers.filter(stage=stage, name=told["name"], affiliation=told["affiliation"]).exists(),
        WHAT,
        _("This adviser is recorded in this stage already."),
        _("Look at the list of the stage."),
    )
    adviser = Adviser.objects.create(consultation=consultation, stage=stage, person=actor, at=at, **told)
    return done(adviser, stage=stage, city=consultation.city.code)


@action("consulting.record_meeting")
def record_meeting(*, actor, at, consultation, stage, on, place, attended, minutes):
    """Record a meeting that took place."""
    consultation = _stage(actor, at, consultation, stage)
    _require_said(place, attended, minutes)
    require(
        on <= timezone.localdate(at), WHAT, _("The meeting lies in the future."), _("Record it when it took place.")
    )
    told = {"on": on, "place": place, "attended": attended, "minutes": minutes}
    meeting = Meeting.objects.create(consultation=consultation, stage=stage, person=actor, at=at, **told)
    return done(meeting, stage=stage, on=on.isoformat())


@action("consulting.agree")
def agree(*, actor, at, consultation, stage, what, who, due_on):
    """Record what somebody promised to do by a day."""
    consultation = _stage(actor, at, consultation, stage)
    _require_said(what, who)
    require(due_on >= timezone.localdate(at), WHAT, _("The day is over already."), _("Give a day from today on."))
    told = {"what": what, "who": who, "due_on": due_on}
    agreed = AgreedAction.objects.create(consultation=consultation, stage=stage, person=actor, at=at, **told)
    return done(agreed, stage=stage, due_on=due_on.isoformat())


@action("consulting.end_agreed_action")
def end_agreed_action(*, actor, at, agreed, outcome, note=""):
    """Say that an agreed action is done, or dropped and why."""
    locked_under_way(actor, agreed.consultation, at)
    require(outcome in ActionEnd.Outcome.values, WHAT, _("There is no such outcome."), _("Choose one of the list."))
    require(
        not ActionEnd.objects.filter(agreed=agreed).exists(),
        WHAT,
        _("This agreed action has ended already."),
        _("Agree on another one if something is left to do."),
    )
    require(
        outcome == ActionEnd.Outcome.DONE or bool(note.strip()),
        WHAT,
        _("Nothing says why it was dropped."),
        _("Give the reason in a sentence."),
    )
    end = ActionEnd.objects.create(agreed=agreed, outcome=outcome, note=note.strip(), person=actor, at=at)
    return done(end, agreed=agreed.pk, outcome=outcome)


@action("consulting.hand_over")
def hand_over(*, actor, at, consultation, stage, title, name, content):
    """Keep a file that was handed over, under its hash; the same file twice is refused."""
    consultation = _stage(actor, at, consultation, stage)
    _require_said(title, name)
    require(
        0 < len(content) <= MOST_BYTES,
        WHAT,
        _("The file is empty or larger than 20 MB."),
        _("Give another file, or give it in parts."),
    )
    sha256 = keep(content)
    require(
        not consultation.deliverables.filter(sha256=sha256).exists(),
        WHAT,
        _("This very file was handed over already."),
        _("Look at the list of deliverables."),
    )
    told = {"title": title.strip(), "name": name[-255:], "sha256": sha256}
    deliverable = Deliverable.objects.create(consultation=consultation, stage=stage, person=actor, at=at, **told)
    return done(deliverable, stage=stage, sha256=sha256)


@action("consulting.settle_task")
def settle_task(*, actor, at, consultation, stage, task, finished):
    """Say that a task of a stage is done, or that it is to be done again."""
    consultation = _stage(actor, at, consultation, stage)
    require(task in stages()[stage].tasks, WHAT, _("The stage has no such task."), _("Choose one of its tasks."))
    require(
        ((stage, task) in finished_tasks(consultation)) != finished,
        WHAT,
        _("The task stands like this already."),
        _("Look at the stage again."),
    )
    told = {"task": task, "finished": finished}
    settled = StageTask.objects.create(consultation=consultation, stage=stage, person=actor, at=at, **told)
    return done(settled, stage=stage, task=task, finished=finished)


def _stage(actor, at, consultation, stage):
    found = locked_under_way(actor, consultation, at)
    require(stage in stages(), WHAT, _("There is no such stage."), _("Choose one of the list."))
    return found


def _require_said(*texts) -> None:
    require(all(text.strip() for text in texts), WHAT, _("Something was left empty."), _("Fill in every field."))
