import pytest
from certification.stage import Stage
from django.utils.translation import override

from cityloop.outbox.writing import write


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


@pytest.fixture
def stage(db, settings, tmp_path):
    """The people of a small scheme, in whose case nothing has happened yet."""
    settings.MEDIA_ROOT = tmp_path
    return Stage()


@pytest.fixture
def letter(stage):
    """Writes a letter to the applicant about a case of the stage: held, unless said otherwise."""
    case = stage.case()

    def write_one(held=True, key="", to=None, **facts):
        said = {"case": "Night bus", "reference": case.reference, "link": "/x"}
        return write(
            at=stage.step(None)["at"],
            kind="certification.withdrawn",
            to=to or [stage.applicant],
            about=case,
            key=key,
            held=held,
            **{**said, **facts},
        )[0]

    return write_one
