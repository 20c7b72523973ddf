"""Those who were awarded hand in what a milestone, or the closing, asks; the secretariat accepts it or returns it."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.files import MEDIA_TYPES, Unfit, keep, kind_of
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, not_yours, require
from cityloop.calls import agreeing, awarding, telling
from cityloop.calls.actions.award import locked
from cityloop.calls.models import Award, Milestone, Report, ReportPaper, ReportVerdict
from cityloop.engine.edition import digest
from cityloop.language import pick
from cityloop.ledger.actions import release_instalment

NOT_HANDED_IN, NOT_ANSWERED = _("The report was not handed in."), _("The report was not answered.")
State, Verdict = Milestone.State, ReportVerdict.Verdict
WAITS = (State.OPEN, State.RETURNED)
LONGEST = 8_000


@action("calls.hand_in_report")
def hand_in_report(*, actor, at, milestone, note, papers):
    """Hand in for a milestone every document that it asks for; `papers` are `(item, name, bytes)`."""
    award = _reportable(milestone.agreement.award, actor, at)
    milestone = Milestone.objects.select_for_update().get(pk=milestone.pk)
    require(
        milestone.state in WAITS,
        NOT_HANDED_IN,
        _("“%(what)s” stands at: %(state)s.") % {"what": milestone.title, "state": milestone.get_state_display()},
        _("Open the award to see what was said of it."),
    )
    asked = next((one for one in agreeing.milestones_of(award) if one.id == milestone.code), None)
    given = {item for item, _name, _content in papers}
    missing = [one.what for one in asked.asks if one.id not in given] if asked else []
    require(
        not missing,
        NOT_HANDED_IN,
        _("Missing: %(what)s.") % {"what": ", ".join(pick(one) for one in missing)},
        _("Choose a file for each document that is asked for."),
    )
    report = _written(award, milestone, actor, at, note, {}, papers)
    milestone.state = State.HANDED_IN
    milestone.save(update_fields=["state"])
    return done(report, case=award.case.reference, milestone=milestone.code, digest=report.digest)


@action("calls.hand_in_closing")
def hand_in_closing(*, actor, at, award, note, answers, papers=()):
    """Hand in the closing report: an answer to each question of the edition; after the end, or earlier."""
    award = _reportable(award, actor, at)
    asked = agreeing.track_of(award).closing
    require(
        asked is not None,
        NOT_HANDED_IN,
        _("The call asks for no closing report."),
        _("The project closes with its last milestone."),
    )
    last = closing_of(award)
    require(
        last is None or (getattr(last, "verdict", None) and last.verdict.verdict == Verdict.RETURNED),
        NOT_HANDED_IN,
        _("The closing report is handed in already."),
        _("Open the award to see what was said of it."),
    )
    given = {one.id: str(answers.get(one.id, "")).strip() for one in asked.asks}
    missing = [pick(one.what) for one in asked.asks if not given[one.id]]
    require(
        not missing,
        NOT_HANDED_IN,
        _("Not answered: %(what)s") % {"what": " ".join(missing)},
        _("Answer every question; where there was nothing, say so."),
    )
    _require_short(*given.values())
    report = _written(award, None, actor, at, note, given, papers)
    return done(report, case=award.case.reference, digest=report.digest)


@action("calls.accept_report")
def accept_report(*, actor, at, report, digest):
    """Accept the report that was shown; the secretariat. The instalment of its milestone may be invoiced."""
    award, report, milestone = _answerable(report, actor, at, digest)
    verdict = _answered(report, milestone, actor, at, Verdict.ACCEPTED, State.ACCEPTED)
    instalment = release_instalment(award.account, milestone.code, actor=actor, at=at) if milestone else None
    what = agreeing.named(milestone, "title") if milestone else CLOSING
    telling.to_awarded(award, "report_accepted", at, key=str(report.pk), what=what)
    return done(verdict, case=award.case.reference, released=instalment.amount if instalment else 0)


@action("calls.return_report")
def return_report(*, actor, at, report, digest, reason):
    """Return the report that was shown, with the reason; an officer of the secretariat. It is handed in again."""
    award, report, milestone = _answerable(report, actor, at, digest)
    require(bool(reason.strip()), NOT_ANSWERED, _("The reason is missing."), _("Write what has to be mended."))
    _require_short(reason)
    verdict = _answered(report, milestone, actor, at, Verdict.RETURNED, State.RETURNED, reason.strip())
    what = agreeing.named(milestone, "title") if milestone else CLOSING
    telling.to_awarded(award, "report_returned", at, key=str(report.pk), what=what, reason=reason.strip())
    return done(verdict, case=award.case.reference, reason=reason.strip())


CLOSING = {"ko": "결과보고서", "en": "Closing report"}


def closing_of(award) -> Report | None:
    """The closing report handed in last."""
    return award.reports.filter(milestone=None).select_related("verdict").last()


def _reportable(award, actor, at) -> Award:
    award = locked(award)
    if not awarding.was_awarded(actor, award, timezone.localdate(at)):
        raise not_yours()
    require(
        award.state == Award.State.AGREED,
        NOT_HANDED_IN,
        _("The award stands at: %(state)s.") % {"state": award.get_state_display()},
        _("Reports are handed in while an agreement is in force."),
    )
    return award


def _written(award, milestone, actor, at, note, answers, papers) -> Report:
    note = note.strip()
    require(bool(note), NOT_HANDED_IN, _("It is not said what was done."), _("Write it in a few sentences."))
    _require_short(note)
    kept = [_kept(*paper) for paper in papers]
    earlier = Report.objects.filter(award=award, milestone=milestone)
    report = Report(award=award, milestone=milestone, version=earlier.count() + 1, note=note, answers=answers)
    report.person, report.at = actor, at
    report.digest = digest(
        {
            "case": award.case.reference,
            "milestone": milestone.code if milestone else "",
            "version": report.version,
            "note": note,
            "answers": answers,
            "papers": sorted([one["item"], one["sha256"]] for one in kept),
        }
    )
    report.save()
    ReportPaper.objects.bulk_create(ReportPaper(report=report, **one) for one in kept)
    what = agreeing.named(milestone, "title") if milestone else CLOSING
    telling.to_secretariat(award, "report_handed_in", at, key=str(report.pk), what=what)
    return report


def _kept(item, name, content) -> dict:
    try:
        kind = kind_of(name, content)
    except Unfit as unfit:
        raise Refused(NOT_HANDED_IN, f"{name}: {unfit.why}", unfit.remedy) from unfit
    plain = name.replace("\\", "/").rpartition("/")[2][:255]
    return {"item": item, "name": plain, "media_type": MEDIA_TYPES[kind], "size": len(content), "sha256": keep(content)}


def _answerable(report, actor, at, digest):
    award = locked(report.award)
    if not awarding.runs(actor, award, timezone.localdate(at)):
        raise not_yours()
    report = Report.objects.select_related("milestone", "person").get(pk=report.pk)
    require(
        not ReportVerdict.objects.filter(report=report).exists() and award.state == Award.State.AGREED,
        NOT_ANSWERED,
        _("It was answered already, or the agreement is no longer in force."),
        _("Open the award to see what was said of it."),
    )
    require(
        digest == report.digest,
        NOT_ANSWERED,
        _("The report that you were shown is not the one that waits."),
        _("Open it again, read it, and answer then."),
    )
    require(
        report.person_id != actor.pk,
        NOT_ANSWERED,
        _("You handed it in yourself."),
        _("Another officer of the secretariat answers it."),
    )
    return award, report, report.milestone


def _answered(report, milestone, actor, at, verdict, state, reason="") -> ReportVerdict:
    if milestone:
        Milestone.objects.filter(pk=milestone.pk).update(state=state)
    return ReportVerdict.objects.create(
        report=report,
        verdict=verdict,
        digest=report.digest,
        reason=reason,
        person=actor,
        handed_in_by=report.person,
        at=at,
    )


def _require_short(*texts) -> None:
    require(
        all(len(text) <= LONGEST for text in texts),
        NOT_HANDED_IN,
        _("A text is longer than %(n)s characters.") % {"n": LONGEST},
        _("Shorten it, or attach it as a document."),
    )
