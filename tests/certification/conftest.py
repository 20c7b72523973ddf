import pytest
from certification.aftermath import Aftermath
from certification.stage import PANEL, Stage


@pytest.fixture
def stage(db, settings, tmp_path):
    """The people of a small scheme, in whose case nothing has happened yet."""
    settings.MEDIA_ROOT = tmp_path
    return Stage()


@pytest.fixture
def committee_stage(db, settings, tmp_path):
    """The same, with an edition whose committee deliberates."""
    settings.MEDIA_ROOT = tmp_path
    return Stage(panel=PANEL)


@pytest.fixture
def stage_for(db, settings, tmp_path):
    """`stage_for("deliberation")`: the stage on which a case can come to a state."""
    settings.MEDIA_ROOT = tmp_path
    return lambda state: Stage(**({"panel": PANEL} if state == "deliberation" else {}))


@pytest.fixture
def aftermath(stage):
    """The same people, once certificates are in force."""
    return Aftermath(stage)
