"""The record of actions: one entry an action, in a chain that shows every tampering."""

import pytest
from cast import AT, organisation, person
from django.db import DatabaseError, connection, transaction

from cityloop.audit.actions import action, done
from cityloop.audit.models import Entry, Head
from cityloop.audit.queries import about, head, verify
from cityloop.audit.refusal import Refused

pytestmark = pytest.mark.django_db


@action("test.fail_half_way")
def fail_half_way(*, actor, at):
    organisation("half")
    raise Refused("what", "why", "remedy")


@action("test.outer")
def outer(*, actor, at):
    body = organisation("inner")
    return done(body)


def tamper(sql, *values):
    """Change a row behind the application's back, as somebody with the database's password could."""
    with connection.cursor() as cursor:
        for verb in ("update", "delete"):
            on = " ON audit_entry" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER audit_entry_never_{verb}{on}")
        cursor.execute(sql, values)


def three_entries():
    body = organisation()
    person("a", of=body)
    person("b", of=body)


def test_every_action_leaves_one_entry_that_names_what_it_was_about():
    body = organisation()
    entry = Entry.objects.get()
    assert (entry.sequence, entry.verb, entry.subject_id) == (1, "organisations.register_organisation", str(body.pk))
    assert list(about(body)) == [entry]
    assert head().hash == entry.hash


def test_an_untouched_chain_holds():
    three_entries()
    assert verify() is None
    assert head().sequence == 3


def test_a_refused_action_leaves_neither_change_nor_entry():
    with pytest.raises(Refused):
        fail_half_way(actor=None, at=AT)
    assert Entry.objects.count() == 0
    assert verify() is None


def test_an_action_inside_an_action_leaves_its_own_entry_first():
    outer(actor=None, at=AT)
    assert list(Entry.objects.values_list("verb", flat=True)) == ["organisations.register_organisation", "test.outer"]
    assert verify() is None


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_change_or_remove_an_entry(change):
    three_entries()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows = Entry.objects.filter(sequence=2)
        rows.update(verb="other") if change == "update" else rows.delete()
    assert verify() is None


def test_a_changed_entry_is_found():
    three_entries()
    tamper("UPDATE audit_entry SET verb = 'organisations.nothing' WHERE sequence = 2")
    assert verify().sequence == 2


def test_a_removed_entry_is_found():
    three_entries()
    tamper("DELETE FROM audit_entry WHERE sequence = 2")
    assert verify().sequence == 2


def test_an_entry_cut_off_the_end_is_found():
    three_entries()
    tamper("DELETE FROM audit_entry WHERE sequence = 3")
    assert verify().sequence == 3


def test_reordered_entries_are_found():
    three_entries()
    tamper("UPDATE audit_entry SET sequence = CASE sequence WHEN 2 THEN -3 WHEN 3 THEN -2 END WHERE sequence IN (2, 3)")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_entry SET sequence = -sequence WHERE sequence < 0")
    assert verify().sequence == 2


def test_two_entries_cannot_follow_the_same_one():
    three_entries()
    second = Entry.objects.get(sequence=2)
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.create(sequence=4, at=AT, recorded_at=AT, verb="fork", previous=second.previous, hash="f" * 64)


def test_there_is_one_head():
    with pytest.raises(DatabaseError), transaction.atomic():
        Head.objects.create(id=2)
