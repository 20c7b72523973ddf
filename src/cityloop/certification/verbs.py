"""What the audit entries of certification did, in words."""

from django.utils.translation import gettext_lazy

VERBS = {
    "certification.open_case": gettext_lazy("opened the application"),
    "certification.receive_case": gettext_lazy("entered an application that came on paper"),
    "certification.plan_visit": gettext_lazy("planned a site visit"),
    "certification.record_visit": gettext_lazy("recorded a site visit"),
    "certification.raise_finding": gettext_lazy("recorded a finding"),
    "certification.answer_finding": gettext_lazy("answered a finding"),
    "certification.rule_finding": gettext_lazy("decided on a finding"),
    "certification.ask_technical_review": gettext_lazy("asked an evaluation body for a technical review"),
    "certification.ask_documents": gettext_lazy("asked for more documents"),
    "certification.answer_documents": gettext_lazy("sent the documents asked for"),
    "certification.hand_in_technical_review": gettext_lazy("handed in the technical report"),
    "certification.review_technical_report": gettext_lazy("reviewed the technical report"),
    "certification.cancel_technical_review": gettext_lazy("cancelled the technical review"),
    "certification.release_examiner": gettext_lazy("released an examiner"),
    "certification.put_on_agenda": gettext_lazy("put it on the agenda of the committee"),
    "certification.conclude_item": gettext_lazy("recorded what the committee decided"),
    "certification.take_review": gettext_lazy("took the review"),
    "certification.record_review": gettext_lazy("recorded the review"),
    "certification.report_to_certifier": gettext_lazy("reported to the certifier"),
    "certification.decide": gettext_lazy("decided"),
    "certification.close_mock": gettext_lazy("closed the mock certification"),
}
