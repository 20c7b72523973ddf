"""The form of an edition is saved as a whole: what was written, and the files that it asks for."""

from cityloop.assessment.actions.dossier import attach_evidence, save_answers
from cityloop.assessment.queries.checklist import FORM
from cityloop.audit.actions import action, done


@action("assessment.save_form")
def save_form(*, actor, at, case, answers, seen=None, files=None):
    """Save answers as `save_answers` does, with files `{question: (name, bytes)}`: all of it, or nothing."""
    case = save_answers(actor=actor, at=at, case=case, answers=answers, seen=seen)
    for question, (name, content) in (files or {}).items():
        attach_evidence(actor=actor, at=at, case=case, criterion=FORM, item=question, name=name, content=content)
    return done(case, answers=sorted(answers), files=sorted(files or {}))
