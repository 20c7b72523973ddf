"""The mark's image, the issuer's DID document, and the check of a credential on the page."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from cityloop.answering import answer, for_all
from cityloop.certification import queries
from cityloop.certification.forms import CredentialForm
from cityloop.certification.models import Certificate
from cityloop.certification.views.checking import check_page
from cityloop.engine.credential import said
from cityloop.language import pick

MARK_SECONDS = 300
FOUND = ("valid", "suspended", "withdrawn", "expired")


@require_safe
def did(request):
    """`/.well-known/did.json`: every key that ever signed, each with its window."""
    document = queries.did_document()
    if document is None:
        raise Http404
    return answer(request, document)


@require_safe
def mark(request, number):
    """The mark of a certificate as an image that says so itself when it may no longer be shown (Art. 16(2))."""
    found = queries.certificates().filter(number=number.upper()).first()
    on = timezone.localdate()
    status = queries.status_on(found, on) if found else "unknown"
    if found and found.case.record and status == Certificate.Status.VALID:
        status = "replay"
    context = {"certificate": found, "number": number, "status": status, "shown": status == Certificate.Status.VALID}
    response = render(
        request, "certification/mark.svg", context, content_type="image/svg+xml", status=200 if found else 404
    )
    patch_cache_control(response, public=True, max_age=MARK_SECONDS, must_revalidate=True)
    return for_all(response)


def taken_along(request, certificate, page_url: str) -> dict:
    """What the certificate's page gives to take along: the credential with its key and lists, and the mark."""
    credential, mark_url = queries.credential_of(certificate), reverse("mark", args=[certificate.number])
    given = {
        "page_url": page_url,
        "mark_url": mark_url,
        "mark_absolute": request.build_absolute_uri(mark_url),
        "file_name": f"{certificate.number}.vc.json",
        "credential": credential,
    }
    if credential is None:
        return given
    names = [entry["statusListCredential"].rpartition("/")[2] for entry in credential.content["credentialStatus"]]
    lists = [(name, reverse("api:status_list", args=[name])) for name in names]
    return {**given, "lists": lists, "key_until": queries.key_until(credential.key)}


def check_credential(request):
    """A credential, pasted or as a file: genuine, and does its certificate hold today?"""
    form = CredentialForm(request.POST or None, request.FILES or None)
    judged = _judged(form.cleaned_data["credential"]) if request.method == "POST" and form.is_valid() else {}
    return check_page(request, credential_form=form, **judged)


def _judged(credential) -> dict:
    """The verdict in words; whose it is comes from the record, not from the file, where the signature is good."""
    verdict = queries.verdict_here(credential, timezone.now())
    number = ""
    if verdict.code in FOUND and isinstance(credential.get("certificate"), dict):
        number = credential["certificate"].get("number", "")
    found = queries.certificates().filter(number=number).first() if number else None
    words = said(verdict)
    return {
        "verdict": verdict,
        "verdict_words": words,
        "verdict_title": pick(words.word),
        "verdict_certificate": found,
    }
