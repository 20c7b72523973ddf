"""What lasts while the tests of a module run: played once, and left by each of them as it was found."""

from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path

from django.db import transaction
from django.test import override_settings


class Scene:
    """What a story came to, and where its files are. Each test asks `found()` for people and cases of its own."""

    def __init__(self, told, files: Path):
        self.told, self.files = told, files

    def found(self, settings):
        """What the story returned, anew: a test may change what it is given."""
        settings.MEDIA_ROOT = self.files
        return deepcopy(self.told)


@contextmanager
def played(story, files: Path, blocker):
    """The scene that `story()` came to. One transaction, in which a test is a savepoint."""
    block = transaction.atomic()
    with blocker.unblock():
        block.__enter__()
    try:
        with (
            blocker.unblock(),
            override_settings(MEDIA_ROOT=files, KEYS_ROOT=files / "keys", INDEX_ROOT=files / "index"),
        ):
            scene = Scene(story(), files)
        yield scene
    finally:
        with blocker.unblock():
            transaction.set_rollback(True)
            block.__exit__(None, None, None)
