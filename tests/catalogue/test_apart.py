"""Kiwi lives in one process for the whole machine, and a search goes on whatever becomes of that process."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from cityloop.catalogue.search import apart, korean

SERVES = """
import sys
from pathlib import Path
from cityloop.catalogue.search.apart import serve
serve(Path(sys.argv[1]), 4)
"""
WORDS = ["주차난을", "걷는", "가", "미세먼지"]


@pytest.fixture(autouse=True)
def _temporary_files_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


@pytest.fixture
def home(tmp_path):
    """A home whose process is ended with the test."""
    yield tmp_path
    for pid in loaded(tmp_path):
        os.kill(pid, signal.SIGKILL)


def loaded(home) -> list[int]:
    """The processes of this home that serve Kiwi."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = entry.read_bytes().decode().split("\0")
        except OSError:
            continue
        if any(one.startswith(str(home / "cityloop-")) for one in line):
            found.append(int(entry.parent.name))
    return found


def test_many_processes_share_one_kiwi_and_have_its_answer(home, monkeypatch):
    monkeypatch.setattr(korean, "kiwi", lambda: pytest.fail("Kiwi was loaded here"))
    answers = []
    asking = [threading.Thread(target=lambda: answers.append(apart.analyse(WORDS, home))) for _ in range(4)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    monkeypatch.undo()
    assert answers == [korean.analyse(WORDS)] * 4
    time.sleep(0.5)  # those that came second have seen the lock and ended
    assert len(loaded(home)) == 1


def test_after_it_was_killed_the_next_question_starts_it_again(home):
    apart.analyse(WORDS, home)
    (killed,) = loaded(home)
    os.kill(killed, signal.SIGKILL)
    assert apart.analyse(["교차로에서"], home) == korean.analyse(["교차로에서"])
    assert killed not in loaded(home)


def test_nonsense_is_not_answered_and_the_next_is(home):
    apart.analyse(WORDS, home)
    with socket.socket(socket.AF_UNIX) as link, apart._short(apart.folder_of(home)) as near:
        link.connect(f"{near}/{apart._name()}.sock")
        link.sendall(b"no JSON\n")
    assert apart.analyse(["교차로에서"], home) == korean.analyse(["교차로에서"])


def test_it_ends_when_nobody_asks(tmp_path):
    serving = threading.Thread(target=apart.serve, args=(tmp_path, 0.3))
    serving.start()
    serving.join(5)
    assert not serving.is_alive() and not list(tmp_path.glob("*.sock"))


def test_where_it_cannot_be_started_words_are_analysed_here(tmp_path):
    (tmp_path / f"cityloop-{os.getuid()}").write_text("in the way")
    assert apart.analyse(WORDS, tmp_path) == korean.analyse(WORDS)
    assert apart.analyse(WORDS, None) == korean.analyse(WORDS)
    assert apart.analyse([], tmp_path) == {}


def test_a_second_process_of_the_same_home_ends_at_once(tmp_path):
    first = subprocess.Popen([sys.executable, "-c", SERVES, str(tmp_path)])
    until = time.monotonic() + 20
    while not list(tmp_path.glob("*.sock")) and time.monotonic() < until:
        time.sleep(0.05)
    subprocess.run([sys.executable, "-c", SERVES, str(tmp_path)], check=True, timeout=20)
    assert first.poll() is None
    first.wait(30)


def test_a_folder_that_others_may_write_to_is_not_trusted(tmp_path):
    (tmp_path / f"cityloop-{os.getuid()}").mkdir(mode=0o777)
    (tmp_path / f"cityloop-{os.getuid()}").chmod(0o777)
    with pytest.raises(PermissionError):
        apart.folder_of(tmp_path)
    assert apart.analyse(WORDS, tmp_path) == korean.analyse(WORDS)


def test_nothing_of_it_lies_in_the_home(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    apart.analyse(WORDS, home)
    assert list(home.iterdir()) == []
    for pid in loaded(tmp_path):
        os.kill(pid, signal.SIGKILL)
