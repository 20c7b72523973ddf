"""`{% load cityloop %}` brings every component; docs/reference/components.md lists them."""

from django import template

from cityloop.web.components import actions, blocks, fields, figures, formats, lists, navigation, people, words

register = template.Library()
for family in (words, actions, navigation, people, lists, figures, formats, blocks, fields):
    register.tags.update(family.register.tags)
    register.filters.update(family.register.filters)
