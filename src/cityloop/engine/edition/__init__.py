"""A rulebook file compiled to frozen values with a digest, or everything that is wrong with it."""

from .call_parts import (
    Intake,
    Milestone,
    Money,
    Selection,
    Track,
)
from .compiler import canonical, compile_edition, digest, examine, in_file, shaped
from .duration import Duration
from .edition import Edition
from .faults import Fault, Faulty
from .lint import lint
from .parts import (
    Aggregate,
    Area,
    Criterion,
    Document,
    Evidence,
    Grade,
    Level,
    Panel,
    Passing,
    Profile,
    Question,
    Rule,
    Source,
    Stage,
    Surveillance,
    Validity,
)
from .timeline import in_force_on, state_on
from .upkeep import Reexamination, Revision

__all__ = [
    "Aggregate",
    "Area",
    "Criterion",
    "Document",
    "Duration",
    "Edition",
    "Evidence",
    "Fault",
    "Faulty",
    "Grade",
    "Intake",
    "Level",
    "Milestone",
    "Money",
    "Panel",
    "Passing",
    "Profile",
    "Question",
    "Reexamination",
    "Revision",
    "Rule",
    "Selection",
    "Source",
    "Stage",
    "Surveillance",
    "Track",
    "Validity",
    "canonical",
    "compile_edition",
    "digest",
    "examine",
    "in_file",
    "in_force_on",
    "lint",
    "shaped",
    "state_on",
]
