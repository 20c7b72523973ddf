"""The editor of a draft: pages of forms over one text. Each form edits the part it shows and leaves the rest alone."""

from cityloop.feedback.editor.catalogue import PARTS, part_of, parts_for
from cityloop.feedback.editor.part import Part
from cityloop.feedback.editor.places import place_of

__all__ = ["PARTS", "Part", "part_of", "parts_for", "place_of"]
