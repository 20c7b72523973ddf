"""Every engine behind the port answers as the oracle does: hits, totals and facet counts equal, order by invariants."""

import fcntl
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cityloop.catalogue.search import postgresql_engine
from cityloop.catalogue.search.oracle import Oracle
from cityloop.catalogue.search.port import FACETS, SORTS, All, Any, Document, SearchRequest, Token
from cityloop.catalogue.search.tantivy_engine import TantivyEngine, Writer

WORDS = ("주차", "~기차", "물", "걷다", "#parking", "=name", "parking", "2.5", "a+b", '"x"')
VALUES = ("a", "b", "c:d", "x y")

words = st.lists(st.sampled_from(WORDS), max_size=5)
facets = st.fixed_dictionaries({facet: st.lists(st.sampled_from(VALUES), unique=True, max_size=2) for facet in FACETS})
entries = st.lists(st.tuples(words, words, facets, st.integers(0, 2**30)), max_size=12)
needs = st.none() | st.recursive(
    st.sampled_from((*WORDS, "nobody")).map(Token),
    lambda parts: (
        st.lists(parts, min_size=1, max_size=3).map(tuple).flatmap(lambda some: st.sampled_from((All(some), Any(some))))
    ),
    max_leaves=6,
)
filters = st.dictionaries(st.sampled_from(FACETS), st.frozensets(st.sampled_from((*VALUES, "nowhere")), max_size=2))
some = settings(max_examples=60, suppress_health_check=list(HealthCheck))


def document(number: int, name, text, values, primary) -> Document:
    keys = dict.fromkeys(SORTS[1:], primary << 32 | number)
    facets = {facet: tuple(chosen) for facet, chosen in values.items()}
    return Document(f"s-{number}", " ".join(name), " ".join((*name, *text)), facets, keys)


def documents(rows) -> list[Document]:
    return [document(number, *row) for number, row in enumerate(rows)]


@contextmanager
def tantivy(found: list[Document]):
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:  # its writer's threads may still be ending
        with Writer(Path(folder)) as writer:
            for one in found:
                writer.put(one)
        yield TantivyEngine(Path(folder))


@contextmanager
def postgresql(found: list[Document]):
    """Half of the documents as a whole new table, the others put there later."""
    half = len(found) // 2
    postgresql_engine.rebuild(connection, found[:half], "a test")
    postgresql_engine.write(connection, found[half:], ["nobody"])
    yield postgresql_engine.PostgresqlEngine(connection)


@contextmanager
def oracle(found: list[Document]):
    yield Oracle(found)


needs_postgresql = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="runs again on PostgreSQL"),
]
ADAPTERS = (tantivy, pytest.param(postgresql, marks=needs_postgresql))
ENGINES = (*ADAPTERS, oracle)


@pytest.mark.parametrize("engine_of", ADAPTERS)
@some
@given(rows=entries, need=needs, chosen=filters)
def test_hits_totals_and_facets_equal_the_oracles(engine_of, rows, need, chosen):
    found = documents(rows)
    request = SearchRequest(need=need, filters=chosen, limit=100)
    expected = Oracle(found).search(request)
    with engine_of(found) as engine:
        answer = engine.search(request)
    assert answer.total == expected.total
    assert set(answer.results) == set(expected.results)
    assert answer.facets == expected.facets


@pytest.mark.parametrize("engine_of", ADAPTERS)
@some
@given(rows=entries, need=needs, sort=st.sampled_from(SORTS[1:]), offset=st.integers(0, 5), limit=st.integers(0, 5))
def test_every_order_but_relevance_is_the_oracles_on_every_page(engine_of, rows, need, sort, offset, limit):
    found = documents(rows)
    request = SearchRequest(need=need, sort=sort, offset=offset, limit=limit)
    with engine_of(found) as engine:
        answer, expected = engine.search(request), Oracle(found).search(request)
    assert (answer.results, answer.last) == (expected.results, expected.last)


@pytest.mark.parametrize("engine_of", ADAPTERS)
@some
@given(rows=entries, need=needs, chosen=filters, sort=st.sampled_from(SORTS[1:]), limit=st.integers(1, 3))
def test_going_on_after_the_last_one_reaches_every_hit_once(engine_of, rows, need, chosen, sort, limit):
    found = documents(rows)
    request = SearchRequest(need=need, filters=chosen, sort=sort, limit=limit)
    whole = Oracle(found).search(replace(request, limit=100))
    walked: list[str] = []
    with engine_of(found) as engine:
        answer = engine.search(request)
        while answer.results:
            assert (answer.total, answer.facets) == (whole.total, whole.facets)
            walked += answer.results
            answer = engine.search(replace(request, after=answer.last))
    assert tuple(walked) == whole.results


@pytest.mark.parametrize("engine_of", ADAPTERS)
@some
@given(rows=entries, asked=st.lists(needs.filter(bool), max_size=3))
def test_counts_and_known_tokens_are_the_oracles(engine_of, rows, asked):
    found = documents(rows)
    with engine_of(found) as engine:
        assert engine.counts(asked) == Oracle(found).counts(asked)
        assert engine.known((*WORDS, "nobody")) == Oracle(found).known((*WORDS, "nobody"))


@some
@given(entries, needs, filters, st.sampled_from(FACETS))
def test_a_facets_count_is_what_a_click_brings(rows, need, chosen, facet):
    """An unchosen value of a facet: the hits after choosing it, less those there are if the facet has a choice."""
    engine = Oracle(documents(rows))
    before = engine.search(SearchRequest(need=need, filters=chosen, limit=100))
    already = chosen.get(facet, frozenset())
    for value in VALUES:
        if value not in already:
            after = engine.search(SearchRequest(need=need, filters={**chosen, facet: already | {value}}, limit=100))
            assert after.total - (before.total if already else 0) == before.facets[facet].get(value, 0)


def plain(number: int, name: str, text: str = "") -> Document:
    return document(number, name.split(), text.split(), dict.fromkeys(FACETS, ("a",)), 0)


@pytest.mark.parametrize("engine_of", ENGINES)
def test_a_word_in_the_name_comes_before_the_same_word_in_the_text(engine_of):
    found = [plain(0, "other", "parking lot near"), plain(1, "parking", "some other words")]
    with engine_of(found) as engine:
        answer = engine.search(SearchRequest(need=Token("parking"), prefer=("parking",)))
    assert answer.results == ("s-1", "s-0")


@pytest.mark.parametrize("engine_of", ENGINES)
def test_the_whole_name_comes_first(engine_of):
    found = [plain(0, "parking guide parking"), plain(1, "parking =parking"), plain(2, "parking help")]
    with engine_of(found) as engine:
        answer = engine.search(SearchRequest(need=Token("parking"), prefer=("=parking", "parking")))
    assert answer.results[0] == "s-1"


@pytest.mark.parametrize("engine_of", ENGINES)
def test_a_hint_breaks_a_tie_and_adds_no_hit(engine_of):
    found = [plain(0, "parking", "x"), plain(1, "parking", "#near"), plain(2, "else", "#near")]
    with engine_of(found) as engine:
        answer = engine.search(SearchRequest(need=Token("parking"), hints=("#near",)))
    assert answer.results == ("s-1", "s-0")


def test_a_document_put_again_takes_the_place_of_the_old_one(tmp_path):
    for text in ("old", "new"):
        with Writer(tmp_path) as writer:
            writer.put(plain(0, text))
    engine = TantivyEngine(tmp_path)
    assert engine.counts([Token("old"), Token("new")]) == [0, 1]


def test_a_writer_that_fails_leaves_nothing_behind(tmp_path):
    with pytest.raises(RuntimeError), Writer(tmp_path) as writer:
        writer.put(plain(0, "half"))
        raise RuntimeError
    assert TantivyEngine(tmp_path).search(SearchRequest()).total == 0


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="runs again on PostgreSQL")
def test_the_table_in_postgresql_says_what_it_was_made_of():
    assert postgresql_engine.made_of(connection) == ""
    postgresql_engine.rebuild(connection, [plain(0, "one")], "layout 1, it's")
    postgresql_engine.rebuild(connection, [plain(1, "two")], "layout 2")
    engine = postgresql_engine.PostgresqlEngine(connection)
    assert (postgresql_engine.made_of(connection), engine.search(SearchRequest()).results) == ("layout 2", ("s-1",))


WRITES = """
import fcntl, sys, time
from pathlib import Path
from cityloop.catalogue.search.port import FACETS, SORTS, Document
from cityloop.catalogue.search.tantivy_engine import Writer
folder = Path(sys.argv[1])
lock = open(folder / "writer.lock", "w")
fcntl.flock(lock, fcntl.LOCK_EX)
with Writer(folder) as writer:
    for number in range(5_000):
        writer.put(Document(f"h-{number}", "half", "half", dict.fromkeys(FACETS, ()), dict.fromkeys(SORTS[1:], number)))
    print("half-way", flush=True)
    time.sleep(60)
"""


def test_after_a_writer_was_killed_what_was_there_is_there_and_the_next_one_writes(tmp_path):
    with Writer(tmp_path) as writer:
        writer.put(plain(0, "before"))
    killed = subprocess.Popen([sys.executable, "-c", WRITES, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert killed.stdout.readline() == "half-way\n"
    killed.kill()
    killed.wait()
    with open(tmp_path / "writer.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # the system let go of it
        with Writer(tmp_path) as writer:
            writer.put(plain(1, "after"))
    assert TantivyEngine(tmp_path).counts([Token("before"), Token("half"), Token("after")]) == [1, 0, 1]
