"""What an audit entry's verb did, in words; each room says its own when it is ready."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy

VERBS: dict[str, str] = {
    "assessment.save_answers": gettext_lazy("saved statements"),
    "assessment.keep_beside": gettext_lazy("wrote at the same time; both texts are kept"),
    "assessment.settle_beside": gettext_lazy("settled two texts of one answer"),
    "assessment.attach_evidence": gettext_lazy("attached evidence"),
    "assessment.withdraw_evidence": gettext_lazy("took evidence out"),
    "assessment.set_measurement": gettext_lazy("entered a measured value"),
    "assessment.submit_case": gettext_lazy("handed in the dossier"),
    "assessment.check_items": gettext_lazy("checked item by item"),
    "assessment.ask_supplement": gettext_lazy("asked for a supplement"),
    "assessment.extend_supplement": gettext_lazy("gave more time for the supplement"),
    "assessment.close_unanswered": gettext_lazy("closed the case without the supplement"),
    "assessment.resubmit_case": gettext_lazy("handed in the supplement"),
    "assessment.accept_dossier": gettext_lazy("accepted the dossier"),
    "assessment.invite_party": gettext_lazy("asked an organisation to apply together"),
    "assessment.answer_invitation": gettext_lazy("answered the invitation"),
    "assessment.let_party_go": gettext_lazy("went on without a party"),
    "assessment.state_expertise": gettext_lazy("stated what they know"),
    "assessment.open_bidding": gettext_lazy("asked reviewers for their bids"),
    "assessment.place_bids": gettext_lazy("placed bids"),
    "assessment.stage_assignment": gettext_lazy("computed a version of the assignment"),
    "assessment.change_assignment": gettext_lazy("changed a version of the assignment by hand"),
    "assessment.publish_assignment": gettext_lazy("published the assignment"),
    "assessment.seat_panel": gettext_lazy("seated assessors"),
    "assessment.remind_assessors": gettext_lazy("wrote reminders to assessors"),
    "assessment.release_member": gettext_lazy("released a member"),
    "assessment.challenge_member": gettext_lazy("challenged a member"),
    "assessment.decide_challenge": gettext_lazy("decided on a challenge"),
    "assessment.show_file": gettext_lazy("let reviewers read a file that was kept back"),
    "assessment.keep_file_back": gettext_lazy("kept a file from reviewers"),
    "assessment.declare_interest": gettext_lazy("declared interests"),
    "assessment.open_moderation": gettext_lazy("opened a moderation"),
    "assessment.import_applications": gettext_lazy("took in a sheet of applications"),
    "assessment.import_marks": gettext_lazy("took in a mark sheet"),
    "assessment.save_marks": gettext_lazy("saved marks"),
    "assessment.hand_in_marks": gettext_lazy("handed in marks"),
    "assessment.close_evaluation": gettext_lazy("closed the evaluation"),
    "assessment.withdraw_case": gettext_lazy("withdrew the application"),
}


def register_verbs(words: Mapping[str, str]) -> None:
    """Add the words of a room."""
    VERBS.update(words)
