"""A paper as a value: what stands on it, in order, and nothing about how it is printed."""

from dataclasses import dataclass
from datetime import date as Date


@dataclass(frozen=True)
class Heading:
    """The title of a part; `level` 1 or 2 under the paper's own title."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Running text; a line break in it is kept. `small` for notes."""

    text: str
    small: bool = False


@dataclass(frozen=True)
class Facts:
    """What a form would have as label and box: `(label, value)` pairs."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """Rows under named columns. `widths` are shares (2, 1, 1); the columns at `numeric` are set to the right."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()
    numeric: tuple[int, ...] = ()
    caption: str = ""

    def __post_init__(self):
        if any(len(row) != len(self.columns) for row in self.rows) or len(self.widths) not in (0, len(self.columns)):
            raise ValueError("every row of a table, and its widths, have as many cells as it has columns")


@dataclass(frozen=True)
class Listing:
    """Items one under another, with bullets or with numbers."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Signature:
    """Who signs, as what, and what stands beside the name (a date, "signed", "absent")."""

    role: str
    name: str
    note: str = ""


@dataclass(frozen=True)
class Signatures:
    """The end of a paper: who answers for it."""

    people: tuple[Signature, ...]


Block = Heading | Paragraph | Facts | Table | Listing | Signatures


@dataclass(frozen=True)
class Paper:
    """An official paper on A4: head, blocks, and a foot with the page's number.

    `issuer` stands over the title, `number` and `date` under it; `banner` is a word in a frame at the head of the
    first page (simulated, draft); `foot` stands on every page (a digest, an address where it can be checked).
    """

    title: str
    language: str
    blocks: tuple[Block, ...]
    number: str = ""
    date: Date | None = None
    issuer: str = ""
    banner: str = ""
    foot: str = ""
