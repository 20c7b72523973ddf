"""The page of all checks: by number, by the PDF, by the credential. Each answers on the same page."""

from django.shortcuts import render
from django.utils import timezone

from cityloop.certification.forms import CredentialForm, PaperForm


def check_page(request, **answered):
    """The page with the empty forms, and with whatever one of them answered; 422 where a form has faults."""
    forms = {"credential_form": CredentialForm(), "paper_form": PaperForm()}
    context = {"text": "", "finding": None, "on": timezone.localdate(), **forms, **answered}
    faulty = any(context[name].is_bound and context[name].errors for name in forms)
    return render(request, "certification/check.html", context, status=422 if faulty else 200)
