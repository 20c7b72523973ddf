"""A draft edition tried over a record: the engine's replay as JSON values."""

from __future__ import annotations


def tried(old, new, record) -> dict:
    """Replay `record` under both editions."""
    from cityloop.engine.revision import replay

    return replay(old, new, record)
