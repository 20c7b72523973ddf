"""What the audit entries of living labs did, in words."""

from django.utils.translation import gettext_lazy

VERBS = {
    "livinglabs.open_pilot": gettext_lazy("opened a pilot"),
    "livinglabs.name_sites": gettext_lazy("named places of a pilot"),
    "livinglabs.name_partner": gettext_lazy("named a partner of a pilot"),
    "livinglabs.meet_condition": gettext_lazy("said how a condition of a pilot is met"),
    "livinglabs.move_pilot": gettext_lazy("recorded where a pilot stands"),
    "livinglabs.draft_protocol": gettext_lazy("drafted a protocol"),
    "livinglabs.try_protocol": gettext_lazy("tried a protocol on the past"),
    "livinglabs.freeze_protocol": gettext_lazy("fixed a protocol"),
    "livinglabs.record_departure": gettext_lazy("recorded a departure from a protocol"),
    "livinglabs.receive_measurements": gettext_lazy("handed in measurements"),
    "livinglabs.accept_delivery": gettext_lazy("accepted measurements"),
    "livinglabs.begin_pull": gettext_lazy("began to fetch measurements"),
    "livinglabs.keep_page": gettext_lazy("fetched a page of measurements"),
    "livinglabs.stop_pull": gettext_lazy("fetching of measurements stopped"),
    "livinglabs.finish_pull": gettext_lazy("fetched all measurements"),
    "livinglabs.estimate_effect": gettext_lazy("estimated an effect"),
    "livinglabs.close_pilot": gettext_lazy("filed the closing report of a pilot"),
    "livinglabs.open_ballot": gettext_lazy("opened a citizen vote"),
    "livinglabs.issue_codes": gettext_lazy("made voting codes"),
    "livinglabs.cast_vote": gettext_lazy("somebody voted"),
    "livinglabs.count_ballot": gettext_lazy("counted a citizen vote"),
    "livinglabs.call_off_ballot": gettext_lazy("called a citizen vote off"),
}
