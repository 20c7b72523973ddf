"""Where the figures of a report come from: each source once, by number, with its address."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cityloop.papers import Heading, Table


class Sources:
    """Numbers what is cited in the order in which it is first cited."""

    def __init__(self, base: str):
        self.base = base
        self.known: dict[tuple[str, str], int] = {}

    def cite(self, words: str, name: str, *args) -> str:
        """The mark of a source: its words, and the name and arguments of the page where it can be read."""
        key = words, f"{self.base}{reverse(name, args=args)}"
        return f"[{self.known.setdefault(key, len(self.known) + 1)}]"

    def blocks(self):
        """The last chapter: every source with its address."""
        yield Heading(_("Sources"))
        rows = tuple((f"[{number}]", *key) for key, number in self.known.items())
        yield Table((_("No."), _("Source"), _("Address")), rows, widths=(1, 6, 6))
