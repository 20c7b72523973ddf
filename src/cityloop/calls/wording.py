"""Facts in words, as a page shows what a rule has looked at."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from cityloop.language import country_name, pick
from cityloop.organisations.models import Organisation

NAMES = {
    "applicant.kind": gettext_lazy("Kind of the applicant"),
    "applicant.overseas": gettext_lazy("Applicant abroad"),
    "applicant.country": gettext_lazy("Country of the applicant"),
    "applicant.prior_consultation_done": gettext_lazy("Consulted beforehand"),
    "consortium": gettext_lazy("Consortium"),
    "request.amount": gettext_lazy("Grant asked for"),
    "request.currency": gettext_lazy("Currency asked for"),
    "track.ceiling.amount": gettext_lazy("At most"),
    "track.ceiling.currency": gettext_lazy("Currency of the call"),
    "project.ends": gettext_lazy("Last day of the project"),
    "project.developed_in_korea": gettext_lazy("Developed in Korea"),
    "proposal.pages": gettext_lazy("Pages of the main part"),
    "earlier": gettext_lazy("Earlier proposals"),
}
MOST = 6
KINDS = {"central_government": Organisation.Kind.GOVERNMENT}


def fact_shown(path: str, value, form=()) -> tuple[str, str]:
    """A fact's name and what it was, in the reader's language; a path that has no name is shown as it is.

    `form` has the questions by id: an answer is shown under what was asked, with its choices in words.
    """
    root, _dot, rest = path.partition(".")
    question = form[rest.partition(".")[0]] if root == "answers" and rest.partition(".")[0] in form else None
    if question is None:
        return str(NAMES.get(path, path)), _value(path, value)
    chosen = {option.id: pick(option.title) for option in question.options}
    given = value if isinstance(value, list | tuple) else [value]
    known = chosen and all(isinstance(one, str) for one in given)
    shown = "; ".join(chosen.get(one, one) for one in given) if known else _value(path, value)
    return pick(question.asks), shown


def _value(path, value) -> str:
    if value is None:
        return _("not known")
    if isinstance(value, bool):
        return pgettext("fact", "yes") if value else pgettext("fact", "no")
    if path.endswith("kind"):
        return kind_shown(value)
    if path.endswith("country"):
        return country_name(value)
    if isinstance(value, int | float):
        return f"{value:,}"
    if isinstance(value, list | tuple):
        shown = [_item(one) for one in value[:MOST]] + (["…"] if len(value) > MOST else [])
        return "; ".join(shown) or _("none")
    return _item(value)


def _item(one) -> str:
    if not isinstance(one, Mapping):
        return str(one)
    if "reference" in one:
        return f"{one['reference']} ({one.get('state', '')})"
    described = [kind_shown(one.get("kind")), country_name(one.get("country") or "")]
    grant = one.get("grant")
    described += [f"{grant:,}"] if grant else []
    return f"{one.get('name', '')} ({', '.join(part for part in described if part)})"


def kind_shown(kind) -> str:
    """A kind of organisation in words; the rules' own word where they have another."""
    code = KINDS.get(kind, kind)
    return str(Organisation.Kind(code).label) if code in Organisation.Kind.values else str(kind or "")


def eligibility_shown(code: str) -> str:
    """What the rules say of a proposal, in words; nothing before it was handed in."""
    words = {"admitted": _("Every rule is met"), "excluded": _("A rule is not met"), "incomplete": _("To be judged")}
    return words.get(code, "")


def members_shown(rows) -> list[dict]:
    """The partners of a dossier as a page lists them: name, kind, country, role, share."""
    return [
        {
            "name": row.get("name", ""),
            "other": row.get("name_ko", "") if row.get("name_ko") != row.get("name") else "",
            "kind": kind_shown(row.get("kind")),
            "country": country_name(row.get("country") or ""),
            "role": row.get("role", ""),
            "amount": row.get("amount") or 0,
        }
        for row in rows
    ]
