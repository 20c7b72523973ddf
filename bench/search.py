"""Search of the directory: the best 20 with six facets, CPU milliseconds per query, reading the query included.

Queries are the labels of the thesaurus in both languages, Korean ones also with a particle and without spaces. The
demonstration's 925 services, and a million generated records with a name and a summary in both languages. These are
then served by one real server process with their rows in SQLite, and asked over HTTP with 50 requests in flight, by a
client on the same machine: each query once, and all of them again; the words of the records are known by then, as after
an import. CITYLOOP_BENCH_RECORDS makes them fewer.
"""

from __future__ import annotations

import csv
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import cityloop
from bench import Row
from bench.report import table
from bench.serving import served
from cityloop.catalogue.search import analyser, korean, question, thesaurus
from cityloop.catalogue.search.port import FACETS, SORTS, Document, SearchRequest
from cityloop.catalogue.search.tantivy_engine import TantivyEngine, Writer
from cityloop.rulebook.reading import read

DATA = Path(cityloop.__file__).parent / "demo" / "data"
RECORDS, QUERIES, TIMES = int(os.environ.get("CITYLOOP_BENCH_RECORDS", "1_000_000")), 400, 20
SEVERAL = 100_000  # records from which the targets hold
COMMON = "서비스"
SIZES = {"certificate": 5, "field": 12, "type": 3, "operation": 4, "country": 40, "origin": 2}
KOREAN = (
    "{city}의 {a} 서비스이다. {b} 문제를 줄이고 {c}에 쓰는 자료를 시민에게 알려 준다. {d}을(를) 담당자가 한눈에 본다."
)
ENGLISH = "A {a} service of {city}. It eases {b} and tells residents what {c} needs; staff see {d} at one glance."
CITIES = [f"도시{chr(0xAC00 + number * 37)}" for number in range(200)]


def main() -> list[Row]:
    """Both collections: how fast they answer, how long they take to index; the generated one also as it is served."""
    known = korean.analyse(
        analyser.korean_words([*_sentences(), *_labels(), *(text for texts in _shown() for text in texts)])
    )
    rows = []
    for name, texts in (("the demonstration", _shown()), (f"{RECORDS:,} generated records", _generated())):
        with tempfile.TemporaryDirectory() as home:
            folder = Path(home, "index", "000001")
            folder.mkdir(parents=True)
            begun = time.process_time()
            count, written = _write(folder, _documents(texts, known))
            took = time.process_time() - begun
            size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
            rows += _measured(name, TantivyEngine(folder))
            rows.append(_built(name, count, written, size))
            each = (took - written) / count * 1e3
            rows.append(Row(f"{name}: texts into tokens, by words already known", "", f"{each:.2f} ms each"))
            if count == RECORDS:
                rows += served(Path(home), count, _queries(), name, sorted(known))
    return rows


def _built(name: str, count: int, written: float, size: float) -> Row:
    target = "≤ 180 s, ≤ 250 MB" if count > SEVERAL else ""
    return Row(f"{name}: {count:,} documents from tokens into the index", target, f"{written:.1f} s CPU, {size:.0f} MB")


def _measured(name: str, engine: TantivyEngine) -> list[Row]:
    learned: dict[str, korean.Parts] = {}

    def lexicon(words: Iterable[str]) -> dict[str, korean.Parts]:
        learned.update(korean.analyse(set(words) - learned.keys()))
        return learned

    queries = _queries()
    for query in queries:
        question.read(query, lexicon)
    took = sorted(_milliseconds(lambda query=query: _search(engine, query, lexicon)) for query in queries)
    middle, slow = statistics.median(took), took[int(len(took) * 0.95)]
    common = statistics.median(_milliseconds(lambda: _search(engine, COMMON, lexicon)) for _ in range(TIMES))
    return [
        Row(f"{name}: top 20 and six facets, p50 / p95", "≤ 5 / 15 ms CPU", f"{middle:.1f} / {slow:.1f} ms CPU"),
        Row(f"{name}: the same for a word that most records have", "", f"{common:.1f} ms CPU"),
    ]


def _search(engine: TantivyEngine, query: str, lexicon: question.Lexicon) -> int:
    reading = question.answer(question.read(query, lexicon), engine, lexicon).question
    return engine.search(SearchRequest(reading.need, prefer=reading.prefer)).total


def _milliseconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1e3


def _write(folder: Path, documents: Iterator[Document]) -> tuple[int, float]:
    """How many documents were written, and the seconds of CPU that the index itself took."""
    spent, count = 0.0, 0
    begun = time.process_time()
    with Writer(folder) as writer:
        spent += time.process_time() - begun
        for document in documents:
            begun = time.process_time()
            writer.add(document)
            spent += time.process_time() - begun
            count += 1
        begun = time.process_time()
    return count, spent + time.process_time() - begun


def _documents(texts: Iterable[tuple[str, str, str, str]], known: analyser.Known) -> Iterator[Document]:
    chance = random.Random(1)
    for number, (name_ko, name_en, summary_ko, summary_en) in enumerate(texts):
        name = [token for text in (name_ko, name_en) for token in analyser.index_tokens(text, known)]
        body = [token for text in (summary_ko, summary_en) for token in analyser.index_tokens(text, known)]
        facets = {facet: (f"{facet}-{chance.randrange(SIZES[facet])}",) for facet in FACETS}
        keys = {sort: chance.randrange(1 << 30) << 32 | number for sort in SORTS[1:]}
        yield Document(f"s-{number}", " ".join(name), " ".join((*name, *body)), facets, keys)


def _shown() -> list[tuple[str, str, str, str]]:
    own, _ = read(DATA / "services.yaml")
    described = [
        (one["name"]["ko"], one["name"]["en"], one["summary"]["ko"], one["summary"]["en"]) for one in own["services"]
    ]
    with (DATA / "public_services.csv").open(encoding="utf-8") as stream:
        return described + [("", row["name"], "", "") for row in csv.DictReader(stream)]


def _generated() -> Iterator[tuple[str, str, str, str]]:
    chance = random.Random(2)
    concepts = sorted(thesaurus.load().concepts.values(), key=lambda concept: concept.id)
    for _ in range(RECORDS):
        city, chosen = chance.choice(CITIES), chance.sample(concepts, 4)
        ko, en = ([concept.label[language] for concept in chosen] for language in ("ko", "en"))
        yield (
            f"{city} {ko[0]}",
            f"{en[0]} in {city}",
            KOREAN.format(city=city, **dict(zip("abcd", ko, strict=True))),
            ENGLISH.format(city=city, **dict(zip("abcd", en, strict=True))),
        )


def _sentences() -> list[str]:
    """Every Korean word that the generated records are made of."""
    labels = [concept.label["ko"] for concept in thesaurus.load().concepts.values()]
    return [KOREAN.format(city=city, a=label, b=label, c=label, d=label) for label in labels for city in CITIES[:1]] + [
        f"{city}의 {city}" for city in CITIES
    ]


def _labels() -> list[str]:
    return [label for concept in thesaurus.load().concepts.values() for label in concept.labels]


def _queries() -> list[str]:
    chance = random.Random(3)
    labels = chance.sample(_labels(), QUERIES)
    return [
        label if label.isascii() else chance.choice((label, f"{label}를", label.replace(" ", ""))) for label in labels
    ]


if __name__ == "__main__":
    print(table(main()))
