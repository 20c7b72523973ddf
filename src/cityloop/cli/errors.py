"""What the command line says when it will not go on, in both languages, and with which exit status."""

from __future__ import annotations

import os
from pathlib import Path

from cityloop.engine.text import Text, joined, same


def language() -> str:
    """`ko` or `en`: from `CITYLOOP_LANGUAGE`, else the locale of the shell."""
    names = (os.environ.get(name) for name in ("CITYLOOP_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    return "ko" if (next(filter(None, names), "")).lower().startswith("ko") else "en"


class Refusal(Exception):
    """The verb stops here: `text` says why, `status` is the exit status. Nothing has been written."""

    status = 1

    def __init__(self, text: Text | str):
        self.text = text if isinstance(text, Text) else same(text)
        super().__init__(self.text.en)


class FileError(Refusal):
    """A file that cannot be used: where, what is wrong, what was expected, what to do. Exit status 2.

    >>> print(FileError("marks.csv", line=3, column="mark", found="abc", expected=Text("숫자", "a number"),
    ...                 remedy=Text("숫자로 고치십시오.", "Write a number.")))
    marks.csv:3: column 'mark': found 'abc', expected a number. Write a number.
    """

    status = 2

    def __init__(
        self,
        path: str | Path,
        *,
        expected: Text | str,
        remedy: Text | str,
        line: int | None = None,
        column: str | None = None,
        found: object = None,
    ):
        self.path, self.line, self.column, self.found = str(path), line, column, found
        self.expected = expected if isinstance(expected, Text) else same(expected)
        self.remedy = remedy if isinstance(remedy, Text) else same(remedy)
        super().__init__(self._say())

    def _say(self) -> Text:
        where = self.path + (f":{self.line}" if self.line else "") + ":"
        parts = [same(where)]
        if self.column is not None:
            parts.append(Text("열 '{c}':", "column '{c}':").format(c=_short(self.column)))
        if self.found is not None:
            found = self.found if isinstance(self.found, Text) else same(f"'{_short(self.found)}'")
            parts.append(Text("발견한 것: {f}.", "found {f},").format(f=found))
        parts.append(Text("필요한 것: {e}.", "expected {e}.").format(e=self.expected))
        return joined([*parts, self.remedy])


class Impossible(Refusal):
    """A task that no answer can satisfy, and why. Exit status 3."""

    status = 3


def _short(value: object, longest: int = 60) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= longest else text[: longest - 1] + "…"
