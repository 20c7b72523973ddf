"""Words and tones on the pages of awards."""

from django import template

from cityloop.language import pick
from cityloop.ledger.amounts import spoken

register = template.Library()

MILESTONES = {"open": "", "handed_in": "info", "returned": "warn", "accepted": "good", "dropped": ""}
ANSWERS = {"attends": "good", "sends": "ours", "declines": "warn"}


@register.filter
def milestone_tone(state: str) -> str:
    """The tone of a milestone's, or a verdict's, badge."""
    return MILESTONES.get(state, "")


@register.filter
def answer_tone(answer: str) -> str:
    """The tone of an answer to an invitation."""
    return ANSWERS.get(answer, "")


@register.filter
def amount_of(amount: str, currency: str) -> str:
    """An amount as a frozen text has it, in full."""
    return spoken(int(amount), currency) if int(amount) else "–"


@register.simple_tag
def question_of(questions, id: str) -> str:
    """The question of the edition that an answer belongs to; its id where the edition no longer asks it."""
    return pick(questions.get(id)) or id
