"""Which form and which action a step of a proceeding has, and what its page says will follow."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cityloop.certification import actions
from cityloop.certification.forms.proceedings import CloseWithdrawalForm, FilingForm, StepForm


@dataclass(frozen=True)
class Step:
    """The page of one step: what it calls, what it asks, what follows, and whether it is grave."""

    act: Callable
    says: object
    form: type = StepForm
    label: object = None
    danger: bool = False


NOTICE = _("Why the certificate is to be withdrawn")
STEPS = {
    ("withdrawal", "propose_withdrawal"): Step(
        actions.propose_withdrawal,
        _("The certifier reads your findings and decides whether to give notice to the holder."),
        label=_("What was found, and why the ground holds"),
    ),
    ("withdrawal", "find_no_ground"): Step(
        actions.find_no_ground,
        _("The proceeding ends here; the certificate stands, and the holder was not told of it."),
    ),
    ("withdrawal", "give_notice_1"): Step(
        actions.give_notice,
        _("The holder is told at once, with the reason and the last day to explain."),
        label=NOTICE,
        danger=True,
    ),
    ("withdrawal", "give_notice_2"): Step(
        actions.give_notice,
        _("Nothing was filed after the first notice. The holder is given a second and last time to explain."),
        label=NOTICE,
        danger=True,
    ),
    ("withdrawal", "file_explanation"): Step(
        actions.file_explanation,
        _("The operating body gives its opinion on what you file, and the certifier judges it. It is filed once."),
        form=FilingForm,
        label=_("Your explanation"),
    ),
    ("withdrawal", "give_opinion"): Step(
        actions.give_opinion,
        _("The certifier and the holder read your opinion."),
        label=_("Your opinion on the explanation"),
    ),
    ("withdrawal", "withdraw_certificate"): Step(
        actions.withdraw_certificate,
        _("The certificate is withdrawn at once, the holder is told, and it is published in the list of withdrawals."),
        label=_("Grounds of the withdrawal"),
        danger=True,
    ),
    ("withdrawal", "close_withdrawal"): Step(
        actions.close_withdrawal, _("The certificate stands, and the holder is told."), form=CloseWithdrawalForm
    ),
}
