"""An engine for installations that keep everything in PostgreSQL: one table of token arrays, no language of its own.

The table is thrown away and made anew beside itself inside one transaction, so nobody ever finds it empty.
"""

from collections.abc import Iterable, Mapping
from itertools import islice

from psycopg import sql

from cityloop.catalogue.search.port import (
    FACETS,
    SORTS,
    All,
    Document,
    Need,
    SearchRequest,
    SearchResult,
    Token,
    leaves,
)

LAYOUT = 2  # of the columns below; a table of another layout is made anew
TABLE = "catalogue_found"
CHUNK = 1_000
COLUMNS = ("code", "name", "body", *FACETS, *SORTS[1:])
KINDS = {"code": "text PRIMARY KEY", **dict.fromkeys(("name", "body", *FACETS), "text[] NOT NULL")}
Part = tuple[str, list]  # a condition in SQL, and its parameters


class PostgresqlEngine:
    """Searches one table over a connection of Django."""

    def __init__(self, connection, table: str = TABLE):
        self.connection, self.table = connection, table

    def search(self, request: SearchRequest) -> SearchResult:
        need = _need(request.need)
        choices = {facet: _choice(facet, chosen) for facet, chosen in request.filters.items() if chosen}
        hits = _both(need, *choices.values())
        rows = self._page(hits, request)
        return SearchResult(
            self._count(hits),
            tuple(code for code, _ in rows),
            self._facets(need, choices, request.filters),
            int(rows[-1][1]) if rows and request.sort != "relevance" else None,
        )

    def counts(self, needs: Iterable[Need]) -> list[int]:
        return [self._count(_need(need)) for need in needs]

    def known(self, tokens: Iterable[str]) -> dict[str, int]:
        counts = {token: self._count(_has(token)) for token in tokens}
        return {token: count for token, count in counts.items() if count}

    def _page(self, hits: Part, request: SearchRequest) -> list[tuple]:
        order, given = _order(request)
        if request.after is not None and request.sort != "relevance":
            hits = _both(hits, (f"{request.sort} < %s", [request.after]))
        return self._rows(
            f"SELECT code, {order} AS place FROM {self.table} WHERE {hits[0]}"
            " ORDER BY place DESC, certified DESC OFFSET %s LIMIT %s",
            [*given, *hits[1], request.offset, request.limit],
        )

    def _count(self, hits: Part) -> int:
        return self._rows(f"SELECT count(*) FROM {self.table} WHERE {hits[0]}", hits[1])[0][0]

    def _facets(self, need: Part, choices: Mapping[str, Part], filters) -> dict[str, dict[str, int]]:
        counts = {}
        for facet in FACETS:
            others = _both(need, *(part for other, part in choices.items() if other != facet))
            if facet not in choices:
                counts[facet] = self._terms(facet, others)
                continue
            wanted, given = choices[facet]
            having = self._terms(facet, _both(others, choices[facet]))
            adding = self._terms(facet, _both(others, (f"NOT ({wanted})", given)))
            counts[facet] = {value: count for value, count in having.items() if value in filters[facet]} | adding
        return counts

    def _terms(self, facet: str, hits: Part) -> dict[str, int]:
        rows = f"SELECT unnest({facet}) AS value FROM {self.table} WHERE {hits[0]}"
        return dict(self._rows(f"SELECT value, count(*) FROM ({rows}) AS found GROUP BY value", hits[1]))

    def _rows(self, statement: str, given: list) -> list[tuple]:
        with self.connection.cursor() as cursor:
            cursor.execute(statement, given)
            return cursor.fetchall()


def rebuild(connection, documents: Iterable[Document], made: str, table: str = TABLE) -> int:
    """Put a table with just these documents in place of the old one, in the transaction of the caller.

    `made` says what it was made of and by.
    """
    columns = ", ".join(f"{name} {KINDS.get(name, 'bigint NOT NULL')}" for name in COLUMNS)
    written = 0
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {table}_next; CREATE TABLE {table}_next ({columns})")
        source = iter(documents)
        while chunk := list(islice(source, CHUNK)):
            _insert(cursor, f"{table}_next", chunk)
            written += len(chunk)
        cursor.execute(f"CREATE INDEX ON {table}_next USING gin (body)")
        cursor.execute(f"DROP TABLE IF EXISTS {table}; ALTER TABLE {table}_next RENAME TO {table}")
    say(connection, made, table)
    return written


def say(connection, made: str, table: str = TABLE) -> None:
    """Write beside the table of what it is made; `made_of` tells it again."""
    statement = sql.SQL("COMMENT ON TABLE {} IS {}").format(sql.Identifier(table), sql.Literal(made))
    with connection.cursor() as cursor:
        cursor.execute(statement.as_string(cursor.connection))


def write(connection, put: Iterable[Document], remove: Iterable[str], table: str = TABLE) -> None:
    """Put documents in place of those with the same codes, and take others out."""
    put = list(put)
    with connection.cursor() as cursor:
        codes = [*remove, *(document.code for document in put)]
        cursor.execute(f"DELETE FROM {table} WHERE code = ANY(%s)", [codes])
        for at in range(0, len(put), CHUNK):
            _insert(cursor, table, put[at : at + CHUNK])


def made_of(connection, table: str = TABLE) -> str:
    """What `rebuild` was told the table is made of; nothing where there is no table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description(to_regclass(%s), 'pg_class')", [table])
        return cursor.fetchone()[0] or ""


def _insert(cursor, table: str, documents: list[Document]) -> None:
    row = f"({', '.join(['%s'] * len(COLUMNS))})"
    values = [value for document in documents for value in _values(document)]
    cursor.execute(f"INSERT INTO {table} VALUES {', '.join([row] * len(documents))}", values)


def _values(document: Document) -> list:
    return [
        document.code,
        _set(document.name.split()),
        _set(document.body.split()),
        *(_set(document.facets[facet]) for facet in FACETS),
        *(document.keys[sort] for sort in SORTS[1:]),
    ]


def _set(tokens: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(tokens))


def _has(token: str) -> Part:
    return "body @> ARRAY[%s]::text[]", [token]


def _need(need: Need | None) -> Part:
    if need is None:
        return "true", []
    if isinstance(need, Token):
        return _has(need.text)
    parts = [_need(part) for part in need.parts]
    joint = " AND " if isinstance(need, All) else " OR "
    return f"({joint.join(text for text, _ in parts)})", [one for _, given in parts for one in given]


def _choice(facet: str, chosen: Iterable[str]) -> Part:
    return f"{facet} && %s::text[]", [sorted(chosen)]


def _both(*parts: Part) -> Part:
    return " AND ".join(text for text, _ in parts), [one for _, given in parts for one in given]


def _order(request: SearchRequest) -> Part:
    """What a document is ordered by: the oracle's score, or one of its keys."""
    if request.sort not in SORTS:
        raise ValueError(request.sort)
    if request.sort != "relevance":
        return request.sort, []
    share = "(SELECT count(*) FROM unnest({}) AS token WHERE token = ANY(%s::text[]))"
    return (
        f"(4 * {share.format('name')} + {share.format('body')} + 0.1 * {share.format('body')})",
        [list(request.prefer), list(dict.fromkeys(leaves(request.need))), list(request.hints)],
    )
