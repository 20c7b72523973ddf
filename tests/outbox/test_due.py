"""The hourly job: twice without harm, one fault stops nobody else, and the exit status says so."""

from datetime import date

import pytest
from cast import AT

from cityloop.cli import main
from cityloop.outbox import due
from cityloop.outbox.models import DueRun, Letter

DAY = date(2026, 9, 1)


@pytest.fixture
def works(monkeypatch, db):
    """An empty list of work, to which a test adds its own."""
    monkeypatch.setattr(due, "DUES", {})
    return due.register_due


def rename(letter):
    """Work that is done once: it gives the letter a key, and finds nothing to do afterwards."""

    def work(*, on, at):
        found = Letter.objects.filter(pk=letter.pk, key="")
        return [f"letter {one.pk} keyed" for one in found if found.update(key=str(on))]

    return work


def test_the_second_run_finds_nothing_to_do(works, letter):
    works("rename", rename(letter()))
    first, second = (due.run_due(on=DAY, at=AT) for _ in range(2))
    assert [len(first[0].did), len(second[0].did)] == [1, 0]
    assert DueRun.objects.get(name="rename").done == 0


def test_a_fault_is_undone_and_written_down_and_the_others_run(works, letter):
    found = letter()

    def broken(*, on, at):
        rename(found)(on=on, at=at)
        raise ZeroDivisionError("no round was found")

    works("broken", broken)
    works("whole", lambda *, on, at: ["one"])
    results = {result.name: result for result in due.run_due(on=DAY, at=AT)}
    assert "no round was found" in results["broken"].fault and results["whole"].did == ["one"]
    found.refresh_from_db()
    assert found.key == ""
    assert "no round was found" in DueRun.objects.get(name="broken").error


def test_a_fault_that_is_over_is_forgotten(works):
    works("work", lambda *, on, at: 1 / 0)
    due.run_due(on=DAY, at=AT)
    works("work", lambda *, on, at: [])
    due.run_due(on=DAY, at=AT)
    assert DueRun.objects.get().error == ""


def test_the_command_says_what_it_did(works, capsys):
    works("work", lambda *, on, at: [f"done for {on}"])
    assert main(["due", "--on", "2026-12-31"]) == 0
    assert "work: 1 done\n  done for 2026-12-31\n" in capsys.readouterr().out


def test_the_command_fails_by_its_exit_status(works, capsys):
    works("work", lambda *, on, at: 1 / 0)
    assert main(["due"]) == 1
    assert "work failed and was undone: ZeroDivisionError" in capsys.readouterr().err


def test_a_rehearsal_changes_nothing(works, letter, capsys):
    found = letter()
    works("rename", rename(found))
    assert main(["due", "--on", "2026-12-31", "--rehearse"]) == 0
    assert "keyed" in capsys.readouterr().out
    found.refresh_from_db()
    assert (found.key, DueRun.objects.count()) == ("", 0)


def test_a_day_that_is_none_is_refused(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["due", "--on", "31.12.2026"])
    assert stopped.value.code == 2
    assert "YYYY-MM-DD" in capsys.readouterr().err


def test_the_command_sends_what_is_to_be_sent(works, letter, capsys):
    letter(held=False)
    assert main(["due"]) == 0
    assert "letters: 1 sent, 0 failed" in capsys.readouterr().out
    assert Letter.objects.get().state == Letter.State.SENT
