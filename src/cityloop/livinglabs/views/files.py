"""A file that was sent, at hand as a path for as long as it is read."""

import tempfile
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def at_hand(file):
    """The path of an uploaded file: its own where it lies on disk already, else a copy that goes afterwards."""
    own = getattr(file, "temporary_file_path", None)
    if own:
        yield Path(own())
        return
    with tempfile.NamedTemporaryFile(suffix=Path(file.name).suffix) as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        yield Path(copy.name)
