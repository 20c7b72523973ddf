"""Warnings about wording: a text in the wrong place of its pair, blanks around it, a mark of a draft left in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ...text import Text
from ..edition import Edition
from ..faults import Findings, Path

_HANGUL = re.compile(r"[가-힣]")
_DRAFT = re.compile(r"\b(TODO|TBD|FIXME|XXX)\b|[(（](?:작성|미정)[)）]", re.IGNORECASE)


def texts_read_as_they_should(edition: Edition, findings: Findings) -> None:
    for path, text in _pairs(findings.data, ()):
        for language, wrong in _slips(text):
            findings.add((*path, language), wrong, Text("문안을 확인하십시오.", "Look at the wording."), warning=True)


def _slips(text: Mapping[str, str]) -> Iterator[tuple[str, Text]]:
    if not _HANGUL.search(text["ko"]) and text["ko"] != text["en"]:
        yield "ko", Text("국문에 한글이 없음.", "The Korean has no Hangul.")
    if _HANGUL.search(text["en"]):
        yield "en", Text("영문에 한글이 있음.", "The English has Hangul.")
    for language in ("ko", "en"):
        if text[language] != " ".join(text[language].split()):
            yield language, Text("앞뒤 또는 겹친 빈칸이 있음.", "There are blanks around it or doubled in it.")
        if _DRAFT.search(text[language]):
            yield language, Text("작성 중 표시가 남아 있음.", "A mark of a draft is left in it.")


def _pairs(data: Any, path: Path) -> Iterator[tuple[Path, Mapping[str, str]]]:
    if isinstance(data, Mapping):
        if set(data) == {"ko", "en"} and all(isinstance(text, str) for text in data.values()):
            yield path, data
            return
        for name, item in data.items():
            yield from _pairs(item, (*path, name))
    elif isinstance(data, list | tuple):
        for index, item in enumerate(data):
            yield from _pairs(item, (*path, index))


CHECKS = (((), texts_read_as_they_should),)
