"""Programmes, their proposals, and what came of them."""

from cityloop.calls.models.register import Project, PublishedTotal

__all__ = ["Project", "PublishedTotal"]
