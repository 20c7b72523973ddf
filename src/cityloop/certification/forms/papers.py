"""What anybody fills in to check a paper."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LARGEST = 2_000_000
"""Bytes. A certificate has less than a tenth of it; a larger file is not one and is not read."""


class PaperForm(forms.Form):
    """A PDF of a certificate, to be held to those that were given out."""

    paper = forms.FileField(
        label=_("The certificate as a PDF file"),
        help_text=_("The file as you received it, not a scan or a print of it. It is compared and not kept."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
    )

    mark_optional = False

    def clean_paper(self):
        """The bytes of the file."""
        file = self.cleaned_data["paper"]
        if file.size > LARGEST:
            raise ValidationError(_("The file is larger than any certificate of ours: at most 2 MB can be checked."))
        content = file.read()
        if not content.startswith(b"%PDF-"):
            raise ValidationError(_("This is no PDF file. Choose the PDF of the certificate."))
        return content
