"""Cities rate services that they run, once a year; providers answer; what is hidden says why and counts for nothing."""

from datetime import timedelta

import pytest
from cast import AT, officer_for, organisation, person
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override

from cityloop.assessment.models import Case
from cityloop.audit.refusal import Refused
from cityloop.calls.models import Agreement, Award, Partner
from cityloop.catalogue.models import Service
from cityloop.consulting.models import City, Consultation, PlanReport, Roadmap
from cityloop.feedback.actions import moderate, rate_service, reply_to_rating
from cityloop.feedback.models import Moderation, Rating
from cityloop.feedback.queries import grounds_of, services_to_rate, waiting_for
from cityloop.feedback.queries.ratings import shown
from cityloop.feedback.rating_guide import guide
from cityloop.organisations.models import Designation, Membership

pytestmark = pytest.mark.django_db
GOOD = {"effect": 4, "reliability": 3, "operation": 3}


class Town:
    """A city with an officer, a provider with a service, an operating body; nothing yet shows that the city runs it."""

    def __init__(self, edition=None):
        self.body = organisation("town", kind="local_government")
        self.officer = person("townsman", of=self.body, role=Membership.Role.OFFICER)
        self.city = self.found("town", self.body)
        self.provider = organisation("maker")
        self.maker = person("maker-officer", of=self.provider, role=Membership.Role.OFFICER)
        self.service = Service.objects.create(
            code="night-lamp",
            name_ko="야간등",
            name_en="Night Lamp",
            provider=self.provider,
            registered_at=AT,
            listed_at=AT,
        )
        self.operator = officer_for(Designation.Duty.OPERATING_BODY, "night-bus", key="operator", code="operating")
        self.stranger = person("stranger", of=organisation("elsewhere"))

    def found(self, code, body):
        return City.objects.create(
            code=code,
            name_ko=f"{code}시",
            name_en=code.title(),
            country="KR",
            region="eastern-asia",
            organisation=body,
            registered_at=AT,
        )

    def plans(self, year=AT.year, service=None, city=None):
        """A roadmap in a plan report that begins the service in a year."""
        by = {"person": self.officer, "at": AT}
        consultation = Consultation.objects.create(
            city=city or self.city, opened_by=self.officer, opened_at=AT, changed_at=AT, state="closed"
        )
        start = year - 2024
        roadmap = Roadmap.objects.create(
            consultation=consultation,
            version=1,
            inputs={},
            result={"years": {(service or self.service).code: start}},
            digest="d" * 64,
            first_year=2025,
            last_year=2030,
            chosen=1,
            spent=1,
            **by,
        )
        return PlanReport.objects.create(
            consultation=consultation, number=1, roadmap=roadmap, papers={}, digest="e" * 64, **by
        )

    def agrees(self, in_force_at=AT - timedelta(days=90)):
        """An award to the city in which the provider takes part, with its agreement."""
        from cityloop.assessment.actions import publish_edition
        from cityloop.engine.frozen import thaw
        from cityloop.rulebook import load

        edition = publish_edition(actor=None, at=AT, content=thaw(load("smart-city-challenge/2026").content))
        case = Case.objects.create(
            reference="K-1",
            edition=edition,
            about="proposal",
            applicant=self.body,
            state="selected",
            opened_by=self.officer,
            opened_at=AT,
            changed_at=AT,
        )
        Partner.objects.create(
            case=case,
            organisation=self.provider,
            kind="company",
            country="KR",
            role="maker",
            added_by=self.officer,
            added_at=AT,
        )
        award = Award.objects.create(case=case, amount=1, currency="KRW", body=self.body, begun_at=AT)
        return Agreement.objects.create(
            award=award,
            payee=self.body,
            starts_on=AT.date(),
            ends_on=AT.date() + timedelta(days=300),
            in_force_at=in_force_at,
        )

    def rates(self, at=AT, values=GOOD, actor=None, **more):
        return rate_service(
            actor=actor or self.officer,
            at=at,
            service=self.service,
            city=more.pop("city", self.city),
            values=values,
            **more,
        )


@pytest.fixture
def town():
    return Town()


def test_a_city_rates_what_its_adopted_roadmap_began_and_the_roadmap_is_named(town):
    report = town.plans()
    row = town.rates(words="It runs.")
    assert (row.ground, row.period) == ("roadmap", "2026")
    assert report.roadmap.digest[:12] in row.reference
    assert row.overall == pytest.approx((1 + 2 / 3 + 2 / 3) / 3)


def test_a_city_rates_what_an_agreement_with_the_provider_shows(town):
    town.agrees()
    assert (town.rates().ground, Rating.objects.get().reference) == ("agreement", "K-1")


@pytest.mark.parametrize("case", ["nothing", "next year", "not signed", "another service", "another city"])
def test_whatever_does_not_show_that_the_city_runs_it_lets_nobody_rate(town, case):
    if case == "next year":
        town.plans(year=AT.year + 1)
    if case == "not signed":
        town.agrees(in_force_at=None)
    if case == "another service":
        town.plans(service=Service.objects.create(code="other", provider=town.provider, registered_at=AT, listed_at=AT))
    if case == "another city":
        town.plans(city=town.found("elsewhere-city", organisation("other-town")))
    assert grounds_of(town.officer, town.service, AT.date()) == []
    with pytest.raises(Refused, match=r"shows that your city runs|운영"):
        town.rates()
    assert not Rating.objects.exists()


def test_nobody_else_rates_for_a_city_and_no_provider_rates_itself(town):
    town.plans()
    for somebody in (town.stranger, town.maker, town.operator):
        with pytest.raises(Refused):
            town.rates(actor=somebody)
    City.objects.update(organisation=town.provider)
    with pytest.raises(Refused):
        town.rates(actor=town.maker)


def test_a_city_rates_a_service_once_a_year_and_what_it_said_stays(town):
    town.plans()
    row = town.rates()
    with pytest.raises(Refused):
        town.rates()
    assert town.rates(at=AT.replace(year=2027)).period == "2027"
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Rating.objects.filter(pk=row.pk).update(overall=0)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Rating.objects.filter(pk=row.pk).delete()


@pytest.mark.parametrize(
    "values",
    [
        {},
        {**GOOD, "effect": 5},
        {**GOOD, "effect": 0},
        {**GOOD, "effect": "4"},
        {**GOOD, "effect": 2.5},
        {**GOOD, "mood": 3},
        {"effect": 4},
    ],
)
def test_marks_that_no_scale_has_are_refused(town, values):
    town.plans()
    with pytest.raises(Refused):
        town.rates(values=values)
    assert not Rating.objects.exists()


def test_the_provider_answers_once_and_nobody_else_does(town):
    town.plans()
    row = town.rates()
    for somebody in (town.officer, town.stranger, town.operator):
        with pytest.raises(Refused):
            reply_to_rating(actor=somebody, at=AT, rating=row, words="No")
    reply_to_rating(actor=town.maker, at=AT, rating=row, words="Thank you")
    with pytest.raises(Refused):
        reply_to_rating(actor=town.maker, at=AT, rating=row, words="Again")
    with override("en"):
        row.refresh_from_db()
    assert row.reply.words == "Thank you"


def test_a_hidden_rating_counts_for_nothing_says_why_and_can_be_shown_again(town, client):
    town.plans()
    row = town.rates(words="Bad people work there")
    with pytest.raises(Refused):
        moderate(actor=town.operator, at=AT, subject=row, verdict="hidden", reason="  ")
    moderate(actor=town.operator, at=AT, subject=row, verdict="hidden", reason="It names people")
    assert list(shown()) == []
    with override("en"):
        address = reverse("feedback:service_ratings", args=["night-lamp"])
        page = client.get(address).content.decode()
        assert "It names people" in page and "Bad people" not in page
        service = client.get(reverse("catalogue:service", args=["night-lamp"])).content.decode()
        assert "1 city rated it" not in service
        moderate(actor=town.operator, at=AT, subject=row, verdict="shown")
        assert "Bad people" in client.get(address).content.decode()
        assert "1 city rated it" in client.get(reverse("catalogue:service", args=["night-lamp"])).content.decode()
    assert Moderation.objects.count() == 2


def test_neither_side_of_a_rating_moderates_it(town):
    town.plans()
    row = town.rates()
    town.operator.memberships.create(organisation=town.provider, role="officer", since=AT.date())
    for somebody in (town.operator, town.officer, town.maker, town.stranger):
        with pytest.raises(Refused):
            moderate(actor=somebody, at=AT, subject=row, verdict="hidden", reason="x")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_city_finds_what_it_may_rate_and_rates_it_by_the_page(town, client, language):
    town.plans()
    client.force_login(town.officer)
    with override(language):
        listed = client.get(reverse("feedback:ratings"))
        assert [one.code for one in listed.context["services"]] == ["night-lamp"]
        address = reverse("feedback:rate", args=["night-lamp"])
        assert client.get(address).status_code == 200
        wrong = client.post(address, {"effect": "9"})
        assert wrong.status_code == 422 and not Rating.objects.exists()
        sent = {scale.id: "3" for scale in guide().scales} | {"words": "괜찮음"}
        assert client.post(address, sent).status_code == 302
        assert "괜찮음" in client.get(reverse("feedback:service_ratings", args=["night-lamp"])).content.decode()
    client.force_login(town.stranger)
    assert client.get(address).status_code == 404
    row = Rating.objects.get()
    for name in ("reply", "moderate_rating"):
        assert client.get(reverse(f"feedback:{name}", args=[row.pk])).status_code == 404
    assert services_to_rate(town.stranger, AT.date()) == []


def test_what_a_city_may_rate_waits_in_its_inbox_until_it_is_rated(town):
    town.plans()
    address = reverse("feedback:rate", args=["night-lamp"])
    assert [one.url for one in waiting_for(town.officer, AT.date())] == [address]
    assert waiting_for(town.stranger, AT.date()) == waiting_for(town.maker, AT.date()) == []
    town.rates()
    assert waiting_for(town.officer, AT.date()) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_ratings_of_a_service_cost_the_same_queries_at_one_and_at_three(
    town, client, django_assert_num_queries, count
):
    for n in range(count):
        body = organisation(f"t{n}", kind="local_government")
        Rating.objects.create(
            service=town.service,
            city=town.found(f"t{n}", body),
            organisation=body,
            period="2026",
            ground="roadmap",
            reference="r",
            values=GOOD,
            overall=0.5,
            person=town.officer,
            at=AT,
        )
    for name, args, most in (("service_ratings", ["night-lamp"], 3), ("ratings", [], 2)):
        address = reverse(f"feedback:{name}", args=args)
        client.get(address)
        with django_assert_num_queries(most):
            client.get(address)
