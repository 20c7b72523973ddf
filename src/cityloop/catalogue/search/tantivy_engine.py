"""The engine by default: a tantivy index in a folder."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import tantivy
from tantivy import Occur, Query

from cityloop.catalogue.search.port import (
    FACETS,
    SORTS,
    All,
    Document,
    Need,
    SearchRequest,
    SearchResult,
    Token,
)

LAYOUT = 2  # of the fields below; a folder of another layout is made anew
HEAP = 64_000_000
MOST_VALUES = 1_000  # of one facet: beyond the number of countries
IN_NAME, HINT = 4.0, 0.1


def schema() -> tantivy.Schema:
    """Tokens without positions, facets as fast columns, one number per order."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("code", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("name", "body"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for facet in FACETS:
        builder.add_text_field(facet, fast=True, tokenizer_name="raw", index_option="basic")
    for sort in SORTS[1:]:
        builder.add_unsigned_field(sort, fast=True)
    return builder.build()


class TantivyEngine:
    """Searches one folder. `refresh` sees what another process has written since."""

    def __init__(self, folder: Path):
        self.schema = schema()
        self.index = tantivy.Index(self.schema, str(folder), reuse=True)
        self.refresh()

    def refresh(self) -> None:
        self.index.reload()
        self.searcher = self.index.searcher()

    def search(self, request: SearchRequest) -> SearchResult:
        need = self._need(request.need)
        choices = {facet: self._choice(facet, chosen) for facet, chosen in request.filters.items() if chosen}
        query = self._with(need, choices, request)
        found = self._find(query, request)
        hits = found.hits[: request.limit]
        codes = tuple(self.searcher.doc(address)["code"][0] for _, address in hits)
        last = hits[-1][0] if hits and request.sort != "relevance" else None
        total = found.count if request.after is None else self.searcher.search(query, limit=1).count
        return SearchResult(total, codes, self._facets(need, choices, request.filters), last)

    def counts(self, needs: Iterable[Need]) -> list[int]:
        return [self.searcher.search(self._need(need), limit=1).count for need in needs]

    def known(self, tokens: Iterable[str]) -> dict[str, int]:
        counts = {token: self.searcher.doc_freq("body", token) for token in tokens}
        return {token: count for token, count in counts.items() if count}

    def _find(self, query: Query, request: SearchRequest):
        window = {"limit": max(request.limit, 1), "offset": request.offset}
        if request.sort == "relevance":
            return self.searcher.search(query, **window)
        if request.after is not None:
            query = Query.boolean_query([(Occur.Must, query), (Occur.Must, self._below(request.sort, request.after))])
        return self.searcher.search(query, order_by_field=request.sort, order=tantivy.Order.Desc, **window)

    def _below(self, sort: str, key: int) -> Query:
        """Documents whose key is lower: those that come after it."""
        return Query.range_query(self.schema, sort, tantivy.FieldType.Unsigned, 0, key, True, False)

    def _with(self, need: Query, choices: Mapping[str, Query], request: SearchRequest) -> Query:
        parts = [(Occur.Must, need), *((Occur.Must, choice) for choice in choices.values())]
        if request.sort == "relevance":
            parts += [(Occur.Should, query) for query in self._preferences(request)]
        return Query.boolean_query(parts)

    def _preferences(self, request: SearchRequest) -> Iterator[Query]:
        for token in request.prefer:
            yield Query.boost_query(self._term("name", token), IN_NAME)
        for token in request.hints:
            yield Query.boost_query(Query.const_score_query(self._term("body", token), 1.0), HINT)

    def _need(self, need: Need | None) -> Query:
        if need is None:
            return Query.const_score_query(Query.all_query(), 0.0)
        if isinstance(need, Token):
            return self._term("body", need.text)
        occur = Occur.Must if isinstance(need, All) else Occur.Should
        return Query.boolean_query([(occur, self._need(part)) for part in need.parts])

    def _choice(self, facet: str, chosen: Iterable[str]) -> Query:
        return Query.const_score_query(Query.term_set_query(self.schema, facet, sorted(chosen)), 0.0)

    def _term(self, field: str, text: str) -> Query:
        return Query.term_query(self.schema, field, text, index_option="freq")

    def _facets(self, need: Query, choices: Mapping[str, Query], filters) -> dict[str, dict[str, int]]:
        free = [facet for facet in FACETS if facet not in choices]
        counts = self._terms([need, *choices.values()], (), free)
        for facet, choice in choices.items():
            others = [query for other, query in choices.items() if other != facet]
            having = self._terms([need, *others, choice], (), [facet])[facet]
            adding = self._terms([need, *others], (choice,), [facet])[facet]
            counts[facet] = {value: count for value, count in having.items() if value in filters[facet]} | adding
        return counts

    def _terms(self, must, must_not, facets: list[str]) -> dict[str, dict[str, int]]:
        query = Query.boolean_query([(Occur.Must, one) for one in must] + [(Occur.MustNot, one) for one in must_not])
        wanted = {facet: {"terms": {"field": facet, "size": MOST_VALUES}} for facet in facets}
        answer = self.searcher.aggregate(query, wanted) if wanted else {}
        return {facet: {bucket["key"]: bucket["doc_count"] for bucket in answer[facet]["buckets"]} for facet in facets}


class Writer:
    """The one writer of a folder; use as a context manager, which commits at the end or leaves nothing behind."""

    def __init__(self, folder: Path):
        self.index = tantivy.Index(schema(), str(folder), reuse=True)

    def __enter__(self) -> "Writer":
        self.writer = self.index.writer(HEAP, 1)
        return self

    def __exit__(self, kind, error, trace) -> None:
        if kind is None:
            self.writer.commit()
            self.writer.wait_merging_threads()
        else:
            self.writer.rollback()

    def put(self, document: Document) -> None:
        """Add a document, in place of the one with the same code."""
        self.remove(document.code)
        self.add(document)

    def add(self, document: Document) -> None:
        """Add a document that the folder does not hold yet."""
        entry = tantivy.Document(code=document.code, name=document.name, body=document.body)
        for facet, values in document.facets.items():
            for value in values:
                entry.add_text(facet, value)
        for sort, key in document.keys.items():
            entry.add_unsigned(sort, key)
        self.writer.add_document(entry)

    def remove(self, code: str) -> None:
        self.writer.delete_documents_by_term("code", code)
