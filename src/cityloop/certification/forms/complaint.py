"""What anybody fills in to complain; nobody has to say who they are."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cityloop.certification.forms.proceedings import LONG, LONGEST, PapersField
from cityloop.certification.models import Certificate, Complaint


class ComplaintForm(forms.Form):
    """A complaint about a certificate, or about who uses the mark."""

    about = forms.ChoiceField(
        label=_("What do you complain of?"),
        choices=Complaint.About.choices,
        widget=forms.RadioSelect(attrs={"boxed": True}),
    )
    number = forms.CharField(
        label=_("Number of the certificate"),
        required=False,
        max_length=40,
        help_text=_("It stands on the certificate, such as C-SCS-2026-0001. Leave it empty if you do not know one."),
    )
    accused = forms.CharField(
        label=_("Who uses the mark, and where"),
        required=False,
        max_length=300,
        help_text=_("If you gave no number: the company, the service or the address of the page."),
    )
    scheme = forms.ChoiceField(label=_("Scheme"), choices=(), required=False)
    reason = forms.CharField(
        label=_("What happened"),
        max_length=LONGEST,
        help_text=_("When and where, and what you saw. Please leave out other people’s personal data."),
        widget=forms.Textarea(attrs=LONG),
    )
    papers = PapersField(label=_("Files"), required=False)
    name = forms.CharField(
        label=_("Your name"), required=False, max_length=100, help_text=_("Only the officers who handle it see it.")
    )
    email = forms.EmailField(label=_("Mail address"), required=False)

    def __init__(self, *args, schemes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["scheme"].choices = schemes

    def clean_number(self):
        """The certificate of that number, or None where none was given."""
        number = self.cleaned_data["number"].replace("\0", "").strip().upper()
        found = Certificate.objects.filter(number=number).first() if number else None
        if number and found is None:
            raise forms.ValidationError(_("No certificate has this number. Check it, or leave it empty."))
        return found

    def values(self) -> dict:
        """What was filled in, as the action takes it."""
        given = dict(self.cleaned_data)
        given["certificate"] = given.pop("number")
        return given
