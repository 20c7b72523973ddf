"""Components drawn by themselves, as a page would draw them."""

from django.template import Context, Template


def drawn(source: str, **context) -> str:
    """What the template `source` becomes, with every component loaded."""
    return Template("{% load cityloop %}" + source).render(Context(context))
