"""The gettext catalogues: English stands in code and templates, Korean in `<room>/locale/ko/LC_MESSAGES/django.po`.

Babel and Django's own template lexer do what GNU gettext does elsewhere, so that nothing but Python is needed. Merging
never guesses: a text whose English changed is a new text, and one that nobody shows any more leaves the catalogue.
"""

import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parent
HOME_OF_THE_REST = "web"  # texts outside every room (settings, the command line) are kept by the room always there
CONTEXT = (1, "c")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": (CONTEXT, 2),
    "pgettext_lazy": (CONTEXT, 2),
    "npgettext": (CONTEXT, 2, 3),
    "npgettext_lazy": (CONTEXT, 2, 3),
}
TEMPLATES = {".html", ".txt", ".svg", ".xml", ".md"}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
HEADER = """msgid ""
msgstr ""
"Language: ko\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""


def collect(package: Path, rooms: list[str]) -> list[Path]:
    """Write every room's catalogue anew: all texts shown today, with the Korean they already had. The files changed."""
    changed = []
    for room in rooms:
        path, merged = catalogue_path(package, room), merge(package, room, rooms)
        text = rendered(merged)
        if len(merged) and (not path.exists() or path.read_text(encoding="utf-8") != text):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            changed.append(path)
    return changed


def problems(package: Path, rooms: list[str]) -> list[str]:
    """`file:line: what is wrong` for each text that has no Korean, lost a placeholder in it, or has two Koreans."""
    said: dict[tuple, object] = {}
    return [
        f"{file}:{line}: {fault}"
        for room in rooms
        for message in merge(package, room, rooms)
        if message.id and (fault := fault_of(message) or _contradiction(message, said))
        for file, line in message.locations[:1]
    ]


def compile_all(package: Path = PACKAGE) -> list[Path]:
    """Make the `.mo` beside every `.po`, which is what Django reads. The files made."""
    made = []
    for path in sorted(package.glob("*/locale/*/LC_MESSAGES/*.po")):
        with path.open("rb") as source:
            catalogue = read_po(source, locale=path.parts[-3])
        with path.with_suffix(".mo").open("wb") as target:
            write_mo(target, catalogue)
        made.append(path.with_suffix(".mo"))
    return made


def catalogue_path(package: Path, room: str) -> Path:
    return package / room / "locale" / "ko" / "LC_MESSAGES" / "django.po"


def merge(package: Path, room: str, rooms: list[str]) -> Catalog:
    """All texts that a room shows today, each with the Korean of its catalogue, or none yet."""
    path = catalogue_path(package, room)
    known = Catalog(locale="ko")
    if path.exists():
        with path.open("rb") as source:
            known = read_po(source, locale="ko")
    merged = Catalog(locale="ko", fuzzy=False)
    for file in files_of(package, room, rooms):
        for line, text, comments, context in texts(file):
            old = known.get(text if isinstance(text, str) else text[0], context)
            kept = old.string if old and old.pluralizable == isinstance(text, tuple) else None
            where = file.relative_to(package.parent.parent).as_posix()
            merged.add(text, kept, locations=[(where, line)], auto_comments=comments, context=context)
    return merged


def files_of(package: Path, room: str, rooms: list[str]) -> Iterator[Path]:
    """Code and templates whose texts a room keeps."""
    folders = [package / room]
    if room == HOME_OF_THE_REST:
        yield from sorted(package.glob("*.py"))
        folders += sorted(path for path in package.iterdir() if path.is_dir() and path.name not in rooms)
    for folder in folders:
        yield from sorted(path for path in folder.rglob("*.py") if "migrations" not in path.parts)
        yield from sorted(
            path
            for path in folder.rglob("*")
            if path.suffix in TEMPLATES and "templates" in path.relative_to(package).parts
        )


def texts(file: Path) -> Iterator[tuple]:
    """`(line, text or (singular, plural), comments for translators, context or None)` for each text of a file."""
    source = file.read_text(encoding="utf-8")
    if file.suffix != ".py":
        source = _template_as_code(source, file)
    return extract("python", io.BytesIO(source.encode()), KEYWORDS, comment_tags=("Translators:",))


def _template_as_code(source: str, file: Path) -> str:
    """Django blanks out all but the texts; the parentheses let Python's tokenizer overlook what indentation is left."""
    from django.utils.translation.template import templatize

    return f"({templatize(source, origin=str(file))}\n)"


def fault_of(message: Message) -> str:
    """What is wrong with one text's Korean; an empty string where nothing is."""
    source = message.id[1] if message.pluralizable else message.id
    korean = message.string[0] if isinstance(message.string, tuple | list) else message.string
    if not korean:
        return f"no Korean for {source!r}"
    if set(PLACEHOLDER.findall(source)) != set(PLACEHOLDER.findall(korean)):
        return f"the placeholders of {source!r} and its Korean {korean!r} differ"
    return ""


def _contradiction(message: Message, said: dict) -> str:
    """Django reads all catalogues as one, so a text has one Korean everywhere; `pgettext` tells two meanings apart."""
    before = said.setdefault((message.context, message.id), message.string)
    return "" if before == message.string else f"{message.id!r} is {before!r} elsewhere and {message.string!r} here"


def rendered(catalogue: Catalog) -> str:
    """The `.po` text, without dates and line numbers: it changes only where a text does."""
    body = io.BytesIO()
    write_po(body, catalogue, width=120, omit_header=True, sort_by_file=True, include_lineno=False)
    return HEADER + body.getvalue().decode()
