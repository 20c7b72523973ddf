"""Which form and which action a step of a proceeding has, and what its page says will follow."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from cityloop.certification import actions
from cityloop.certification.forms.proceedings import (
    CloseWithdrawalForm,
    ConformingForm,
    DatedForm,
    DismissForm,
    EndForm,
    FilingForm,
    NonconformingForm,
    NoteForm,
    OpenWithdrawalForm,
    ReissueForm,
    StepForm,
    SuspendForm,
    UpholdForm,
)


@dataclass(frozen=True)
class Step:
    """The page of one step: what it calls, what it asks, what follows, and whether it is grave."""

    act: Callable
    says: object
    form: type = StepForm
    label: object = None
    danger: bool = False
    fixed: dict = field(default_factory=dict)  # what the step itself says


FOUND = _("What was found")
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
    ("appeal", "take_appeal"): Step(
        actions.take_appeal,
        _("Whoever took any part in the case cannot hear the appeal; from now on you take no other part in it."),
        form=NoteForm,
        label=_("Note"),
    ),
    ("appeal", "uphold_appeal"): Step(
        actions.uphold_appeal,
        _("A refused case opens a new round for other people; a suspension or a withdrawal is undone at once."),
        form=UpholdForm,
        label=_("Reasons of the ruling"),
    ),
    ("appeal", "dismiss_appeal"): Step(
        actions.dismiss_appeal,
        _("What was decided stands, and the party reads your reasons."),
        form=DismissForm,
        label=_("Reasons of the ruling"),
        danger=True,
    ),
    ("appeal", "take_back_appeal"): Step(
        actions.take_back_appeal,
        _("The appeal ends here. It cannot be filed a second time."),
        form=NoteForm,
        danger=True,
    ),
    ("surveillance", "report_conforming"): Step(
        actions.report_surveillance,
        _("The surveillance ends here, and the holder reads what was seen."),
        form=ConformingForm,
        label=_("Findings"),
        fixed={"result": "conforming"},
    ),
    ("surveillance", "report_nonconforming"): Step(
        actions.report_surveillance,
        _("The holder is told what to correct and by when. What stays can lead to suspension or withdrawal."),
        form=NonconformingForm,
        label=_("Findings"),
        fixed={"result": "nonconforming"},
    ),
    ("surveillance", "call_off"): Step(
        actions.call_off, _("The surveillance does not take place. The reason stays on record.")
    ),
    ("surveillance", "report_correction"): Step(
        actions.report_correction,
        _("The operating body reads what you corrected, and accepts it or takes further steps."),
        form=FilingForm,
        label=_("What was corrected"),
    ),
    ("surveillance", "accept_correction"): Step(
        actions.accept_correction, _("The correction is found sufficient, and the surveillance ends here.")
    ),
    ("change", "find_no_effect"): Step(
        actions.find_no_effect, _("The certificate stands as it is, and the holder reads why.")
    ),
    ("change", "reissue_certificate"): Step(
        actions.reissue_certificate,
        _("The certificate keeps its number and days. Its earlier paper and credential are known as superseded."),
        form=ReissueForm,
    ),
    ("inquiry", "file_statement"): Step(
        actions.file_statement,
        _("The operating body reads what you file before it concludes. It is filed once."),
        form=FilingForm,
        label=_("Your statement"),
    ),
    ("inquiry", "find_in_order"): Step(
        actions.find_in_order,
        _("The inquiry ends here, and the body reads what was found."),
        form=FilingForm,
        label=FOUND,
    ),
    ("inquiry", "propose_end"): Step(
        actions.propose_end,
        _("The certifier reads what was found and decides whether the designation ends."),
        form=FilingForm,
        label=FOUND,
        danger=True,
    ),
    ("inquiry", "end_as_proposed"): Step(
        actions.end_as_proposed,
        _("From today on the body is not asked and acts no more; the list says so, with the ground."),
        form=EndForm,
        danger=True,
    ),
    ("inquiry", "let_designation_stand"): Step(
        actions.let_designation_stand, _("The designation stands, and the body reads why.")
    ),
    ("complaint", "take_complaint"): Step(
        actions.take_complaint,
        _("You look into it and answer. Whoever complained sees that it is being handled."),
        form=NoteForm,
        label=_("Note"),
    ),
    ("complaint", "answer_complaint"): Step(
        actions.answer_complaint,
        _("Whoever complained reads your answer by their link. Leave out personal data of others."),
        label=_("Answer"),
    ),
}
SHARED = {
    "propose_suspension": Step(
        actions.propose_suspension, _("The certifier decides whether to suspend, and on what terms."), danger=True
    ),
    "suspend_as_proposed": Step(
        actions.suspend_as_proposed,
        _("The certificate is suspended at once, and its page and the directory say so."),
        form=SuspendForm,
        danger=True,
    ),
    "decline_suspension": Step(actions.decline_suspension, _("The certificate stays as it is, and this ends here.")),
    "lead_to_withdrawal": Step(
        actions.lead_to_withdrawal,
        _("A withdrawal begins with the examination of its ground. The holder is not told before a notice."),
        form=OpenWithdrawalForm,
        danger=True,
    ),
}
REASSESS = Step(actions.reassess, _("A surveillance of the certified service is planned for that day."), form=DatedForm)
STEPS |= {
    ("change", "reassess_change"): REASSESS,
    ("complaint", "reassess_complaint"): REASSESS,
    **{(kind, name): step for name, step in SHARED.items() for kind in ("surveillance", "change")},
    ("complaint", "lead_to_withdrawal"): SHARED["lead_to_withdrawal"],
}
OF_ANY_KIND = {*SHARED, "reassess_change", "reassess_complaint"}
"""Steps whose action takes a proceeding of any kind."""
