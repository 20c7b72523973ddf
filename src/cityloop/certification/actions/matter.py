"""The operating body asks the committee to consider another matter: Notice 2021-223 Art. 4(1)2."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.certification.actions.meeting import locked_meeting, put, require_called
from cityloop.certification.models import AgendaItem, Committee, Matter
from cityloop.certification.queries.meetings import has_begun, to_consider
from cityloop.organisations.rules import runs_scheme

NOT_ASKED = _("The matter was not put to the committee.")
LONGEST_TITLE, LONGEST_QUESTION = 300, 4_000


@action("certification.ask_committee")
def ask_committee(*, actor, at, committee, meeting=None, concerns=None, **words):
    """Put a matter to a committee: on the agenda of a meeting that has not begun, or to wait for the next one.

    `words` are title_ko, title_en, question_ko, question_en; one language is enough. Members of the organisation that
    it `concerns` are recused.
    """
    committee = Committee.objects.select_for_update(of=("self",)).get(pk=committee.pk)
    if not runs_scheme(actor, committee.scheme, timezone.localdate(at)):
        raise not_yours()
    words = _worded(**words)
    require(
        not to_consider(committee).filter(**words, concerns=concerns).exists(),
        NOT_ASKED,
        _("The same matter waits for a meeting of this committee already."),
        _("Put it on the agenda when you call the meeting."),
    )
    matter = Matter.objects.create(committee=committee, concerns=concerns, person=actor, at=at, **words)
    if meeting is not None:
        _put_before(matter, meeting, at)
    return done(matter, committee=committee.pk, meeting=meeting.number if meeting else None)


def _put_before(matter, meeting, at) -> None:
    meeting = locked_meeting(meeting)
    if meeting.committee_id != matter.committee_id:
        raise not_yours()
    require_called(meeting, NOT_ASKED)
    require(
        not has_begun(meeting, at),
        NOT_ASKED,
        _("The meeting has begun, and its agenda stands."),
        _("Put the matter to the committee for its next meeting."),
    )
    put(meeting, AgendaItem.Kind.MATTER, at, matter=matter)


def _worded(title_ko="", title_en="", question_ko="", question_en="") -> dict:
    said = {"title_ko": title_ko, "title_en": title_en, "question_ko": question_ko, "question_en": question_en}
    said = {name: text.strip() for name, text in said.items()}
    titles, questions = (said["title_ko"], said["title_en"]), (said["question_ko"], said["question_en"])
    require(
        any(titles) and any(questions),
        NOT_ASKED,
        _("It has no title, or asks nothing."),
        _("Write a title and a question, in one language at least."),
    )
    require(
        max(map(len, titles)) <= LONGEST_TITLE and max(map(len, questions)) <= LONGEST_QUESTION,
        NOT_ASKED,
        _("The title is longer than %(title)s characters, or the question longer than %(question)s.")
        % {"title": LONGEST_TITLE, "question": LONGEST_QUESTION},
        _("Shorten it."),
    )
    return said
