"""How the public API answers: JSON with an entity tag, readable from any site; or an error that says what to do."""

import hashlib
import json
from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag

SHORT = timedelta(minutes=5)


class NotHere(Exception):
    """There is nothing at this address: what happened, why, what to do, in the reader's language. Answers with 404."""

    def __init__(self, what, why, remedy):
        super().__init__(what, why, remedy)
        self.what, self.why, self.remedy = what, why, remedy


class NotUnderstood(Exception):
    """A question with something in it that nobody could mean: what, why, what to do. Answers with 400."""

    def __init__(self, what, why, remedy):
        super().__init__(what, why, remedy)
        self.what, self.why, self.remedy = what, why, remedy


@dataclass(frozen=True)
class Prepared:
    """An answer as bytes, with its entity tag: what `answer` makes of a content, to be given more than once."""

    body: bytes
    tag: str


def prepared(content) -> Prepared:
    """JSON as bytes, with the sha256 of them as entity tag."""
    body = json.dumps(content, ensure_ascii=False).encode() + b"\n"
    return Prepared(body, quote_etag(hashlib.sha256(body).hexdigest()))


def answer(request, content, media_type: str = "application/json", fresh: timedelta = SHORT) -> HttpResponse:
    """JSON as anybody may read it, with an entity tag; 304 where the reader has it already."""
    ready = content if isinstance(content, Prepared) else prepared(content)
    response = HttpResponse(ready.body, content_type=media_type)
    response["ETag"] = ready.tag
    response = get_conditional_response(request, response["ETag"], response=response) or response
    patch_cache_control(response, public=True, max_age=int(fresh.total_seconds()))
    return for_all(response)


def error(status: int, what, why, remedy, **facts) -> HttpResponse:
    """An error as three sentences, and facts about it that programs read."""
    said = {"status": status, "what": str(what), "why": str(why), "remedy": str(remedy), **facts}
    response = HttpResponse(
        json.dumps({"error": said}, ensure_ascii=False) + "\n", status=status, content_type="application/json"
    )
    patch_cache_control(response, no_store=True)
    return for_all(response)


def for_all(response: HttpResponse) -> HttpResponse:
    """Let scripts of any site read a public answer."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
