"""A workbook of applications is tried out, shown, and then taken in as it was shown: all of it or nothing."""

import hashlib
from datetime import datetime
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cityloop.assessment.actions.dossier import save_answers
from cityloop.assessment.answers import mark_of
from cityloop.assessment.imports.applications import CellChange, Planned, RowChange, read_book
from cityloop.assessment.imports.applications.cells import written
from cityloop.assessment.imports.applications.columns import FORM
from cityloop.assessment.imports.applications.values import CHANGED, NEW, SAME
from cityloop.assessment.imports.workbook import NotRead, Trouble
from cityloop.assessment.intake import Bringing, Misfit, intake_of
from cityloop.assessment.queries import compiled, dossier_of
from cityloop.assessment.queries.checklist import questions
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, not_yours, require

NOT_TAKEN = gettext_lazy("Nothing of the file was taken in.")
SEOUL = ZoneInfo("Asia/Seoul")
FORMATS = ("%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d")


@action("assessment.import_applications")
def import_applications(*, actor, at, edition, profile, name, content, shown, received=False):
    """Begin and fill in the drafts of a workbook, as it was shown (`shown`): all of them, or none.

    `received` says that an officer enters what came on paper or by mail; else people bring their own.
    """
    bringing = Bringing(actor, at, edition, profile, received)
    try:
        plan = _carry_out(bringing, name, content)
    except NotRead as unread:
        raise Refused(NOT_TAKEN, unread.why, unread.remedy) from unread
    require(
        not plan.troubles,
        NOT_TAKEN,
        " ".join(str(trouble) for trouble in plan.troubles[:3]),
        _("Correct the cells in the file, and choose it again."),
    )
    require(
        plan.shown == shown,
        NOT_TAKEN,
        _("The file or the drafts are others than those that were shown."),
        _("Choose the file again, look at what would change, and confirm."),
    )
    written_down = {row.case.reference: row.kind for row in plan.rows if row.kind != SAME}
    sha256 = hashlib.sha256(content).hexdigest()
    return done(edition, profile=profile, received=received, sha256=sha256, applications=written_down)


def plan_applications(*, actor, at, edition, profile, name, content, received=False) -> Planned:
    """What a workbook would do: it is carried out and undone, so that all that would be refused is known before.

    Raises `NotRead` where it is no workbook of this desk.
    """
    try:
        bringing = Bringing(actor, at, edition, profile, received)
        _try_out(actor=actor, at=at, bringing=bringing, name=name, content=content)
    except _Undone as tried:
        return tried.plan
    raise AssertionError("a trial always ends undone")


class _Undone(Exception):
    def __init__(self, plan):
        super().__init__()
        self.plan = plan


@action("assessment.import_applications")
def _try_out(*, actor, at, bringing, name, content):
    raise _Undone(_carry_out(bringing, name, content))


def _carry_out(bringing, name, content) -> Planned:
    intake = intake_of(bringing.edition)
    if intake is None or (bringing.received and not intake.may_receive(bringing)):
        raise not_yours()
    lines, troubles = read_book(bringing, name, content)
    at_fault = {trouble.cell for trouble in troubles}
    rows, keys, stands = [], {}, []
    for line in lines:
        if at_fault.intersection(line.places.values()):
            continue
        try:
            with transaction.atomic():
                row, stand = _carry_out_line(intake, bringing, line, keys)
            rows.append(row)
            stands.append(stand)
        except Misfit as misfit:
            troubles.append(_trouble(line, misfit.fact, misfit.why, misfit.remedy))
        except Refused as refused:
            troubles.append(_trouble(line, _key(intake, bringing), refused.why, refused.remedy))
    return Planned(tuple(rows), tuple(troubles), _shown(bringing, content, stands))


def _carry_out_line(intake, bringing, line, keys):
    aim = intake.aim(bringing, line.facts)
    if aim.key in keys:
        why = _("The same application stands in row %(row)s already.") % {"row": keys[aim.key]}
        raise Misfit(_key(intake, bringing), why, _("Keep one of the two rows."))
    keys[aim.key] = line.number
    reception = _reception(line, bringing.at) if bringing.received else {}
    case = aim.case or aim.begin(actor=bringing.actor, at=bringing.at, **reception)
    before = dict(dossier_of(case).answers)
    cells = tuple(_changes(case, line, before))
    if cells:
        changed = {cell.id: line.answers[cell.id] for cell in cells}
        save_answers(actor=bringing.actor, at=bringing.at, case=case, answers=changed)
        _require_asked(case, line, changed)
    kind = NEW if aim.case is None else CHANGED if cells else SAME
    stand = f"{aim.case.pk if aim.case else NEW}:{mark_of(before)}"
    return RowChange(line.number, aim.label, kind, case, cells), stand


def _key(intake, bringing) -> str:
    """The column that says which application a row is."""
    return intake.facts(bringing)[0].id


def _changes(case, line, before):
    form = {question.id: question for question in compiled(case.edition).form}
    for id, after in line.answers.items():
        if before.get(id, "") != after:
            place, question = line.places[FORM + id], form[id]
            said = str(written(question, before.get(id, ""))), str(written(question, after))
            yield CellChange(place, question.asks, *said, id=id)


def _require_asked(case, line, changed) -> None:
    asked = {question.id for question in questions(case, dossier_of(case))}
    for id in changed:
        if id not in asked:
            why = _("This is not asked of this application, by what it says elsewhere.")
            raise Misfit(FORM + id, why, _("Leave the cell empty."))


def _reception(line, at) -> dict:
    arrived = _moment(line.facts["received_at"])
    if arrived is None or arrived > at:
        why = _("It is no day and time, or lies in the future.")
        raise Misfit("received_at", why, _("Write it such as 2026-09-01 14:30."))
    address = line.facts.get("received_address", "")
    try:
        if address:
            validate_email(address)
    except ValidationError as error:
        why = _("“%(address)s” is no mail address.") % {"address": address[:80]}
        raise Misfit("received_address", why, _("Correct it, or leave the cell empty.")) from error
    return {
        "sender": line.facts["received_from"],
        "way": line.facts["received_way"],
        "arrived_at": arrived,
        "address": address,
    }


def _moment(text: str):
    for form in FORMATS:
        try:
            return timezone.make_aware(datetime.strptime(text, form), SEOUL)
        except (ValueError, OverflowError):
            continue
    return None


def _trouble(line, column: str, why, remedy) -> Trouble:
    found = line.facts.get(column, line.answers.get(column.removeprefix(FORM), ""))
    return Trouble(line.places.get(column, ""), str(found)[:80], str(why), str(remedy))


def _shown(bringing, content: bytes, stands) -> str:
    """The file, and where the drafts stood when it was shown."""
    said = f"{bringing.edition.digest}:{bringing.profile}:{bringing.received}:" + ",".join(stands)
    return hashlib.sha256(content + said.encode()).hexdigest()
