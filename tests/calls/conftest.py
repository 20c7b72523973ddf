import pytest
from calls.stage import Stage


@pytest.fixture
def stage(db, settings, tmp_path):
    """The people of a small call, in which no proposal was opened yet."""
    settings.MEDIA_ROOT = tmp_path
    return Stage()
