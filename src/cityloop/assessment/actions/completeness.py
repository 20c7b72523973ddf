"""Completeness: each item checked, a supplement asked with its deadline, more time, or the end: Art. 9(5), 13(4)."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment import letters
from cityloop.assessment.actions.steps import locked, move, next_version, permit
from cityloop.assessment.models import ItemCheck, Supplement, SupplementExtension, SupplementItem
from cityloop.assessment.queries import asked_for, dossier_of, latest_checks, open_supplement
from cityloop.assessment.queries.parts import place_named
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import require

NOT_CHECKED = _("The check was not saved.")
NOT_ASKED = _("No supplement was asked for.")
NOT_EXTENDED = _("The time was not extended.")
LONGEST = 2_000


@action("assessment.check_items")
def check_items(*, actor, at, case, digest, checks):
    """Record what was found of each item: `{(criterion, item): (finding, note)}`, on the dossier that was shown."""
    case = locked(case)
    permit(case, "check_items", actor, at)
    dossier = dossier_of(case)
    require(
        digest == dossier.digest,
        NOT_CHECKED,
        _("The dossier has changed since this page was opened."),
        _("Look at the current version, and confirm once more."),
    )
    before, rows = latest_checks(dossier), []
    for (criterion, item), (finding, note) in checks.items():
        require(
            asked_for(case, dossier, criterion, item) is not None and finding in ItemCheck.Finding.values,
            NOT_CHECKED,
            _("The edition does not ask for “%(place)s”, or the finding is unknown.")
            % {"place": f"{criterion} {item}"},
            _("Open the page again and check what it shows."),
        )
        last, note = before.get((criterion, item)), note.strip()[:LONGEST]
        if last is None or (last.finding, last.note) != (finding, note):
            rows.append(
                ItemCheck(
                    dossier=dossier, criterion=criterion, item=item, finding=finding, note=note, person=actor, at=at
                )
            )
    ItemCheck.objects.bulk_create(rows)
    return done(case, digest=digest, checked=len(rows))


@action("assessment.ask_supplement")
def ask_supplement(*, actor, at, case, reason, items=(), due_on=None, due_reason=""):
    """Ask the applicant to supplement (보완); a new version opens as a copy of the one handed in.

    `items` are `(criterion, item, what is asked)`, each answered by itself. The deadline is the edition's, unless
    `due_on` sets another, for a reason.
    """
    case = locked(case)
    step = permit(case, "ask_supplement", actor, at)
    version = next_version(dossier_of(case))
    move(case, step, actor, at, reason)
    _set_deadline(case, due_on, due_reason, timezone.localdate(at))
    supplement = Supplement.objects.create(
        case=case,
        dossier=version,
        reason=reason.strip(),
        due_on=case.due_on,
        due_reason=due_reason.strip() if due_on else "",
        person=actor,
        at=at,
    )
    SupplementItem.objects.bulk_create(_items(case, version, supplement, items))
    letters.to_applicant(case, "supplement_asked", at, key=str(version.version), reason=reason)
    return done(case, version=version.version, items=len(items), due=str(case.due_on or ""))


@action("assessment.extend_supplement")
def extend_supplement(*, actor, at, case, due_on, reason):
    """Give the applicant more time for the supplement, with a reason; time is never taken away."""
    case = locked(case)
    permit(case, "extend_supplement", actor, at)
    supplement = open_supplement(case)
    require(
        supplement is not None and supplement.due_on is not None,
        NOT_EXTENDED,
        _("This supplement has no deadline."),
        _("There is nothing to extend."),
    )
    require(
        due_on > case.due_on and due_on >= timezone.localdate(at),
        NOT_EXTENDED,
        _("Time can only be given: the new day must lie after the present one, and not in the past."),
        _("Choose a later day."),
    )
    require(
        bool(reason.strip()), NOT_EXTENDED, _("The reason is missing."), _("Write the reason in a sentence or two.")
    )
    SupplementExtension.objects.create(
        supplement=supplement, before=case.due_on, due_on=due_on, reason=reason.strip(), person=actor, at=at
    )
    before, case.due_on = case.due_on, due_on
    case.save(update_fields=["due_on"])
    letters.to_applicant(case, "supplement_extended", at, key=str(due_on), reason=reason.strip())
    return done(case, before=str(before), due=str(due_on))


@action("assessment.close_unanswered")
def close_unanswered(*, actor, at, case, reason):
    """Close a case whose supplement was not handed in by its day."""
    case = locked(case)
    step = permit(case, "close_unanswered", actor, at)
    require(
        case.due_on is None or case.due_on < timezone.localdate(at),
        _("The case was not closed."),
        _("The time for the supplement runs until %(day)s.") % {"day": case.due_on},
        _("Wait until that day is over."),
    )
    move(case, step, actor, at, reason)
    return done(case, reason=reason.strip())


def require_answered(case, draft, what) -> None:
    """Each item of the open supplement has an answer."""
    supplement = open_supplement(case)
    items = list(supplement.items.all()) if supplement else []
    unanswered = [one for one in items if not str(draft.answers.get(one.key, "")).strip()]
    require(
        not unanswered,
        what,
        _("%(n)s items of the supplement have no answer yet: %(first)s.")
        % {"n": len(unanswered), "first": "; ".join(place_named(case, one) for one in unanswered[:3])},
        _("Answer each of them: what was added or changed, or why not."),
    )


def _set_deadline(case, due_on, reason, today) -> None:
    if due_on is None or due_on == case.due_on:
        return
    require(due_on > today, NOT_ASKED, _("The deadline is not in the future."), _("Choose a later day."))
    require(
        bool(reason.strip()),
        NOT_ASKED,
        _("The deadline is another than the edition's (%(day)s), and no reason is given.")
        % {"day": case.due_on or "–"},
        _("Write the reason in a sentence or two, or leave the day to the edition."),
    )
    case.due_on = due_on
    case.save(update_fields=["due_on"])


def _items(case, dossier, supplement, items):
    seen = set()
    for criterion, item, asks in items:
        require(
            (criterion, item) not in seen and asked_for(case, dossier, criterion, item) is not None,
            NOT_ASKED,
            _("The edition does not ask for “%(place)s”, or it was named twice.") % {"place": f"{criterion} {item}"},
            _("Open the page again and choose among what it shows."),
        )
        seen.add((criterion, item))
        yield SupplementItem(supplement=supplement, criterion=criterion, item=item, asks=asks.strip()[:LONGEST])
