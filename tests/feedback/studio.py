"""The room in which an edition is written: a scheme's owner with a draft of the night bus, and the certifier."""

from cast import AT, officer_for, organisation, person
from certification.stage import SCHEME, content
from django.urls import reverse

from cityloop.assessment.actions import publish_edition
from cityloop.feedback.actions import open_draft
from cityloop.feedback.queries import latest
from cityloop.organisations.models import Designation, Membership


class Studio:
    """Who writes, who else owns the scheme, who approves, and a stranger; `draft` starts from the edition in force."""

    def __init__(self, **changes):
        self.edition = publish_edition(actor=None, at=AT, content=content(**changes))
        officer = officer_for(Designation.Duty.OPERATING_BODY, SCHEME, key="operator", code="operating")
        body = officer.memberships.get().organisation
        self.owner = person("owner", of=body, role=Membership.Role.SCHEME_OWNER)
        self.second = person("second", of=body, role=Membership.Role.SCHEME_OWNER)
        self.operator = officer
        self.certifier = officer_for(Designation.Duty.CERTIFIER, SCHEME, key="certifier", code="ministry")
        self.stranger = person("stranger", of=organisation("elsewhere"))
        self.draft = open_draft(actor=self.owner, at=AT, base=self.edition, title="Next")

    @property
    def text(self):
        """The draft's text as it stands."""
        self.draft.refresh_from_db()
        return latest(self.draft).content

    def criterion(self, id="service.comfort"):
        return next(one for one in self.text["criteria"] if one["id"] == id)

    def url(self, name="draft", *more):
        return reverse(f"feedback:{name}", args=[self.draft.pk, *more])


def fields_of(page) -> dict:
    """What a browser would send of the editor's page as it is: every field with its value."""
    sent = {"version": str(page.context["version"].number)}
    for _section, box in page.context["opened"].boxes:
        if hasattr(box, "forms"):
            sent |= {f"{box.prefix}-{key}": field.value() for key, field in
                     ((bound.name, bound) for bound in box.management_form)}  # fmt: skip
        for form in box if hasattr(box, "forms") else [box]:
            for field in form:
                if field.name == "DELETE":
                    continue
                value = form.fields[field.name].prepare_value(field.value())
                if value is True:
                    value = "on"
                if value is not None and value is not False and value != "":
                    sent[field.html_name] = value
    return {key: value if isinstance(value, list) else str(value) for key, value in sent.items()}
