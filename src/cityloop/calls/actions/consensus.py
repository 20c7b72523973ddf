"""Reviewers discuss, a rapporteur writes the consensus, each reviewer agrees or keeps another view."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment import letters
from cityloop.assessment.actions.disclosure import refuse_names
from cityloop.assessment.actions.evaluation import conclude
from cityloop.assessment.actions.steps import locked, permit
from cityloop.assessment.models import MarkSheet
from cityloop.assessment.queries import compiled
from cityloop.assessment.rules import ASSESSOR, OPERATOR, roles_on
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, not_yours, refused_if_taken, require
from cityloop.calls import workflow
from cityloop.calls.consenting import reviewers, settled
from cityloop.calls.models import Comment, Consensus, Rapporteur, Voice
from cityloop.engine.edition import digest
from cityloop.engine.evaluation import mark_problem
from cityloop.language import pick

NOT_SAVED = _("The consensus was not saved.")
NOT_SAID = _("Your comment was not saved.")
LONGEST = 4_000


@action("calls.name_rapporteur")
def name_rapporteur(*, actor, at, case, person):
    """Say which of the reviewers writes the consensus."""
    case = locked(case)
    permit(case, "name_rapporteur", actor, at)
    require(
        person.pk in reviewers(case),
        _("The rapporteur was not named."),
        _("%(person)s does not review this proposal.") % {"person": person},
        _("Choose one of its reviewers."),
    )
    row = Rapporteur.objects.create(case=case, person=person, named_by=actor, at=at)
    letters.write_about(case, "rapporteur", [person], at, key=str(row.pk))
    return done(row, case=case.reference, person=person.code)


@action("calls.discuss")
def discuss(*, actor, at, case, text, criterion=""):
    """Say something in the discussion: reviewers once they have handed in their own marks, and the secretariat."""
    case = locked(case)
    permit(case, "discuss", actor, at)
    roles = roles_on(case, actor, timezone.localdate(at))
    if not may_read(case, actor, roles):
        raise not_yours()
    text = text.strip()
    if ASSESSOR not in roles:
        refuse_names(case, NOT_SAID, text)
    require(
        0 < len(text) <= LONGEST and (not criterion or compiled(case.edition).criterion(criterion) is not None),
        NOT_SAID,
        _("It is empty, longer than %(n)s characters, or about no criterion of this call.") % {"n": LONGEST},
        _("Write a shorter comment, and choose the criterion again."),
    )
    row = Comment.objects.create(case=case, criterion=criterion, text=text, person=actor, at=at)
    return done(row, case=case.reference, criterion=criterion)


@action("calls.save_consensus")
def save_consensus(*, actor, at, case, marks):
    """The rapporteur writes a version: `{criterion: {"mark": number, "words": text}}` for every criterion marked."""
    case = locked(case)
    permit(case, "save_consensus", actor, at)
    named = case.rapporteurs.last()
    require(
        named is not None and named.person_id == actor.pk,
        NOT_SAVED,
        _("You are not the rapporteur of this proposal."),
        _("The secretariat names who writes the consensus; say what you think in the discussion."),
    )
    rules = compiled(case.edition)
    asked = {one.id: one for one in rules.criteria_of(track=case.profile) if one.marked}
    require(
        set(marks) == set(asked),
        NOT_SAVED,
        _("A consensus has a mark on every criterion, and on no other."),
        _("Open the page again, and mark what it shows."),
    )
    kept = {id: _checked(asked[id], given) for id, given in marks.items()}
    latest = case.consensuses.last()
    version = latest.version + 1 if latest else 1
    row = Consensus.objects.create(
        case=case, version=version, marks=kept, digest=digest({"version": version, "marks": kept}), person=actor, at=at
    )
    _go_on(case, actor, at)
    return done(row, case=case.reference, version=version, sha256=row.digest)


@action("calls.speak_on_consensus")
def speak_on_consensus(*, actor, at, case, shown, agrees, view=""):
    """Agree to the version that was shown (its digest), or write down another view, which is kept with it."""
    case = locked(case)
    permit(case, "speak_on_consensus", actor, at)
    latest = case.consensuses.last()
    require(
        latest is not None and latest.digest == shown,
        _("What you said was not recorded."),
        _("The rapporteur has written another version since."),
        _("Read it, and say what you think of that one."),
    )
    require(
        bool(agrees) or bool(view.strip()),
        _("What you said was not recorded."),
        _("A view that differs is written down, and nothing was written."),
        _("Write in a sentence or two what you see otherwise."),
    )
    twice = Refused(
        _("What you said was not recorded."),
        _("You have spoken on this version before."),
        _("A further version asks you again."),
    )
    require(actor.pk != latest.person_id, twice.what, twice.why, twice.remedy)
    with refused_if_taken(twice):
        row = Voice.objects.create(
            consensus=latest, person=actor, agrees=bool(agrees), view=view.strip()[:LONGEST], at=at
        )
    _go_on(case, actor, at)
    return done(row, case=case.reference, version=latest.version, agrees=bool(agrees))


def may_read(case, person, roles) -> bool:
    """May somebody read the discussion: the secretariat, and a reviewer who has handed in their own marks?"""
    if case.state not in (*workflow.BEING_REVIEWED, workflow.ASSESSED):
        return False
    if OPERATOR in roles:
        return True
    sheets = MarkSheet.objects.filter(case=case, person=person)
    done = sheets.exists() and not sheets.filter(submitted_at=None).exists()
    return ASSESSOR in roles and (done or case.state == workflow.CONSENSUS)


def _checked(criterion, given) -> dict:
    mark, words = given.get("mark"), (given.get("words") or "").strip()
    problem = mark_problem(criterion, mark) if mark is not None else None
    if mark is None or problem:
        why = pick(problem) if problem else _("A mark is missing.")
        raise Refused(NOT_SAVED, f"{pick(criterion.title)}: {why}", _("Choose a mark from the scale shown."))
    require(
        0 < len(words) <= LONGEST,
        NOT_SAVED,
        _("%(criterion)s: the words that explain the mark are missing, or longer than %(n)s characters.")
        % {"criterion": pick(criterion.title), "n": LONGEST},
        _("Write what the reviewers agree on."),
    )
    return {"mark": mark, "words": words}


def _go_on(case, actor, at) -> None:
    if settled(case):
        conclude(case, actor, at)
