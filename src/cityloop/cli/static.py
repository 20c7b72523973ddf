"""The static files of the site, collected and compressed once and again only after one of them changed."""

from __future__ import annotations

import hashlib
from pathlib import Path


def collect() -> bool:
    """Bring `STATIC_ROOT` up to date; whether anything had to be done. Files are told apart by path, size and time."""
    from django.conf import settings
    from django.core.management import call_command

    mark, found = Path(settings.STATIC_ROOT) / ".collected", _fingerprint()
    if mark.exists() and mark.read_text() == found:
        return False
    mark.unlink(missing_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    mark.write_text(found)
    return True


def _fingerprint() -> str:
    from django.contrib.staticfiles.finders import get_finders

    lines = []
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = Path(storage.path(name)).stat()
            lines.append(f"{storage.path(name)} {stat.st_size} {stat.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
