"""What every test shares: which of them touch the database, quick passwords, and no language left behind."""

import os

import pytest
from django.conf import settings as site
from django.utils import translation
from hypothesis import settings as hypothesis
from scene import played

hypothesis.register_profile("here", deadline=None)
hypothesis.register_profile("ci", deadline=None, derandomize=True, database=None, print_blob=True)
hypothesis.load_profile("ci" if os.environ.get("CI") == "true" else "here")

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}


def pytest_configure():
    site.ANALYSER_HOME = None  # no process of its own that would outlive the tests
    site.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_modifyitems(items):
    """Mark what runs again on PostgreSQL: whatever asks for the database, itself or through a fixture."""
    for item in items:
        if item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.database)


@pytest.fixture(autouse=True)
def _index_of_its_own(settings, tmp_path):
    """What a test lists is rolled back; a search index that outlived it would know services that are gone."""
    settings.INDEX_ROOT = tmp_path / "index"


@pytest.fixture(autouse=True)
def _keys_of_its_own(settings, tmp_path):
    """The private keys that a test makes are gone with it."""
    settings.KEYS_ROOT = tmp_path / "keys"


@pytest.fixture(autouse=True)
def _calls_of_its_own(settings, tmp_path):
    """What other tests called in this minute is not counted."""
    settings.CALLS_FILE = tmp_path / "calls"


@pytest.fixture(autouse=True)
def _language_of_the_site():
    """A page read in English leaves its language to the thread; the next test starts from the site's own."""
    yield
    translation.deactivate()


@pytest.fixture(scope="module")
def scene(request, django_db_setup, django_db_blocker, tmp_path_factory):
    """What the module's `story()` comes to, told once for all its tests."""
    with played(request.module.story, tmp_path_factory.mktemp("scene"), django_db_blocker) as scene:
        yield scene


@pytest.fixture
def found(scene, db, settings):
    """What the module's `story()` returned, as if it had been told for this test alone."""
    return scene.found(settings)
