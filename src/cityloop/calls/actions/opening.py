"""A proposal is opened under an open notice, and may begin with what an earlier one of one's own said."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.actions.steps import begin_case, draft_of, locked, permit
from cityloop.assessment.models import Case
from cityloop.assessment.numbers import prefix_of
from cityloop.assessment.queries import compiled
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.calls import workflow
from cityloop.calls.copying import fitting
from cityloop.calls.models import Proposal
from cityloop.organisations.models import Organisation
from cityloop.organisations.queries import acts_for

NOT_OPENED = _("The proposal was not opened.")
NOT_COPIED = _("Nothing was copied.")


@action("calls.open_proposal")
def open_proposal(*, actor, at, notice, track, applicant, title_ko="", title_en="", record="", simulated=False):
    """Begin a proposal of the actor's organisation for a track whose notice is open; the edition stays with it."""
    if not acts_for(actor, applicant, timezone.localdate(at)):
        raise not_yours()
    rules = compiled(notice.edition)
    require(
        rules.track(track) is not None and notice.covers(track),
        NOT_OPENED,
        _("Notice %(number)s is not about this track.") % {"number": notice.number},
        _("Look at the call: it says which notice is for which track."),
    )
    require(
        notice.takes(at),
        NOT_OPENED,
        _("Notice %(number)s takes no proposals at this moment.") % {"number": notice.number},
        _("Look at the notice: it says when it opens and closes."),
    )
    title_ko, title_en = title_ko.strip(), title_en.strip()
    require(
        bool(title_ko or title_en),
        NOT_OPENED,
        _("The proposal has no title."),
        _("Write a title, in Korean or in English."),
    )
    _require_no_twin(notice, track, applicant, title_ko, title_en)
    case = begin_case(
        actor=actor,
        at=at,
        edition=notice.edition,
        profile=rules.track(track).id,
        notice=notice,
        applicant=applicant,
        title_ko=title_ko,
        title_en=title_en,
        state=workflow.DRAFT,
        prefix=prefix_of(notice.edition.scheme),
        record=record,
        simulated=simulated,
    )
    Proposal.objects.create(case=case)
    return done(case, reference=case.reference, edition=notice.edition.digest, track=track)


@action("calls.copy_earlier")
def copy_earlier(*, actor, at, case, source):
    """Take over what an earlier proposal of the same applicant answered and this form still asks; files are not copied.

    What is answered already stays. What did not fit is kept as a list, which the page shows.
    """
    case = locked(case)
    permit(case, "copy_earlier", actor, at)
    require(
        source.applicant_id == case.applicant_id and source.pk != case.pk,
        NOT_COPIED,
        _("The earlier proposal is not one of yours."),
        _("Choose one of your own organisation's."),
    )
    draft = draft_of(case)
    before = source.dossiers.order_by("-version").first()
    taken, left = fitting(case, draft.answers, before.answers)
    draft.answers = {**draft.answers, **taken}
    draft.save(update_fields=["answers"])
    Proposal.objects.filter(case=case).update(copied_from=source, not_copied=left)
    return done(case, source=source.reference, copied=sorted(taken), left=left)


@action("calls.note_changes")
def note_changes(*, actor, at, case, edition):
    """The applicant has read what a later edition changed; the proposal stays on its own."""
    case = locked(case)
    permit(case, "save_answers", actor, at)
    Proposal.objects.filter(case=case).update(told_of=edition.digest)
    return done(case, edition=edition.digest)


def _require_no_twin(notice, track, applicant, title_ko, title_en) -> None:
    """A second click opens no second draft: of two at once one waits for the other at the applicant's row."""
    Organisation.objects.select_for_update().get(pk=applicant.pk)
    twin = Case.objects.filter(
        notice=notice,
        profile=track,
        applicant=applicant,
        title_ko=title_ko,
        title_en=title_en,
        state=workflow.DRAFT,
    ).first()
    require(
        twin is None,
        NOT_OPENED,
        _("There is a draft with this title already: %(reference)s.") % {"reference": twin.reference if twin else ""},
        _("Go on with that one, or give this one another title."),
    )
