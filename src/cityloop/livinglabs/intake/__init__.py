"""Files of readings taken in: opened, put in order, flagged, reported on; then kept by month under their hashes."""

from cityloop.livinglabs.intake.keeping import already_there, sha256_of
from cityloop.livinglabs.intake.opening import Broken, Columns
from cityloop.livinglabs.intake.staging import Asked, Staged, stage

__all__ = ["Asked", "Broken", "Columns", "Staged", "already_there", "sha256_of", "stage"]
