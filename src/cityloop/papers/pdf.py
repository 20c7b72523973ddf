"""Print with typst: PDF/A-2a (kept for decades) and PDF/UA-1 (read aloud), the same bytes for the same value."""

import json
from dataclasses import asdict
from datetime import date, datetime, time, timedelta, timezone
from functools import cache
from pathlib import Path
from threading import Lock

import typst
from django.utils.translation import gettext as _
from django.utils.translation import override

from cityloop.papers.attestation import Attestation
from cityloop.papers.codes import picture
from cityloop.papers.glyphs import FONTS, missing, require_printable, shown, tidy
from cityloop.papers.onepage import OnePage
from cityloop.papers.paper import Paper, Paragraph

LAYOUTS = Path(__file__).with_name("layouts")
STANDARDS = ["a-2a", "ua-1"]
EPOCH = date(1970, 1, 1)
NOON = time(12, tzinfo=timezone(timedelta(hours=9)))
"""The moment written into a file is noon of the paper's day in Korea: with a clock no two printings would be alike."""

_one_at_a_time = Lock()


def as_pdf(paper: Paper | Attestation | OnePage) -> bytes:
    """The paper as PDF. An `Attestation` with a character that the font lacks raises `Unprintable`."""
    if isinstance(paper, Attestation):
        return _print("attestation.typ", _strict(paper), paper.day)
    if isinstance(paper, OnePage):
        return _print("onepage.typ", _page(paper), paper.date)
    return _print("paper.typ", _open(paper), paper.date)


def _strict(attestation: Attestation) -> dict:
    data = asdict(attestation) | {"day": ""}
    require_printable(*_texts(data))
    return _each(data, tidy) | {"code": picture(attestation.address)}


def _page(page: OnePage) -> dict:
    data = _each(asdict(page) | {"date": page.date.isoformat() if page.date else ""}, tidy)
    with override(page.language):
        data["said"] = {"columns": [_("Theme"), _("Place among peers"), _("Mean (bounds)"), _("Counted")]}
    return _each(data, shown)


def _open(paper: Paper) -> dict:
    """A paper with what cannot be printed shown by its code, and a note about that at its end."""
    blocks = [{"kind": type(block).__name__.lower()} | asdict(block) for block in paper.blocks]
    data = _each(asdict(paper) | {"blocks": blocks, "date": paper.date.isoformat() if paper.date else ""}, tidy)
    with override(paper.language):
        data["said"] = {"number": _("Number"), "date": _("Date")}
        if any(missing(text) for text in _texts(data)):
            note = _("A character that the font of this paper lacks stands here by its Unicode number, as [U+…].")
            data["blocks"].append({"kind": "paragraph"} | asdict(Paragraph(note, small=True)))
    return _each(data, shown)


def _print(layout: str, data: dict, day: date | None) -> bytes:
    """Data goes in as JSON beside the layout, never into it: no text can become markup."""
    with _one_at_a_time:
        return _compiler(layout).compile(
            format="pdf",
            sys_inputs={"paper": json.dumps(data, ensure_ascii=False, sort_keys=True)},
            pdf_standards=STANDARDS,
            timestamp=datetime.combine(day or EPOCH, NOON),
        )


@cache
def _compiler(layout: str) -> typst.Compiler:
    """One compiler a layout for the life of the process: fonts are read once."""
    return typst.Compiler(
        input=str(LAYOUTS / layout), root=str(LAYOUTS), font_paths=[str(FONTS)], ignore_system_fonts=True
    )


def _texts(data):
    """Every text inside."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _texts(value)


def _each(data, change):
    """The same shape with every text changed."""
    if isinstance(data, dict):
        return {key: _each(value, change) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_each(value, change) for value in data]
    if data is None or isinstance(data, bool | int | float):
        return data
    return change(data)
