"""Whether a draft may be put forward: what the rules ask of comments before, by the class of the change."""

from django.utils.translation import gettext as _

from cityloop.assessment.queries import compiled
from cityloop.engine.edition import Duration
from cityloop.engine.revision import COMMENT_PERIODS, compared, heaviest
from cityloop.feedback.queries.drafts import latest, latest_replay
from cityloop.feedback.queries.revision import last_period, unsettled


def period_of(draft, replay) -> Duration:
    """How long a draft of this class is open to comments, by the edition that it starts from."""
    terms = compiled(draft.base).revision
    return terms.comments.of(replay.content["level"]) if terms else COMMENT_PERIODS[replay.content["level"]]


def still_needed(draft, on) -> tuple[str, str] | None:
    """Why the text cannot be put forward yet and what is to be done; None where nothing stands in the way.

    An edition that says nothing of revision asks for no comments; nor does the first edition of a scheme.
    """
    if draft.base is None or compiled(draft.base).revision is None:
        return None
    replay, period = latest_replay(draft), last_period(draft)
    if period is None or (period.ends_on < on and _changed_since(draft, period)):
        if replay is None or replay.version != draft.version:
            return _("This version was not tried over the record."), _(
                "Try it: its class says whether comments are due."
            )
        if period_of(draft, replay).after(on) == on:
            return None
        return (
            _("A change of its class is open to comments before it is put forward."),
            _("Open the draft to comments, or say why it is put forward without."),
        )
    if period.ends_on >= on:
        return (
            _("The draft is open to comments until %(day)s.") % {"day": period.ends_on},
            _("Put it forward when that day is over."),
        )
    if waiting := unsettled(period):
        return (
            _("%(n)s comments were not read or not answered yet.") % {"n": waiting},
            _("Show or hide each with a reason, and answer those that are shown."),
        )
    return None


def _changed_since(draft, period) -> bool:
    """Does the text differ from the one that was open to comments by what decides? Lighter changes are answers."""
    return heaviest(change.level for change in compared(period.content, latest(draft).content)) == "major"
