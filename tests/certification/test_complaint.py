"""Changes that a holder reports, and complaints of anybody."""

import pytest
from certification.stage import PDF, named
from certification.test_suspension import day
from certification.test_withdrawal import refused
from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import override

from cityloop.certification import actions
from cityloop.certification.models import Complainant, Complaint, Proceeding


@pytest.fixture(autouse=True)
def _nobody_complained_yet():
    cache.clear()
    yield
    cache.clear()


def url(name, *args, language="en"):
    with override(language):
        return reverse(named(name), args=args)


def change(aftermath, **given):
    said = {"what": "version", "takes_effect_on": day(30), "reason": "version 2 of the sensor"} | given
    return actions.report_change(**aftermath.step("applicant", 10), certificate=aftermath.certificate(), **said)


def complain(aftermath, days=10, **given):
    said = {"about": "certificate", "reason": "it never comes"} | given
    if "certificate" not in said:
        said["certificate"] = aftermath.certificate()
    return actions.complain(actor=None, at=aftermath.step("operator", days)["at"], **said)


def test_a_reported_change_is_found_without_effect_or_looked_at_again_or_leads_to_a_suspension(aftermath):
    found = change(aftermath, papers=[("plan.pdf", PDF)])
    assert found.state == "reported" and found.events.get().papers.count() == 1
    step = aftermath.step("operator", 11)
    assert actions.find_no_effect(**step, change=found, reason="the same sensor").state == "no_effect"
    again = actions.reassess(**step, proceeding=change(aftermath), planned_on=day(40), reason="look at it")
    follow = Proceeding.objects.get(because=again.pk)
    assert (again.state, follow.kind, follow.due_on) == ("reassessed", "surveillance", day(40))
    grave = actions.propose_suspension(**step, proceeding=change(aftermath), reason="it is another service")
    terms = {"grounds": "another service", "scope": "all of it", "until": day(60)}
    grave = actions.suspend_as_proposed(**aftermath.step("certifier", 12), proceeding=grave, **terms)
    assert (grave.state, grave.certificate.events.last().kind) == ("suspended", "suspended")


@pytest.mark.parametrize("given", [{"what": "colour"}, {"reason": " "}, {"takes_effect_on": None}])
def test_a_change_without_what_how_and_when_is_refused(aftermath, given):
    certificate = aftermath.certificate()
    said = {"what": "site", "takes_effect_on": day(30), "reason": "it moves"} | given
    step = aftermath.step("applicant", 10)
    refused("does not say what changes", lambda: actions.report_change(**step, certificate=certificate, **said))
    for who in ("operator", "stranger"):
        step = aftermath.step(who, 10)
        refused("somebody else", lambda step=step: actions.report_change(**step, certificate=certificate, **said))


@pytest.mark.law("3(2)3")
@pytest.mark.parametrize("language", ["ko", "en"])
def test_anybody_complains_without_an_account_and_follows_the_answer_by_a_link(aftermath, client, language):
    certificate = aftermath.certificate()
    form = {"about": "certificate", "number": certificate.number.lower(), "reason": "it never comes"}
    form |= {"name": "Kim", "email": "kim@example.org", "scheme": "night-bus"}
    answer = client.post(url("complain", language=language), form)
    found = Complaint.objects.get()
    assert answer["Location"] == url("complaint", found.token, language=language)
    page = client.get(answer["Location"])
    assert found.reference in page.content.decode() and page["Referrer-Policy"] == "no-referrer"
    assert "Kim" not in page.content.decode() and "it never comes" not in page.content.decode()
    step = aftermath.step("operator", 10)
    actions.answer_complaint(
        **step, complaint=actions.take_complaint(**step, complaint=found), reason="it comes at nine"
    )
    assert "it comes at nine" in client.get(answer["Location"]).content.decode()
    assert client.get(url("complaint", "x" * 32)).status_code == 404


def test_who_complained_is_kept_apart_and_shown_to_the_officers_alone(aftermath, client):
    found = complain(aftermath, name="Kim", email="kim@example.org")
    assert Complainant.objects.get().complaint == found
    for who, status in {"operator": 200, "certifier": 200, "applicant": 404, "stranger": 404}.items():
        client.force_login(getattr(aftermath.stage, who))
        page = client.get(url("proceeding", found.reference))
        assert (page.status_code, "kim@example.org" in page.content.decode()) == (status, status == 200)


def test_a_complaint_needs_something_to_be_about(aftermath):
    none, certificate = {"certificate": None}, aftermath.certificate()
    refused("neither a certificate nor", lambda: complain(aftermath, **none, about="mark", scheme="night-bus"))
    refused("neither a certificate nor", lambda: complain(aftermath, **none, accused="X", scheme="unknown"))
    for given in ({"reason": " "}, {"about": "weather"}, {"reason": "a" * 8_001}):
        refused("what you complain of", lambda g=given: complain(aftermath, **{"certificate": certificate, **g}))
    found = complain(aftermath, **none, about="mark", accused="Nameless Ltd", scheme="night-bus")
    step = aftermath.step("operator", 11)
    found = actions.take_complaint(**step, complaint=found)
    refused(
        "names no certificate",
        lambda: actions.lead_to_withdrawal(**step, proceeding=found, ground="fraud", reason="so"),
    )


def test_a_complaint_can_lead_to_a_surveillance_and_to_a_withdrawal_before_it_is_answered(aftermath):
    step = aftermath.step("operator", 11)
    found = actions.take_complaint(**step, complaint=complain(aftermath))
    found = actions.reassess(**step, proceeding=found, planned_on=day(20), reason="look at it")
    found = actions.lead_to_withdrawal(**step, proceeding=found, ground="fraud", reason="forged")
    assert found.state == "handled"
    assert sorted(row.kind for row in Proceeding.objects.filter(because=found.pk)) == ["surveillance", "withdrawal"]


def test_too_many_from_one_address_wait_and_a_flood_is_told(aftermath, client):
    number = aftermath.certificate().number
    form = {"about": "certificate", "number": number, "reason": "again", "scheme": "night-bus"}
    codes = [client.post(url("complain"), form).status_code for _ in range(6)]
    assert codes == [302] * 5 + [429]
    certificate = aftermath.certificate()
    for _ in range(60):
        complain(aftermath, certificate=certificate)
    refused("within an hour", lambda: complain(aftermath, certificate=certificate))
    assert complain(aftermath, days=11, certificate=certificate).pk


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"number": "C-NB-1999-0001"}, "No certificate has this number"),
        ({"reason": ""}, "This field is required"),
        ({"email": "kim"}, "valid email"),
        ({"number": "", "accused": ""}, "neither a certificate nor"),
    ],
)
def test_a_faulty_form_keeps_what_was_typed(aftermath, client, given, says):
    aftermath.certificate()
    form = {"about": "certificate", "reason": "my long story", "scheme": "night-bus", "number": ""} | given
    page = client.post(url("complain"), form)
    assert (page.status_code, says in page.content.decode()) == (422, True)
    assert not Complaint.objects.exists()
