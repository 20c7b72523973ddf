"""What the audit entries of calls did, in words."""

from django.utils.translation import gettext_lazy

VERBS = {
    "calls.open_proposal": gettext_lazy("opened the proposal"),
    "calls.copy_earlier": gettext_lazy("copied from an earlier proposal"),
    "calls.note_changes": gettext_lazy("read what a later edition changed"),
    "calls.add_partner": gettext_lazy("added a partner"),
    "calls.change_partner": gettext_lazy("changed a partner"),
    "calls.remove_partner": gettext_lazy("removed a partner"),
    "calls.take_back": gettext_lazy("took the proposal back"),
    "calls.judge_rule": gettext_lazy("judged a rule"),
    "calls.admit": gettext_lazy("admitted the proposal"),
    "calls.exclude": gettext_lazy("excluded the proposal"),
    "calls.reopen_excluded": gettext_lazy("brought the proposal back to the screening"),
    "calls.open_panel": gettext_lazy("opened the panel over a round"),
    "calls.adjust_in_panel": gettext_lazy("wrote down what the panel moved"),
    "calls.end_panel": gettext_lazy("ended the panel"),
    "calls.book_slot": gettext_lazy("booked pre-consulting"),
    "calls.release_booking": gettext_lazy("gave a booked time back"),
    "calls.give_advice": gettext_lazy("recorded advice"),
    "calls.write_panel_report": gettext_lazy("wrote the panel report"),
}
