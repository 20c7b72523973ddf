"""What was awarded, from the register of earlier years and from the awards made here, as one kind of row."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel.numbers import get_currency_precision
from django.utils import timezone

from cityloop.assessment.queries import compiled
from cityloop.calls.models import Award, Project
from cityloop.language import country_name, pick
from cityloop.organisations.models import Designation, Organisation

PREFIX = "cityloop"
"""Before every identifier; neither 360Giving nor the OCP registered one for this installation."""


@dataclass(frozen=True)
class Body:
    """Who gave or received: a code where it is known here."""

    id: str
    name: str
    country: str = ""


@dataclass(frozen=True)
class Given:
    """One award: unknown figures, days and names are empty."""

    id: str
    programme: str
    year: int
    part: str
    part_title: str
    title: str
    description: str
    recipient: Body | None
    funder: Body | None
    amount: Decimal | None
    currency: str
    on: date | None
    country: str
    city: str
    latitude: float | None
    longitude: float | None
    state: str
    result: str
    source: str
    simulated: bool
    edition: str = ""
    printed: str = ""

    @property
    def place(self) -> str:
        """City and country in the reader's language; the country alone where no city was named."""
        return f"{self.city}, {country_name(self.country)}" if self.city else country_name(self.country)


def given(programme: str | None = None) -> list[Given]:
    """Every named project of earlier years, and every award made here that was announced, the latest first."""
    projects = Project.objects.filter(programme=programme) if programme else Project.objects.all()
    funders = funders_of()
    return [*from_awards(announced(programme), funders), *from_projects(projects, funders)]


def from_projects(found, funders: dict) -> list[Given]:
    """Rows for named projects of earlier years."""
    return [_of_project(project, funders) for project in found]


def from_awards(found, funders: dict) -> list[Given]:
    """Rows for awards made here."""
    return [_of_award(award, funders) for award in found]


def announced(programme: str | None = None):
    """Awards that the public knows of."""
    found = Award.objects.filter(announced_at__isnull=False)
    found = found.select_related("case__edition", "case__applicant", "body", "account__payee", "case__proposal")
    return found.filter(case__edition__scheme=programme) if programme else found


def funders_of() -> dict[str, Body]:
    """The authority of each programme, the one designated last."""
    rows = Designation.objects.filter(duty=Designation.Duty.AUTHORITY).select_related("organisation").order_by("since")
    return {row.scheme: _body(row.organisation) for row in rows}


def _body(organisation: Organisation) -> Body:
    return Body(f"{PREFIX}-{organisation.code}", organisation.name, organisation.country)


def _of_project(project, funders) -> Given:
    return Given(
        id=f"{PREFIX}-{project.programme}-{project.year}-{project.pk}",
        programme=project.programme,
        year=project.year,
        part=project.type,
        part_title=project.kind,
        title=project.title,
        description=f"{project.kind}, {project.year}, {project.place}",
        recipient=Body(f"{PREFIX}-{project.programme}-recipient-{project.pk}", project.company)
        if project.company
        else None,
        funder=funders.get(project.programme),
        amount=project.amount,
        currency=project.currency,
        on=project.awarded_on,
        country=project.country,
        city=project.city,
        latitude=project.latitude,
        longitude=project.longitude,
        state="",
        result=project.result,
        printed=project.country_as_printed,
        source=project.source,
        simulated=False,
    )


def _of_award(award, funders) -> Given:
    case, edition = award.case, award.case.edition
    track = compiled(edition).track(case.profile)
    proposal = getattr(case, "proposal", None)
    country = proposal.country if proposal and proposal.country else case.applicant.country
    payee = award.account.payee if award.account else case.applicant
    day = timezone.localdate(award.announced_at)
    title = pick(track.title) if track else case.profile
    return Given(
        id=f"{PREFIX}-{case.reference}",
        programme=edition.scheme,
        year=day.year,
        part=case.profile,
        part_title=title,
        title=case.title or case.reference,
        description=f"{title}, {edition.title}, {country_name(country)}",
        recipient=_body(payee),
        funder=funders.get(edition.scheme) or _body(award.body),
        amount=Decimal(award.amount).scaleb(-get_currency_precision(award.currency)),
        currency=award.currency,
        on=day,
        country=country,
        city="",
        latitude=None,
        longitude=None,
        state=award.state,
        result=award.result,
        source=case.reference,
        simulated=case.simulated,
        edition=edition.edition,
    )
