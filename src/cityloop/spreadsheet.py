"""Cells that other people wrote, for files that a spreadsheet opens."""

OPENS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def inert(value):
    """The value of a cell; a text that a spreadsheet would take for a formula is quoted.

    >>> inert("=1+1"), inert("-"), inert(-1), inert("Safe crossing")
    ("'=1+1", "'-", -1, 'Safe crossing')
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(OPENS_A_FORMULA) else value
