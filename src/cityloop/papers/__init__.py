"""Official papers: one value, printed as PDF, as a Hangul file and as a Word file.

    from cityloop.papers import Facts, Heading, Paper, Paragraph, Signature, Signatures, Table, as_hwpx, as_pdf

    paper = Paper(
        title=_("Minutes"), language=current(), number="M-2026-03", date=on, issuer=str(body),
        blocks=(
            Facts(((_("Place"), place), (_("Present"), "6 / 8"))),
            Heading(_("Resolutions")),
            Table((_("Case"), _("For"), _("Against")), rows, widths=(4, 1, 1), numeric=(1, 2)),
            Signatures((Signature(_("Chair"), chair.name),)),
        ),
    )
    as_pdf(paper)     # bytes of PDF/A-2a and PDF/UA-1; the same for the same paper, always
    as_hwpx(paper)    # bytes of HWPX, with real headings and tables
    as_docx(paper)    # bytes of DOCX, likewise

Text is text: nothing in it is ever read as markup. It comes in the paper's language already (`language` only says
which), so build a paper inside `override(language)`. A character that the bundled font lacks is shown by its code
and the paper says so at its end; an `Attestation` (a certificate) is refused instead, with `Unprintable`.
"""

from cityloop.papers.attestation import Attestation
from cityloop.papers.docx import as_docx
from cityloop.papers.glyphs import Unprintable, require_printable
from cityloop.papers.hwpx import as_hwpx
from cityloop.papers.onepage import OnePage, Strip
from cityloop.papers.paper import Facts, Heading, Listing, Paper, Paragraph, Signature, Signatures, Table
from cityloop.papers.pdf import as_pdf

__all__ = [
    "Attestation",
    "Facts",
    "Heading",
    "Listing",
    "OnePage",
    "Paper",
    "Paragraph",
    "Signature",
    "Signatures",
    "Strip",
    "Table",
    "Unprintable",
    "as_docx",
    "as_hwpx",
    "as_pdf",
    "require_printable",
]
