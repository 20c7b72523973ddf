"""The pieces that pages are built from, as template tags: one library a family, all loaded by `{% load cityloop %}`."""
