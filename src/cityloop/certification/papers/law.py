"""Citations of the law, as a rulebook file writes them, in the words of the reader's language."""

import re

from django.utils.translation import gettext as _

from cityloop.language import current

ARTICLES = re.compile(r"Art\. ((?:\d+(?:-\d+)?(?:\(\d+\))?(?:, )?)+)")
ONE = re.compile(r"(\d+)(?:-(\d+))?(?:\((\d+)\))?")


def cited(cite: str) -> str:
    """A citation as it is said: Korean law is cited in Korean where the reader reads Korean.

    >>> from django.utils.translation import override
    >>> with override("ko"):
    ...     cited("Notice 2021-223 Art. 3-6, 11(2)")
    '국토교통부고시 제2021-223호 제3조~제6조, 제11조제2항'
    """
    if current() != "ko":
        return cite
    for english, said in _names().items():
        cite = cite.replace(english, said)
    return ARTICLES.sub(lambda found: ONE.sub(_article, found[1]), cite)


def _names() -> dict[str, str]:
    return {
        "Smart City Act": _("Smart City Act"),
        "Decree": _("Decree"),
        "Notice 2021-223": _("Notice 2021-223"),
    }


def _article(found) -> str:
    first, last, paragraph = found.groups()
    said = f"제{first}조" + (f"~제{last}조" if last else "")
    return said + (f"제{paragraph}항" if paragraph else "")
