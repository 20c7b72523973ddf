"""May they? And which ways a case goes, by its edition."""

from cityloop.assessment.queries import compiled


def deliberates(case) -> bool:
    """Does a committee deliberate on the evaluation of this case? Where its edition states a quorum (Art. 4(4))."""
    panel = compiled(case.edition).panel
    return panel is not None and panel.quorum is not None
