"""A file without what it says of its makers, for reviewers who must not know who applies.

The copy shows what the original shows. What cannot be made so is refused (`NotClean`), and then nobody is shown it.
"""

from cityloop.assessment.files.cleaning.packages import clean_package
from cityloop.assessment.files.cleaning.pdfs import clean_pdf
from cityloop.assessment.files.cleaning.pictures import clean_jpeg, clean_png
from cityloop.assessment.files.cleaning.unclean import BROKEN, KIND, NAMES, NotClean
from cityloop.assessment.files.cleaning.words import words_of

CLEANERS = {
    "pdf": clean_pdf,
    "docx": clean_package,
    "xlsx": clean_package,
    "hwpx": clean_package,
    "png": clean_png,
    "jpg": clean_jpeg,
    "csv": bytes,
    "json": bytes,
    "geojson": bytes,
    "yaml": bytes,
}
"""By kind of file. Plain text says nothing but its words; of archives and Parquet it is not known what they carry."""


def cleaned(kind: str, content: bytes, names=None) -> bytes:
    """The bytes of the copy. `names`, a compiled pattern, finds the names that its words may not have.

    Raises `NotClean` for a kind that is not known, a file that cannot be read, and one whose words name whom they
    may not.
    """
    if kind not in CLEANERS:
        raise NotClean(KIND)
    try:
        copy = CLEANERS[kind](content)
        said = words_of(kind, copy) if names is not None else ""
    except NotClean:
        raise
    except Exception as error:  # whatever a parser makes of a strange file, it is not shown
        raise NotClean(BROKEN) from error
    if names is not None and names.search(said):
        raise NotClean(NAMES)
    return copy


__all__ = ["NotClean", "cleaned"]
