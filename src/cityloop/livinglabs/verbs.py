"""What the audit entries of living labs did, in words."""

from django.utils.translation import gettext_lazy

VERBS = {
    "livinglabs.open_ballot": gettext_lazy("opened a citizen vote"),
    "livinglabs.issue_codes": gettext_lazy("made voting codes"),
    "livinglabs.cast_vote": gettext_lazy("somebody voted"),
    "livinglabs.count_ballot": gettext_lazy("counted a citizen vote"),
    "livinglabs.call_off_ballot": gettext_lazy("called a citizen vote off"),
}
