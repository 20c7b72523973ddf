"""Readings from an address: fetched page by page, once, from where this installation may ask."""

from cityloop.livinglabs.pulling.asking import Unreachable, asked
from cityloop.livinglabs.pulling.pages import Page, Unread, read_page

__all__ = ["Page", "Unreachable", "Unread", "asked", "read_page"]
