"""Editions are published once, and never change."""

import copy
from argparse import Namespace
from datetime import date

import pytest
from cast import AT, organisation, person
from certification.stage import SCHEME, content
from django.db import IntegrityError, transaction
from django.utils.translation import override

from cityloop.assessment.actions import publish_edition
from cityloop.assessment.models import Edition
from cityloop.assessment.queries import compiled, edition_in_force
from cityloop.audit.refusal import Refused
from cityloop.engine.edition import digest
from cityloop.engine.frozen import thaw
from cityloop.rulebook import editions

pytestmark = pytest.mark.django_db


def publish(data):
    return publish_edition(actor=None, at=AT, content=data)


def test_everything_that_comes_with_cityloop_can_be_published():
    for edition in editions():
        row = publish(thaw(edition.content))
        assert (row.digest, digest(Edition.objects.get(pk=row.pk).content)) == (edition.digest, edition.digest)
        assert compiled(Edition.objects.get(pk=row.pk)) == edition


def test_the_same_content_is_refused_the_second_time_whatever_its_layout():
    publish(content())
    again = dict(reversed(list(copy.deepcopy(content()).items())))
    with override("en"), pytest.raises(Refused, match="published already"):
        publish(again)


def test_other_content_under_the_same_edition_is_refused():
    publish(content())
    with override("en"), pytest.raises(Refused, match="an edition never changes"):
        publish(content(**{"pass": {"points": 5, "of": 10}}))


def test_a_faulty_file_is_refused_with_its_first_faults():
    with override("en"), pytest.raises(Refused, match="Unknown key"):
        publish(content(weihgts=1))
    assert not Edition.objects.exists()


def test_who_does_not_own_the_scheme_does_not_publish_it():
    with pytest.raises(Refused):
        publish_edition(actor=person("somebody", of=organisation()), at=AT, content=content())


def test_a_published_edition_cannot_be_changed():
    publish(content())
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Edition.objects.update(title_en="Day bus")


@pytest.mark.parametrize(
    ("profile", "day", "state"),
    [
        ("bus", date(2025, 12, 31), None),
        ("bus", date(2026, 1, 1), "mock"),
        ("bus", date(2026, 3, 1), "in_force"),
        ("tram", date(2026, 3, 1), "mock"),
        ("ship", date(2026, 3, 1), None),
    ],
)
def test_each_profile_has_its_own_calendar(profile, day, state):
    publish(content())
    found = edition_in_force(SCHEME, profile, day)
    assert (found.state if found else None) == state


def test_an_edition_in_force_comes_before_a_newer_one_in_mock_use():
    publish(content())
    publish(content("2027", timeline=[{"from": "2026-08-01", "state": "mock"}]))
    assert edition_in_force(SCHEME, "bus", AT.date()).edition.edition == "2026"
    assert edition_in_force(SCHEME, "tram", AT.date()).edition.edition == "2027"


def test_the_operator_of_the_site_adopts_a_file_by_command_and_only_once(capsys):
    from cityloop.cli.rulebook import run_adopt

    args = Namespace(file="smart-city/2025")
    assert run_adopt(args) == 0
    assert Edition.objects.get().approval is None
    assert "smart-city/2025 sha256" in capsys.readouterr().out
    assert run_adopt(args) == 3
    assert capsys.readouterr().err.strip()
