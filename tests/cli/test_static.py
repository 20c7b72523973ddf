"""Static files are collected once, compressed, under lasting names; uncollected they keep their own."""

import os

import pytest
from django.templatetags.static import static

from cityloop.cli.static import collect


@pytest.fixture
def folder(settings, tmp_path):
    """A folder of static files of which the tests may change one."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "own.css").write_text("main { color: inherit }\n" * 100)
    settings.STATICFILES_DIRS = [own]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "collected"
    return own


def test_files_are_collected_again_only_after_one_changed(folder):
    assert [collect(), collect()] == [True, False]
    os.utime(folder / "own.css", (1, 1))
    assert [collect(), collect()] == [True, False]


def test_a_collecting_that_was_cut_off_is_done_again(folder, settings):
    collect()
    (settings.STATIC_ROOT / ".collected").unlink()
    assert collect()


def test_a_file_that_is_gone_is_not_kept(folder, settings):
    (folder / "old.css").write_text("")
    collect()
    (folder / "old.css").unlink()
    collect()
    assert not list(settings.STATIC_ROOT.glob("old*"))


def test_a_collected_file_has_a_name_of_its_content_and_a_compressed_copy(folder, settings):
    collect()
    name = static("own.css").removeprefix("/static/")
    assert name != "own.css"
    assert (settings.STATIC_ROOT / name).stat().st_size > 10 * (settings.STATIC_ROOT / f"{name}.gz").stat().st_size


def test_an_uncollected_file_keeps_its_name(folder):
    assert static("own.css") == "/static/own.css"
