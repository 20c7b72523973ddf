import pytest
from certification.aftermath import Aftermath
from certification.stage import Stage


@pytest.fixture
def stage(db, settings, tmp_path):
    """The people of a small scheme, in whose case nothing has happened yet."""
    settings.MEDIA_ROOT = tmp_path
    return Stage()


@pytest.fixture
def aftermath(stage):
    """The same people, once certificates are in force."""
    return Aftermath(stage)
