"""Calls of a minute are counted once for all processes of the machine."""

import multiprocessing

from cityloop.catalogue.counting import PLACE, PLACES, count

MINUTE = 29_000_000
CALLS, PROCESSES = 300, 4


def call_often(file):
    for _ in range(CALLS):
        count(file, "somebody", MINUTE)


def test_the_first_call_of_a_minute_is_one_and_callers_are_apart(tmp_path):
    file = tmp_path / "calls"
    assert [count(file, "a", MINUTE) for _ in range(3)] == [1, 2, 3]
    assert count(file, "b", MINUTE) == 1
    assert count(file, "a", MINUTE + 1) == 1


def test_processes_that_call_at_once_lose_no_call(tmp_path):
    file = tmp_path / "calls"
    context = multiprocessing.get_context("spawn")
    callers = [context.Process(target=call_often, args=(file,)) for _ in range(PROCESSES)]
    for one in callers:
        one.start()
    for one in callers:
        one.join()
    assert count(file, "somebody", MINUTE) == CALLS * PROCESSES + 1


def test_the_file_stays_small_and_may_be_thrown_away(tmp_path):
    file = tmp_path / "calls"
    for number in range(1_000):
        count(file, f"caller {number}", MINUTE)
    assert file.stat().st_size <= PLACES * PLACE.size
    file.unlink()
    assert count(file, "caller 1", MINUTE) == 1
