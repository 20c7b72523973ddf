"""Which answers of an earlier proposal fit the form of a new one."""

from cityloop.assessment.answers import Wrong, cleaned, is_answered
from cityloop.calls.queries.facts import questions_of

NEVER = ("partners", "file")
"""Kinds of question whose answers are people and files: they are asked anew."""


def fitting(case, present: dict, earlier: dict) -> tuple[dict, list[str]]:
    """The answers that this case's form still asks for and takes, and the ids of those that it does not.

    A question is the same where its id and its type are; an answer fits where it keeps the limits of today.
    """
    form = {question.id: question for question in questions_of(case)}
    taken, left = {}, []
    for key, value in earlier.items():
        if not is_answered(value) or "/" in key or is_answered(present.get(key)):
            continue
        question = form.get(key)
        if question is None or question.type in NEVER or not _fits(question, value):
            left.append(key)
            continue
        taken[key] = cleaned(question, value)
    return taken, sorted(left)


def _fits(question, value) -> bool:
    try:
        kept = cleaned(question, value)
    except (Wrong, AttributeError, TypeError, KeyError, ValueError):
        return False  # an answer of another kind: the question keeps its id and asks for something else now
    return kept == value
