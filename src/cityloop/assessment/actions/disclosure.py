"""Where a call is judged blind: an officer looks at a file, and decides whether reviewers read it. Words that name
whoever applies are refused where reviewers would read them."""

from django.utils.translation import gettext_lazy as _

from cityloop.assessment.actions.steps import locked, permit
from cityloop.assessment.copies import as_it_is
from cityloop.assessment.models import Disclosure
from cityloop.assessment.queries.veil import APPLICANTS, hides, named_in
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, require

UNCHANGED = _("Nothing was changed.")
LONGEST = 2_000


@action("assessment.show_file")
def show_file(*, actor, at, case, piece, sha256, reason):
    """Let reviewers read a file that was kept back, after looking at it: `sha256` is that of what was looked at."""
    case = locked(case)
    permit(case, "show_file", actor, at)
    _require(case, piece, reason)
    require(
        sha256 == piece.sha256,
        UNCHANGED,
        _("This is not the file that was looked at."),
        _("Open the page again, look at the file, and decide then."),
    )
    row = Disclosure.objects.create(
        evidence=piece, shown=True, reason=reason.strip(), person=actor, at=at, **as_it_is(piece)
    )
    return done(row, case=case.reference, evidence=piece.pk, sha256=row.sha256, reason=row.reason)


@action("assessment.keep_file_back")
def keep_file_back(*, actor, at, case, piece, reason):
    """Keep a file from reviewers that names whoever applies where no program could read it."""
    case = locked(case)
    permit(case, "keep_file_back", actor, at)
    _require(case, piece, reason)
    row = Disclosure.objects.create(evidence=piece, shown=False, reason=reason.strip(), person=actor, at=at)
    return done(row, case=case.reference, evidence=piece.pk, reason=row.reason)


def refuse_names(case, what, *texts: str) -> None:
    """Part of an action whose words reviewers read: refused where these tell them who applies."""
    found = named_in(case, *texts)
    if found:
        raise Refused(
            what,
            _("This call is judged blind, and reviewers read this. It says who applies: %(words)s.")
            % {"words": ", ".join(f"“{word}”" for word in found)},
            _("Write it without these words, for example “the applicant”."),
        )


def _require(case, piece, reason) -> None:
    require(
        hides(case, APPLICANTS) and piece.dossier.case_id == case.pk and piece.dossier.frozen_at is not None,
        UNCHANGED,
        _("Reviewers of this call read every file as it came, or this is no file that was handed in."),
        _("Open the page again; it lists the files on which there is something to decide."),
    )
    require(
        0 < len(reason.strip()) <= LONGEST,
        UNCHANGED,
        _("There is no reason, or it is too long."),
        _("Say in a sentence what you saw in the file."),
    )
