"""A credential to be checked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cityloop.engine.credential import MOST_BYTES, parse


class CredentialForm(forms.Form):
    """A credential as a file or as text; one of the two."""

    file = forms.FileField(
        label=_("Credential file"),
        required=False,
        allow_empty_file=True,
        help_text=_("The JSON file of the certificate, at most 1 MB."),
        widget=forms.FileInput(attrs={"accept": ".json,application/json,application/vc"}),
    )
    pasted = forms.CharField(
        label=_("Or its text"),
        required=False,
        strip=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
    )
    mark_optional = False

    def clean(self):
        """Read the one that was given."""
        given = super().clean()
        file, pasted = given.get("file"), given.get("pasted", "")
        if self.errors:
            return given
        if not file and not pasted.strip():
            raise forms.ValidationError(_("There is nothing to check. Choose the file, or paste its text."))
        try:
            given["credential"] = parse(file.read(MOST_BYTES + 1) if file else pasted.encode())
        except ValueError:
            raise forms.ValidationError(
                _("This is no JSON that can be read in one way only. Use the file that the certificate's page gives.")
            ) from None
        return given
