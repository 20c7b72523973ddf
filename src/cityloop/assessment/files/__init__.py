"""Evidence files: what they really are, and where they are kept."""

from cityloop.assessment.files.formulas import Formulas, formulas_in
from cityloop.assessment.files.kinds import MEDIA_TYPES, OPENS_INSIDE, kind_of
from cityloop.assessment.files.store import Damaged, keep, read
from cityloop.assessment.files.unfit import Unfit

__all__ = ["MEDIA_TYPES", "OPENS_INSIDE", "Damaged", "Formulas", "Unfit", "formulas_in", "keep", "kind_of", "read"]
