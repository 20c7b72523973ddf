"""Two people decide on one case in the same moment, each in a transaction of their own: one wins, the other is told."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier

import pytest
from certification.stage import Stage
from django.db import connections
from django.utils.translation import override

from cityloop.assessment.models import Case, Duty
from cityloop.audit.queries import verify
from cityloop.audit.refusal import Refused
from cityloop.certification import actions
from cityloop.certification.models import Certificate, Decision

USUAL = "default"


@pytest.fixture
def joining(django_db_setup, django_db_blocker, tmp_path, settings):
    """A database of the test's own, where several commit at once; what is given lets another thread join it."""
    settings.MEDIA_ROOT = tmp_path
    with django_db_blocker.unblock():
        usual = connections[USUAL]
        name = _copied(usual, tmp_path)

        def join():
            fresh = connections.create_connection(USUAL)
            fresh.settings_dict = {**fresh.settings_dict, "NAME": name}
            connections[USUAL] = fresh

        join()
        yield join
        connections[USUAL].close()
        connections[USUAL] = usual
        if usual.vendor == "postgresql":
            _as_owner(usual, f'DROP DATABASE "{name}"')


def _copied(usual, folder) -> str:
    if usual.vendor == "postgresql":
        source = usual.settings_dict["NAME"]
        usual.close()
        _as_owner(usual, f'CREATE DATABASE "{source}_apart" TEMPLATE "{source}"')
        return f"{source}_apart"
    usual.ensure_connection()
    with closing(sqlite3.connect(folder / "apart.sqlite3")) as copy:
        usual.connection.backup(copy)
    return str(folder / "apart.sqlite3")


def _as_owner(usual, statement) -> None:
    with usual._nodb_cursor() as cursor:
        cursor.execute(statement)


def at_once(join, *acts):
    """Run each act in a thread of its own, all from the same moment; what each gave, or how it was refused."""
    start = Barrier(len(acts))

    def run(act):
        join()
        try:
            start.wait(timeout=20)
            with override("en"):
                try:
                    return act()
                except Refused as refusal:
                    return str(refusal)
        finally:
            connections[USUAL].close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [one.result(timeout=60) for one in [pool.submit(run, act) for act in acts]]


@pytest.mark.law("15(2)")
def test_of_two_who_decide_at_once_one_wins_and_the_other_is_told(joining):
    stage = Stage()
    case = stage.case("decision")
    digest = case.reports.last().digest

    def deciding(who, verdict):
        step = {**stage.step(who, 6), "case": case, "digest": digest, "reason": "it follows"}
        return lambda: actions.decide(**step, verdict=verdict)

    said = at_once(joining, deciding(stage.certifier, "granted"), deciding(stage.second_certifier, "refused"))
    assert sorted(isinstance(one, Case) for one in said) == [False, True]
    told = next(one for one in said if isinstance(one, str))
    decision = Decision.objects.get(case=case)
    assert "The case is decided already" in told and decision.person.name_en in told
    assert Certificate.objects.filter(case=case).count() == (decision.verdict == "granted")
    assert Duty.objects.filter(case=case, duty="decide").count() == 1
    assert verify() is None, "both wrote into one unbroken record, or nothing"


def test_of_two_certificates_issued_anew_at_once_one_stands(joining):
    stage = Stage()
    certificate = stage.case("granted").certificate
    given = {"certificate": certificate, "what": "name", "takes_effect_on": certificate.issued_on, "reason": "A name."}
    change = actions.report_change(**stage.step(stage.applicant, 8), **given)
    names = {"subject_ko": "새 버스", "subject_en": "New bus", "holder_ko": "다온", "holder_en": "Daon"}

    def reissuing():
        step = {**stage.step(stage.operator, 9), "change": change, "reason": "because"}
        return actions.reissue_certificate(**step, **names)

    said = at_once(joining, reissuing, reissuing)
    assert sorted(type(one).__name__ for one in said) == ["Change", "str"]
    assert certificate.reissues.count() == 1 and certificate.credentials.count() == 2
