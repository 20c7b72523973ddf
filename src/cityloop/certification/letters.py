"""Letters of certification about a decision and a certificate; those about a case are `assessment.letters`."""

from django.urls import reverse_lazy

from cityloop.assessment.letters import applicants, facts_of_case, to_applicant, to_operator, write_about
from cityloop.outbox.writing import write


def decided(case, at, verdict, reason) -> None:
    """Notice to the operating body (Art. 15(2)); a refusal also to the applicant, who hears of a grant with it."""
    key = str(case.decisions.count())
    to_operator(case, "decided", at, key=key, verdict=verdict.label, reason=reason)
    if verdict == "refused":
        to_applicant(case, "refused", at, key=key, reason=reason)


def issued(certificate, at) -> None:
    """The certificate goes to the applicant (Art. 15(3))."""
    known = _facts(certificate)
    if not known.pop("record"):
        to = applicants(certificate.case, at)
        write(at=at, kind="certification.certificate_issued", to=to, about=certificate, held=False, **known)


def technical(case, kind, to, at, *, key="", **facts) -> None:
    """Write about a technical review of a case, with the way to its page."""
    link = reverse_lazy("certification:technical", args=[case.reference])
    write_about(case, kind, to, at, key=key, technical_link=link, **facts)


def _facts(certificate) -> dict:
    return {
        **facts_of_case(certificate.case),
        "number": certificate.number,
        "digest": certificate.digest,
        "issued_on": certificate.issued_on,
        "valid_until": certificate.valid_until,
        "renewal_opens": certificate.renewal_opens,
        "certificate_link": reverse_lazy("certification:certificate", args=[certificate.number]),
    }
