import pytest
from certification.stage import Stage


@pytest.fixture
def stage(db, settings, tmp_path):
    """The people of a small scheme, in whose case nothing has happened yet."""
    settings.MEDIA_ROOT = tmp_path
    return Stage()
