"""A task that no answer can satisfy: why, and the smallest changes of which each one alone would do."""

from __future__ import annotations

from .text import Text, joined


class Impossible(Exception):
    """Raised by a verb that has proved that its limits exclude each other.

    >>> print(Impossible(Text("예산 부족", "the budget is short"), [Text("5 증액", "raise it by 5")]))
    the budget is short. Would do: raise it by 5
    """

    def __init__(self, why: Text, remedies: list[Text] | tuple[Text, ...] = ()):
        self.why, self.remedies = why, tuple(remedies)
        super().__init__(self.text.en)

    @property
    def text(self) -> Text:
        """The reason and the remedies as one sentence each."""
        if not self.remedies:
            return self.why
        return joined([self.why, joined([Text("해결 방법:", "Would do:"), joined(self.remedies, "; ")])], ". ")
