"""How names of organisations are compared: folded, so that spelling, legal form and width of letters do not matter."""

import re
import unicodedata

LEGAL_FORM = re.compile(r"주식회사|유한회사|유한책임회사|재단법인|사단법인|\((?:주|유|재|사)\)")
ENDINGS = re.compile(
    r"inc|incorporated|co|company|corp|corporation|ltd|limited|llc|llp|plc|gmbh|ag|kg|sa|sas|srl|spa|bv|nv|oy|ab|pte|pty"
    r"|jsc|tnhh|ооо|зао|оао|有限公司|株式会社"
)
ACCENTS = re.compile("[\u0300-\u036f]")


def fold(name: str) -> str:
    """The key under which a name is found again, in any script; empty where it has no letter or digit.

    >>> fold("㈜다온 시스템") == fold("주식회사 다온시스템") == fold("다온시스템")
    True
    >>> fold("Daon Systems Co., Ltd.") == fold("ＤＡＯＮ systems"), fold("Công ty Đà Nẵng") == fold("CONG TY ĐA NANG")
    (True, True)
    """
    text = unicodedata.normalize("NFKC", name).casefold()
    text = LEGAL_FORM.sub(" ", text)
    text = unicodedata.normalize("NFC", ACCENTS.sub("", unicodedata.normalize("NFD", text)))
    words = re.findall(r"\w+", text)
    kept = list(words)
    while len(kept) > 1 and ENDINGS.fullmatch(kept[-1]):
        kept.pop()
    return "".join(kept)[:200]


def domain_of(text: str) -> str:
    """The domain of a mail address, or of a domain written alone; empty where it is neither.

    >>> domain_of("minsu@Daon.example"), domain_of("daon.example"), domain_of("Daon Systems")
    ('daon.example', 'daon.example', '')
    """
    found = re.fullmatch(r"(?:[^@\s]+@|@)?([\w-]+(?:\.[\w-]+)+)", text.strip().casefold())
    return found[1] if found else ""


def key_of(kind: str, name: str) -> str:
    """The key of a further name: a domain stays one, anything else is folded."""
    return domain_of(name) if kind == "domain" else fold(name)
