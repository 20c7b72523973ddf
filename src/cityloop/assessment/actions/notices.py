"""Whoever runs a scheme or a track drafts, publishes and extends the notice of a round (공고).

For schemes the operating body (Art. 9(1), 13(1)), for calls the secretariat of the track (Decree Art. 14).
"""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment import letters
from cityloop.assessment.actions.steps import next_number
from cityloop.assessment.models import Case, EditionState, Notice, NoticeExtension
from cityloop.assessment.notices import branches, digest_of, lacking
from cityloop.assessment.numbers import prefix_of
from cityloop.assessment.queries import compiled, gives_notice, standings
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.language import pick

NOT_PUBLISHED = _("The notice was not published.")
NOT_SAVED = _("The draft was not saved.")
NOT_EXTENDED = _("The time was not extended.")
OPEN = (EditionState.State.IN_FORCE, EditionState.State.MOCK)
SAID = tuple(f"{stem}_{code}" for stem in ("title", "method", "documents", "forms", "contact") for code in ("ko", "en"))
CHANGED = (*SAID, "profiles", "opens_at", "closes_at", "late", "zone")


@action("assessment.draft_notice")
def draft_notice(*, actor, at, edition, simulated=False, **said):
    """Begin the notice of a round under an edition; `said` are any of `CHANGED`. Nobody else sees a draft."""
    _require_officer(actor, edition, said.get("profiles", ()), at)
    _require_sound(edition, said)
    notice = Notice.objects.create(edition=edition, drafted_by=actor, drafted_at=at, simulated=simulated, **said)
    return done(notice, edition=edition.digest)


@action("assessment.change_notice")
def change_notice(*, actor, at, notice, revision, **said):
    """Change a draft. `revision` is the one that was read: of two officers at once the second is told."""
    notice = _draft(notice, actor, at, NOT_SAVED)
    require(
        notice.revision == revision,
        NOT_SAVED,
        _("Somebody has changed this draft since you opened the form."),
        _("Open the form again, look at what is new, and enter your changes there."),
    )
    _require_officer(actor, notice.edition, said.get("profiles", notice.profiles), at)
    _require_sound(notice.edition, said)
    changed = sorted(name for name in CHANGED if name in said and getattr(notice, name) != said[name])
    for name in changed:
        setattr(notice, name, said[name])
    notice.revision += 1
    notice.save(update_fields=[*changed, "revision"])
    return done(notice, changed=changed)


@action("assessment.discard_notice")
def discard_notice(*, actor, at, notice):
    """Drop a draft that is not wanted; that it was there stays on record."""
    notice = _draft(notice, actor, at, _("The draft was not discarded."))
    notice.discarded_at = at
    notice.save(update_fields=["discarded_at"])
    return done(notice)


@action("assessment.publish_notice")
def publish_notice(*, actor, at, notice, digest):
    """Publish a draft for good under a number, on the digest that was shown; each of the five parts must be there."""
    notice = _draft(notice, actor, at, NOT_PUBLISHED)
    missing = lacking(notice)
    require(
        not missing,
        NOT_PUBLISHED,
        _("A notice must name five things, and this one lacks: %(parts)s.")
        % {"parts": ", ".join(str(part.title) for part in missing)},
        _("Open the draft and add them, in both languages where they are words."),
    )
    now = digest_of(notice)
    require(
        digest == now,
        NOT_PUBLISHED,
        _("The draft has changed since this page was opened."),
        _("Look at the current version, and confirm once more."),
    )
    _require_timely(notice, at)
    _require_standing(notice)
    year = timezone.localdate(at).year
    prefix = f"N-{prefix_of(notice.edition.scheme)}"
    notice.number = f"{prefix}-{year}-{next_number(prefix, year):04d}"
    _require_alone(notice)  # after the number, whose series makes two at once wait for each other
    notice.digest, notice.open_until = now, notice.closes_at
    notice.published_at, notice.published_by = at, actor
    notice.save(update_fields=["number", "digest", "open_until", "published_at", "published_by"])
    return done(notice, number=notice.number, digest=now)


@action("assessment.extend_notice")
def extend_notice(*, actor, at, notice, closes_at, reason_ko, reason_en):
    """Give a round more time, with a reason that everybody reads; time is never taken away."""
    notice = Notice.objects.select_for_update(of=("self",)).select_related("edition").get(pk=notice.pk)
    _require_officer(actor, notice.edition, notice.profiles, at)
    require(
        notice.published_at is not None,
        NOT_EXTENDED,
        _("The notice is a draft."),
        _("Change the closing date in the draft."),
    )
    require(
        notice.open_until is not None,
        NOT_EXTENDED,
        _("It is open on any day and has no deadline."),
        _("There is nothing to extend."),
    )
    require(
        closes_at > notice.open_until and closes_at > at,
        NOT_EXTENDED,
        _("Time can only be given: the new closing moment must lie after the present one, and in the future."),
        _("Choose a later moment."),
    )
    require(
        bool(reason_ko.strip() and reason_en.strip()),
        NOT_EXTENDED,
        _("The reason is published, and is not there in both languages."),
        _("Write the reason in a sentence or two."),
    )
    row = NoticeExtension.objects.create(
        notice=notice,
        before=notice.open_until,
        closes_at=closes_at,
        reason_ko=reason_ko.strip(),
        reason_en=reason_en.strip(),
        person=actor,
        at=at,
    )
    notice.open_until = closes_at
    notice.save(update_fields=["open_until"])
    _tell_applicants(notice, row, at)
    return done(notice, number=notice.number, before=row.before.isoformat(), closes=closes_at.isoformat())


def _tell_applicants(notice, row, at) -> None:
    """Whoever has a draft under the notice learns that there is more time."""
    drafts = Case.objects.filter(notice=notice, received_at=None, closed_at=None).select_related("edition", "applicant")
    said = {"before": row.before, "reason": {"ko": row.reason_ko, "en": row.reason_en}}
    for case in drafts.defer("edition__content").select_related("opened_by").order_by("pk"):
        case.notice = notice
        letters.to_applicant(case, "notice_extended", at, key=row.closes_at.isoformat(), **said)


def _require_officer(actor, edition, parts, at) -> None:
    if not gives_notice(actor, edition, parts, timezone.localdate(at)):
        raise not_yours()


def _draft(notice, actor, at, what) -> Notice:
    notice = Notice.objects.select_for_update(of=("self",)).select_related("edition").get(pk=notice.pk)
    _require_officer(actor, notice.edition, notice.profiles, at)
    require(
        notice.published_at is None and notice.discarded_at is None,
        what,
        _("It is no draft any more: it was published or discarded."),
        _("Open the notice; its time can be extended, and nothing else be changed."),
    )
    return notice


def _require_sound(edition, said) -> None:
    known = {branch.id for branch in branches(compiled(edition))}
    unknown = sorted(set(said.get("profiles", ())) - known)
    require(
        not unknown,
        NOT_SAVED,
        _("The edition has no field or track “%(ids)s”.") % {"ids": ", ".join(unknown)},
        _("Choose among those of the edition."),
    )
    opens, closes = said.get("opens_at"), said.get("closes_at")
    require(
        not (opens and closes) or opens < closes,
        NOT_SAVED,
        _("It closes before it opens."),
        _("Correct the two moments."),
    )


def _require_timely(notice, at) -> None:
    require(
        (notice.closes_at is None or notice.closes_at > at) and notice.opens_at > at - timedelta(days=1),
        NOT_PUBLISHED,
        _("The time for applications lies in the past, or began before the notice."),
        _("Choose an opening from today on and a closing after it."),
    )


def _require_standing(notice) -> None:
    """On the opening day the edition is in force or in mock use, for every field that the notice names."""
    day = notice.opens_at.astimezone(ZoneInfo(notice.zone)).date()
    holds = {
        one.profile
        for one in standings(day, notice.edition.scheme, notice.edition.kind)
        if one.edition == notice.edition and one.state in OPEN
    }
    rules = compiled(notice.edition)
    wrong = [one for one in branches(rules) if one.id in notice.profiles and not holds & {one.id, ""}]
    require(
        bool(holds) and not wrong,
        NOT_PUBLISHED,
        _("On the opening day the edition is neither in force nor in mock use for: %(fields)s.")
        % {"fields": ", ".join(pick(one.title) for one in wrong) or notice.edition.edition},
        _("Choose another opening, other fields, or another edition."),
    )


def _require_alone(notice) -> None:
    """No other notice takes applications for one of these fields in that time."""
    others = Notice.objects.filter(
        Q(open_until=None) | Q(open_until__gt=notice.opens_at),
        edition__scheme=notice.edition.scheme,
        edition__kind=notice.edition.kind,
        published_at__isnull=False,
    )
    if notice.closes_at:
        others = others.filter(opens_at__lt=notice.closes_at)
    other = next((one for one in others if _same_field(one, notice)), None)
    require(
        other is None,
        NOT_PUBLISHED,
        _("Notice %(number)s takes applications for the same field or track in that time.")
        % {"number": other.number if other else ""},
        _("Extend that one, or choose a time after it."),
    )


def _same_field(one, other) -> bool:
    return not one.profiles or not other.profiles or bool(set(one.profiles) & set(other.profiles))
