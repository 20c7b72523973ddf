"""The indicators of a compiled framework, as a diagnosis takes them."""

from __future__ import annotations

from cityloop.engine.edition import Edition

from .values import Band, Indicator


def indicators_of(framework: Edition) -> tuple[Indicator, ...]:
    """Every indicator with its theme: the one it names, else the area its category belongs to.

    A direction of `none` says that neither more nor less is better, and is None here.

    >>> from cityloop.engine.edition import compile_edition
    >>> both = {"ko": "가", "en": "a"}
    >>> data = {"kind": "framework", "id": "demo", "edition": "1", "title": both, "source": [{"cite": "none"}],
    ...         "areas": [{"id": "air", "title": both}],
    ...         "indicators": [{"id": "pm25", "theme": "air", "title": both, "direction": "lower", "goal": 10}]}
    >>> indicators_of(compile_edition(data))[0].theme
    'air'
    """
    groups = {group.id: group.area for group in framework.groups}
    areas = {category.id: groups.get(category.group, category.group) for category in framework.categories}
    return tuple(
        Indicator(
            id=item.id,
            theme=item.theme or areas.get(item.category, item.category) or "",
            direction=None if item.direction == "none" else item.direction,
            goal=item.goal,
            bands=tuple(Band(band.name, band.limit) for band in item.bands),
            weight=item.weight,
            unit=str(item.unit or ""),
        )
        for item in framework.indicators
    )
