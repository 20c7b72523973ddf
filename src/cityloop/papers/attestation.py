"""A certificate as a value: one page that says who is attested what, by whom, until when."""

from dataclasses import dataclass
from datetime import date as Date


@dataclass(frozen=True)
class Attestation:
    """One page in a frame: number, title, what is attested of whom, the sentence, the day, and who signs.

    `address` is where the page can be checked; it is printed as a QR code with `address_says` beside it, and `proofs`
    (digests) under it. `banner` says that it is a simulation, and `banner_word` stands behind the text. Where the
    certificate does not hold (any more), `void` is the one word printed across the page and `void_says` the sentence
    over the title. `date` is the day in words, `day` the one written into the file.
    """

    language: str
    number: str
    title: str
    scheme: str
    subject: str
    subject_note: str
    facts: tuple[tuple[str, str], ...]
    sentence: str
    date: str
    signer: str
    address: str
    address_says: str
    proofs: tuple[tuple[str, str], ...] = ()
    foot: str = ""
    banner: str = ""
    banner_word: str = ""
    void: str = ""
    void_says: str = ""
    day: Date | None = None
