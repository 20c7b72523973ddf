"""The pages of a case that only certification has, and how they are opened."""

from functools import partial

from cityloop.assessment.models import Edition
from cityloop.assessment.views import frame
from cityloop.assessment.views.frame import attempted, sees_marks

__all__ = ["attempted", "on_case", "page", "sees_marks"]

on_case = partial(frame.on_case, kind=Edition.Kind.SCHEME)


def page(request, case, template, **more):
    """Render a page of a case from the templates of certification."""
    return frame.page(request, case, f"certification/{template}", **more)
