"""Ways through the site."""

from django import template
from django.urls import reverse, translate_url
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.translation import pgettext_lazy

from cityloop.language import current as language

register = template.Library()

ROOMS = (
    (pgettext_lazy("navigation", "Directory"), "services/"),
    (pgettext_lazy("navigation", "Certification"), "certification/"),
    (pgettext_lazy("navigation", "Cities"), "cities/"),
    (pgettext_lazy("navigation", "Calls"), "calls/"),
    (pgettext_lazy("navigation", "Living labs"), "labs/"),
    (pgettext_lazy("navigation", "Record"), "record/"),
)
OTHER = {"ko": ("en", "English"), "en": ("ko", "한국어")}


@register.simple_tag(takes_context=True)
def main_navigation(context):
    """The rooms of the site, as `label`, `href` and whether the reader is in it."""
    root, path = reverse("home"), _path(context)
    return [{"label": label, "href": root + part, "current": path.startswith(root + part)} for label, part in ROOMS]


@register.simple_tag(takes_context=True)
def other_language_url(context):
    """The same page in the other language, with its query string; the home page where the page has no address."""
    request = context.get("request")
    code = OTHER[language()][0]
    address = request.get_full_path() if request else ""
    translated = translate_url(address, code)
    return translated if translated != address else f"/{code}/"


@register.inclusion_tag("components/language_link.html", takes_context=True)
def language_link(context):
    """`{% language_link %}`: the link to the same page in the other language, named in that language."""
    code, name = OTHER[language()]
    return {"code": code, "name": name, "href": other_language_url(context)}


@register.simple_tag(takes_context=True)
def came_from(context):
    """The page of this site that the reader came from, or the home page."""
    request = context["request"]
    referrer = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(referrer, {request.get_host()}, require_https=request.is_secure())
    return referrer if ours else reverse("home")


@register.inclusion_tag("components/crumbs.html")
def crumbs(*pairs):
    """`{% crumbs "Directory" url "Transport" url2 %}`: the way down to this page, which is not itself named."""
    return {"home": reverse("home"), "trail": list(zip(pairs[::2], pairs[1::2], strict=True))}


@register.simple_block_tag
def tabs(content, label):
    """`{% tabs "Views" %}{% tab "Overview" url %}{% tab "Dossier" url count=41 %}{% endtabs %}`."""
    return format_html('<nav class="tabs" aria-label="{}"><ul>{}</ul></nav>', label, content)


@register.simple_tag(takes_context=True)
def tab(context, words, href, count=None, current=None):
    """One tab. It is the current one where its address is the page's, unless `current` says."""
    here = _is_here(context, href) if current is None else current
    number = "" if count is None else format_html(' <span class="num faint">{}</span>', count)
    return format_html('<li><a href="{}"{}>{}{}</a></li>', href, _current(here), words, number)


@register.inclusion_tag("components/side.html", takes_context=True)
def side(context, label, groups):
    """`{% side "Criteria" groups %}`: beside a workspace.

    `groups`: `title` (may be empty) and `links`: `label`, `href`, and where there are `note`, `spoken`, `current`.
    """
    drawn = [
        {"title": _of(group, "title"), "links": [_link(context, link) for link in _of(group, "links")]}
        for group in groups
    ]
    return {"label": label, "groups": drawn}


def _link(context, link):
    current = _of(link, "current")
    return {
        "label": _of(link, "label"),
        "href": _of(link, "href"),
        "note": _of(link, "note"),
        "spoken": _of(link, "spoken"),
        "current": _is_here(context, _of(link, "href")) if current is None else current,
    }


@register.inclusion_tag("components/pager.html", takes_context=True)
def pagination(context, page, parameter="page"):
    """`{% pagination page_obj %}`: pages of a list; other parameters of the address are kept."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    gap = page.paginator.ELLIPSIS
    last = page.paginator.num_pages
    addresses = [
        {
            "number": None if number == gap else number,
            "href": _with(context, parameter, number),
            "near": number == gap or abs(number - page.number) < 2 or number in (1, last),
        }
        for number in numbers
    ]
    return {
        "page": page,
        "numbers": addresses,
        "previous": _with(context, parameter, page.number - 1),
        "next": _with(context, parameter, page.number + 1),
    }


def _with(context, parameter, value):
    query = context["request"].GET.copy() if context.get("request") else None
    if query is None:
        return f"?{parameter}={value}"
    query[parameter] = value
    return f"?{query.urlencode()}"


def _of(item, name):
    return item.get(name) if isinstance(item, dict) else getattr(item, name, None)


def _path(context):
    request = context.get("request")
    return request.path if request else ""


def _is_here(context, href):
    """Whether the address is the page's: the same path, and the same query where the address has one."""
    request = context.get("request")
    if request is None:
        return False
    return href == (request.get_full_path() if "?" in href else request.path)


def _current(here):
    return SafeString(' aria-current="page"') if here else ""
