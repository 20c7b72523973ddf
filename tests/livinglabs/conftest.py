import pytest
from livinglabs.polling import Polling


@pytest.fixture
def polling(db, settings, tmp_path):
    """A call that reads a criterion from a vote, with an admitted proposal."""
    settings.MEDIA_ROOT = tmp_path
    return Polling()
