"""A paper as JSON and back: what was written stays as it was written."""

import json
from dataclasses import asdict
from datetime import date

from cityloop.papers import Facts, Heading, Listing, Paper, Paragraph, Table

KINDS = {kind.__name__.lower(): kind for kind in (Facts, Heading, Listing, Paragraph, Table)}


def frozen(paper: Paper) -> dict:
    """The paper as JSON, as it comes back from a database.

    >>> frozen(Paper("Plan", "en", (Heading("One"),), date=date(2027, 1, 4)))["blocks"]
    [{'kind': 'heading', 'text': 'One', 'level': 1}]
    """
    blocks = [{"kind": type(block).__name__.lower(), **asdict(block)} for block in paper.blocks]
    told = {**asdict(paper), "blocks": blocks, "date": paper.date.isoformat() if paper.date else None}
    return json.loads(json.dumps(told))


def thawed(data: dict, foot: str) -> Paper:
    """The paper of such JSON, with what stands at the foot of each page.

    >>> paper = Paper("Plan", "en", (Facts((("City", "Sofia"),)), Table(("a",), (("1",),))), date=date(2027, 1, 4))
    >>> thawed(frozen(paper), "") == paper
    True
    """
    blocks = tuple(_block(dict(block)) for block in data["blocks"])
    day = date.fromisoformat(data["date"]) if data["date"] else None
    return Paper(**{**data, "blocks": blocks, "date": day, "foot": foot})


def _block(data: dict):
    kind = KINDS[data.pop("kind")]
    return kind(**{name: _tuples(value) for name, value in data.items()})


def _tuples(value):
    return tuple(_tuples(one) for one in value) if isinstance(value, list | tuple) else value
