"""The judge of every other engine: it looks at each document in turn. Slow, and plainly right."""

from collections import Counter
from collections.abc import Iterable, Mapping

from cityloop.catalogue.search.port import FACETS, All, Document, Need, SearchRequest, SearchResult, Token, leaves


class Oracle:
    """Brute force over documents in memory."""

    def __init__(self, documents: Iterable[Document]):
        self.rows = [(doc, frozenset(doc.body.split()), frozenset(doc.name.split())) for doc in documents]

    def search(self, request: SearchRequest) -> SearchResult:
        answering = [row for row in self.rows if answers(row[1], request.need)]
        hits = [row for row in answering if _keeps(row[0], request.filters)]
        ordered = sorted(filter(lambda row: _comes_after(row[0], request), hits), key=lambda row: _order(row, request))
        page = ordered[request.offset : request.offset + request.limit]
        return SearchResult(
            len(hits),
            tuple(doc.code for doc, _, _ in page),
            {facet: _count(facet, answering, request.filters) for facet in FACETS},
            page[-1][0].keys[request.sort] if page and request.sort != "relevance" else None,
        )

    def counts(self, needs: Iterable[Need]) -> list[int]:
        return [sum(answers(body, need) for _, body, _ in self.rows) for need in needs]

    def known(self, tokens: Iterable[str]) -> dict[str, int]:
        counts = {token: sum(token in body for _, body, _ in self.rows) for token in tokens}
        return {token: count for token, count in counts.items() if count}


def answers(body: frozenset[str], need: Need | None) -> bool:
    """Does a document with these tokens answer the need?"""
    if need is None:
        return True
    if isinstance(need, Token):
        return need.text in body
    return (all if isinstance(need, All) else any)(answers(body, part) for part in need.parts)


def _keeps(document: Document, filters: Mapping[str, frozenset[str]], leaving_out: str = "") -> bool:
    return all(
        facet == leaving_out or not chosen or chosen & set(document.facets[facet]) for facet, chosen in filters.items()
    )


def _comes_after(document: Document, request: SearchRequest) -> bool:
    return request.after is None or request.sort == "relevance" or document.keys[request.sort] < request.after


def _count(facet: str, rows, filters: Mapping[str, frozenset[str]]) -> dict[str, int]:
    chosen = filters.get(facet, frozenset())
    counts: Counter[str] = Counter()
    for document, _, _ in rows:
        if _keeps(document, filters, leaving_out=facet):
            values = set(document.facets[facet])
            counts.update(values & chosen if values & chosen else values)
    return dict(counts)


def _order(row, request: SearchRequest) -> tuple:
    document, body, name = row
    if request.sort != "relevance":
        return (-document.keys[request.sort],)
    wanted = set(leaves(request.need))
    score = 4 * len(name & set(request.prefer)) + len(body & wanted) + 0.1 * len(body & set(request.hints))
    return (-score, -document.keys["certified"])
