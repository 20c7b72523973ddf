"""The one set of icons: 24 grid, 1.75 stroke, round ends; always beside words, so hidden from screen readers."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

SHAPES = {
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m20 20-4.8-4.8"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "down": '<path d="m6 9.5 6 6 6-6"/>',
    "right": '<path d="m9.5 6 6 6-6 6"/>',
    "go": '<path d="M4 12h15M13 6l6 6-6 6"/>',
    "back": '<path d="M20 12H5M11 6l-6 6 6 6"/>',
    "check": '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
    "alert": '<path d="M12 4 2.8 19.5h18.4L12 4Z"/><path d="M12 10v4.5M12 17.2v.1"/>',
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11.2V16M12 8v.1"/>',
    "stop": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7.8v5M12 16v.1"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.2l3.4 2"/>',
    "file": '<path d="M6 3.5h8l4 4v13H6z"/><path d="M14 3.5v4h4M9 12.5h6M9 16h6"/>',
    "down-to": '<path d="M12 4v11M7 10.5l5 5 5-5M4.5 20h15"/>',
    "person": '<circle cx="12" cy="8" r="3.8"/><path d="M4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6"/>',
    "people": (
        '<circle cx="9" cy="8.5" r="3.3"/>'
        '<path d="M2.8 19.5c.6-3.5 3-5.2 6.2-5.2s5.6 1.7 6.2 5.2M15.5 5.6a3.3 3.3 0 0 1 0 5.8M18 14.8c1.7.8'
        ' 2.8 2.4 3.2 4.7"/>'
    ),
    "city": ('<path d="M3.5 20.5h17M5.5 20.5V9l6-3v14.5M11.5 11h7v9.5M8.5 11.5v.1M8.5 15v.1M15 14.5v.1M15 17.5v.1"/>'),
    "globe": (
        '<circle cx="12" cy="12" r="8.5"/>'
        '<path d="M3.5 12h17M12 3.5c2.6 2.5 3.8 5.3 3.8 8.5s-1.2 6-3.8 8.5c-2.6-2.5-3.8-5.3-3.8-8.5s1.2-6'
        ' 3.8-8.5Z"/>'
    ),
    "firm": ('<path d="M4 20.5V8.5l8-4v16M12 10h8v10.5M2.5 20.5h19M8 10.5v.1M8 14v.1M8 17.3v.1M16 13.5v.1M16 17v.1"/>'),
    "scale": (
        '<path d="M12 4v16.5M7.5 20.5h9M5 7.5h14M5 7.5l-2.7 6.5a2.9 2.9 0 0 0 5.4 0L5 7.5ZM19 7.5l-2.7'
        ' 6.5a2.9 2.9 0 0 0 5.4 0L19 7.5Z"/>'
    ),
    "chart": '<path d="M4 4v16h16M8 16v-4M12.5 16V8M17 16v-6"/>',
    "filter": '<path d="M4 6.5h16M7 12h10M10 17.5h4"/>',
    "pin": (
        '<path d="M12 21c4.5-4.7 6.8-8.2 6.8-11.2a6.8 6.8 0 0 0-13.6 0C5.2 12.8 7.5 16.3 12 21Z"/>'
        '<circle cx="12" cy="9.8" r="2.4"/>'
    ),
    "inbox": '<path d="M4 13.5 6.5 5h11l2.5 8.5V19H4v-5.5Z"/><path d="M4 13.5h4.5l1.2 2.5h4.6l1.2-2.5H20"/>',
    "lock": '<path d="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3"/>',
    "print": '<path d="M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6.5H7z"/>',
    "out": '<path d="M10 5H5v14h14v-5M14 4.5h5.5V10M19 5l-8 8"/>',
    "hand": (
        '<path d="M8 12V6.2a1.4 1.4 0 0 1 2.8 0V11m0-.5V4.7a1.4 1.4 0 0 1 2.8 0V11m0-.3V6a1.4 1.4 0 0 1 2.8'
        ' 0v7.5c0 4-2.2 7-6 7-3 0-4.6-1.5-5.9-4l-1.7-3.3c-.8-1.6 1.2-2.7 2.2-1.3L8 13.5"/>'
    ),
}


def icon(name: str):
    """The icon as inline SVG.

    Raises `KeyError` for a name outside the set: a page never shows a blank instead of an icon.

    >>> icon("menu")
    '<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="M4 7h16M4 12h16M4 17h16"/></svg>'
    """
    return format_html('<svg class="i" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', SafeString(SHAPES[name]))
