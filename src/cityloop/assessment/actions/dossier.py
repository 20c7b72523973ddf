"""An applicant fills a dossier: answers, evidence, measurements. Once frozen it never changes."""

import re
from math import isfinite

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.actions.steps import draft_of, locked, permit
from cityloop.assessment.answers import Wrong, cleaned, mark_of
from cityloop.assessment.files import MEDIA_TYPES, Unfit, formulas_in, keep, kind_of
from cityloop.assessment.models import Evidence, Measurement
from cityloop.assessment.procedure import procedure_of
from cityloop.assessment.queries import asked_for, compiled, open_supplement
from cityloop.assessment.queries.checklist import FORM
from cityloop.assessment.rules import parts_of_person
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, require
from cityloop.language import pick

LONGEST_ANSWER = 4_000
LONGEST_PAGES = 100
PAGES = re.compile(r"\d{1,5}(?:\s?[-–~]\s?\d{1,5})?(?:\s?,\s?\d{1,5}(?:\s?[-–~]\s?\d{1,5})?)*")
NOT_SAVED = _("Nothing was saved.")
NOT_ATTACHED = _("The evidence was not attached.")


class Clash(Refused):
    """Somebody has saved one of these answers since the page was opened; `keys` are those."""

    def __init__(self, keys, text):
        why = _("Another window or person has changed this since the page was opened. Saved there: “%(text)s”.")
        remedy = _("Compare the two, and take one of them or write a third.")
        super().__init__(NOT_SAVED, why % {"text": text}, remedy)
        self.keys = keys


@action("assessment.save_answers")
def save_answers(*, actor, at, case, answers, seen=None):
    """Save what the applicant states: by id of a criterion, a question of the form, or an item of a supplement.

    Others stay. `seen` has the mark (`answers.mark_of`) of each answer that the page had shown: where another window
    has changed it meanwhile, nothing is saved and the person is told.
    """
    case = locked(case)
    permit(case, "save_answers", actor, at)
    edition, dossier = compiled(case.edition), draft_of(case)
    form = {question.id: question for question in edition.form_for(case.profile)}
    known = {c.id for c in edition.criteria_for(case.profile)} | set(form) - _folded(case, form)
    supplement = open_supplement(case)
    known |= {one.key for one in supplement.items.all()} if supplement else set()
    unknown = sorted(set(answers) - known)
    require(
        not unknown,
        NOT_SAVED,
        _("This edition does not ask “%(id)s” of this case.") % {"id": ", ".join(unknown[:3])},
        _("Open the dossier again and fill in what it asks."),
    )
    require_own_parts(case, actor, answers, timezone.localdate(at))
    answers = _cleaned(form, answers)
    _require_unchanged(dossier.answers, answers, seen or {})
    long = [key for key, text in answers.items() if isinstance(text, str) and len(text) > LONGEST_ANSWER]
    require(
        not long,
        NOT_SAVED,
        _("An answer is longer than %(limit)s characters.") % {"limit": LONGEST_ANSWER},
        _("Shorten it and attach the rest as evidence."),
    )
    dossier.answers = {**dossier.answers, **answers}
    dossier.save(update_fields=["answers"])
    return done(case, version=dossier.version, answers=sorted(answers))


def _folded(case, form) -> set[str]:
    """Questions that are answered elsewhere: by the partners of a project, for one."""
    elsewhere = procedure_of(case).elsewhere
    return {id for id, question in form.items() if question.type in elsewhere}


def require_own_parts(case, actor, keys, on) -> None:
    """A joint applicant that was asked for some parts fills these and no others."""
    own = parts_of_person(case, actor, on)
    foreign = sorted(set(keys) - own) if own is not None else []
    require(
        not foreign,
        NOT_SAVED,
        _("Your organisation was asked to fill other parts than this one."),
        _("Write to whoever leads the application; they can change who fills what."),
    )


def _cleaned(form, answers) -> dict:
    found = {}
    for key, value in answers.items():
        try:
            found[key] = cleaned(form[key], value) if key in form else str(value).strip()
        except Wrong as wrong:
            asks = pick(form[key].asks)
            raise Refused(NOT_SAVED, f"{asks}: {wrong}", _("Correct it and save again.")) from wrong
    return found


def _require_unchanged(before, answers, seen) -> None:
    clash = [
        key
        for key, mark in seen.items()
        if key in answers and mark != mark_of(before.get(key, "")) and before.get(key, "") != answers[key]
    ]
    if clash:
        raise Clash(clash, str(before.get(clash[0], ""))[:200])


@action("assessment.attach_evidence")
def attach_evidence(
    *,
    actor,
    at,
    case,
    item,
    criterion="",
    name="",
    content=None,
    address="",
    pages="",
    observed_from=None,
    observed_until=None,
):
    """Attach a file (`name`, `content` bytes) or an `address` to one thing that the edition asks for.

    `criterion` is empty for a document of the application, and `form` for a question that asks for a file.
    Two dates are kept: the period observed, and the moment
    received; `pages` says where in the file it is shown, such as `3, 7-9`. A file is stored under its sha256; of an
    address the sha256 is that of the address as it was given.
    """
    case = locked(case)
    permit(case, "attach_evidence", actor, at)
    require_own_parts(case, actor, [_part(criterion, item)], timezone.localdate(at))
    dossier = draft_of(case)
    asked = _asked(case, dossier, criterion, item)
    _require_period(observed_from, observed_until, timezone.localdate(at))
    pages = _pages(pages)
    if address:
        piece = _address(asked, address.strip())
    else:
        piece = _file(asked, _plain_name(name), content or b"")
    if any(one.sha256 == piece["sha256"] for one in asked.have):
        raise Refused(
            NOT_ATTACHED,
            _("The same piece of evidence is attached here already."),
            _("Choose another file, or go on."),
        )
    if asked.kind == "file":  # a question holds one file; that the earlier one was there stays on record
        Evidence.objects.filter(pk__in=[one.pk for one in asked.have]).update(withdrawn_at=at)
    Evidence.objects.create(
        dossier=dossier,
        criterion=criterion,
        item=item,
        pages=pages,
        observed_from=observed_from,
        observed_until=observed_until,
        received_at=at,
        received_from=actor,
        **piece,
    )
    return done(case, criterion=criterion, item=item, sha256=piece["sha256"], size=piece["size"])


@action("assessment.withdraw_evidence")
def withdraw_evidence(*, actor, at, case, evidence):
    """Take a piece of evidence out of a dossier that is not frozen; that it was there stays on record."""
    case = locked(case)
    permit(case, "withdraw_evidence", actor, at)
    found = Evidence.objects.filter(pk=evidence.pk, dossier=draft_of(case), withdrawn_at=None).first()
    require(
        found is not None,
        _("The evidence was not taken out."),
        _("It is not part of the draft: it was taken out before, or it belongs to a frozen version."),
        _("Open the dossier again to see what it holds."),
    )
    require_own_parts(case, actor, [_part(found.criterion, found.item)], timezone.localdate(at))
    found.withdrawn_at = at
    found.save(update_fields=["withdrawn_at"])
    return done(case, criterion=found.criterion, item=found.item, sha256=found.sha256)


@action("assessment.set_measurement")
def set_measurement(*, actor, at, case, criterion, value):
    """Claim a measured value for a measured criterion; None takes the claim back."""
    case = locked(case)
    permit(case, "set_measurement", actor, at)
    found = compiled(case.edition).criterion(criterion)
    applies = found is not None and found.kind == "measured" and case.profile not in found.not_for
    require(
        applies,
        NOT_SAVED,
        _("“%(id)s” is not a measured criterion of this case.") % {"id": criterion},
        _("Open the dossier again and fill in what it asks."),
    )
    require(
        found.citizen_vote is None,
        NOT_SAVED,
        _("This value is counted from a vote of citizens."),
        _("Nobody enters it: it stands as soon as the vote is counted."),
    )
    require(
        value is None or (isinstance(value, int | float) and isfinite(value)),
        NOT_SAVED,
        _("The value is not a number."),
        _("Write a number, with a point before decimals."),
    )
    require_own_parts(case, actor, [criterion], timezone.localdate(at))
    dossier = draft_of(case)
    if value is None:
        Measurement.objects.filter(dossier=dossier, criterion=criterion).delete()
    else:
        Measurement.objects.update_or_create(dossier=dossier, criterion=criterion, defaults={"value": float(value)})
    return done(case, criterion=criterion, value=value)


def _part(criterion: str, item: str) -> str:
    """The part of the form that a piece of evidence belongs to: its criterion, or the document or question itself."""
    return item if criterion in ("", FORM) else criterion


def _asked(case, dossier, criterion, item):
    found = asked_for(case, dossier, criterion, item)
    if found is None or found.kind in ("measurement", "answer"):
        raise Refused(
            NOT_ATTACHED,
            _("The edition does not ask for “%(item)s” here.") % {"item": item},
            _("Choose a place from the dossier's list."),
        )
    return found


def _require_period(start, end, today) -> None:
    require(
        not (start or end) or bool(start and (end is None or start <= end) and (end or start) <= today),
        NOT_ATTACHED,
        _("The period observed must begin before it ends, and cannot lie in the future."),
        _("Correct the two dates; leave both empty where the evidence shows no period."),
    )


def _pages(pages: str) -> str:
    plain = " ".join(pages.split())
    require(
        not plain or (len(plain) <= LONGEST_PAGES and PAGES.fullmatch(plain)),
        NOT_ATTACHED,
        _("“%(pages)s” names no pages.") % {"pages": plain[:40]},
        _("Write page numbers, such as 3 or 3, 7-9."),
    )
    return plain


def _plain_name(name: str) -> str:
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(letter for letter in last if letter.isprintable()).strip()[-255:]


def _file(asked, name: str, content: bytes) -> dict:
    limit = min(asked.megabytes or settings.UPLOAD_LIMIT_MEGABYTES, settings.UPLOAD_LIMIT_MEGABYTES)
    require(
        len(content) <= limit * 1_000_000,
        NOT_ATTACHED,
        _("The file is larger than %(limit)s MB.") % {"limit": f"{limit:g}"},
        _("Divide it, or lower the resolution of its images."),
    )
    try:
        kind = kind_of(name, content)
    except Unfit as unfit:
        raise Refused(NOT_ATTACHED, unfit.why, unfit.remedy) from unfit
    _require_accepted(asked, kind)
    given = {"name": name, "media_type": MEDIA_TYPES[kind], "size": len(content), "sha256": keep(content)}
    found = formulas_in(content) if kind == "xlsx" else None
    return given | ({"formulas": found.cells, "formulas_outside": found.outside} if found else {})


def _address(asked, address: str) -> dict:
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError as error:
        raise Refused(
            NOT_ATTACHED,
            _("“%(address)s” is not a web address.") % {"address": address[:80]},
            _("Copy the whole address from the browser; it begins with https://."),
        ) from error
    _require_accepted(asked, "url")
    content = address.encode()
    return {
        "name": address[:255],
        "address": address,
        "media_type": MEDIA_TYPES["url"],
        "size": len(content),
        "sha256": keep(content),
    }


def _require_accepted(asked, kind: str) -> None:
    require(
        not asked.accepts or kind in asked.accepts,
        NOT_ATTACHED,
        _("%(kind)s is not accepted here.") % {"kind": kind.upper()},
        _("Hand it in as %(accepts)s.") % {"accepts": ", ".join(asked.accepts).upper()},
    )
