"""What is noted while a project runs, and what is learned from it."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.calls import awarding
from cityloop.calls.models import Award, Lesson, ProgressNote

LONGEST = 4_000
NOT_NOTED, NOT_KEPT = _("Nothing was noted."), _("The lesson was not kept.")


@action("calls.note_progress")
def note_progress(*, actor, at, award, kind, on, text):
    """Note what was done or seen on a day; those who were awarded their progress, the secretariat its visits too."""
    day = timezone.localdate(at)
    runs = awarding.runs(actor, award, day)
    if not (runs or (kind == ProgressNote.Kind.PROGRESS and awarding.was_awarded(actor, award, day))):
        raise not_yours()
    require(
        award.state == Award.State.AGREED,
        NOT_NOTED,
        _("The award stands at: %(state)s.") % {"state": award.get_state_display()},
        _("Progress is noted while an agreement is in force."),
    )
    require(
        on <= day,
        NOT_NOTED,
        _("%(day)s has not come yet.") % {"day": on},
        _("Give the day on which it was done or seen."),
    )
    _require_text(NOT_NOTED, text)
    note = ProgressNote.objects.create(award=award, kind=kind, on=on, text=text.strip(), person=actor, at=at)
    return done(note, case=award.case.reference, kind=str(kind))


@action("calls.draw_lesson")
def draw_lesson(*, actor, at, award, text_ko, text_en):
    """Keep what the next project should know, in both languages and for everybody; an officer of the secretariat."""
    if not awarding.runs(actor, award, timezone.localdate(at)):
        raise not_yours()
    require(
        award.state in (Award.State.AGREED, Award.State.TERMINATED, Award.State.COMPLETED),
        NOT_KEPT,
        _("The award stands at: %(state)s.") % {"state": award.get_state_display()},
        _("Lessons are drawn from projects that were carried out."),
    )
    _require_text(NOT_KEPT, text_ko, text_en)
    lesson = Lesson.objects.create(award=award, text_ko=text_ko.strip(), text_en=text_en.strip(), person=actor, at=at)
    return done(lesson, case=award.case.reference)


def _require_text(what, *texts) -> None:
    require(
        all(0 < len(text.strip()) <= LONGEST for text in texts),
        what,
        _("A text is missing, or longer than %(n)s characters.") % {"n": LONGEST},
        _("Write it, in a few sentences."),
    )
