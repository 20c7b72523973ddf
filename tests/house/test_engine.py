"""The engine is pure. import-linter holds its imports; this holds the calls that imports do not show."""

import ast

from house.files import ROOT, files, name

ENGINE = ROOT / "src" / "cityloop" / "engine"
IMPURE_NAMES = {"open", "print", "input", "exec", "eval", "__import__"}
CLOCK = {"now", "today", "utcnow", "fromtimestamp"}
CHANCE = {"default_rng", "Generator", "SeedSequence", "PCG64", "BitGenerator"}


def impurities(source: str) -> list[tuple[int, str]]:
    """Calls that read a clock, use chance without a seed, or reach outside: `(line, call)`."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return [(call.lineno, ast.unparse(call)) for call in calls if _impure(call)]


def _impure(call: ast.Call) -> bool:
    if isinstance(call.func, ast.Name):
        return call.func.id in IMPURE_NAMES or (call.func.id == "default_rng" and not call.args)
    if not isinstance(call.func, ast.Attribute):
        return False
    owner, verb = ast.unparse(call.func.value), call.func.attr
    if owner in {"np.random", "numpy.random"}:
        return verb not in CHANCE or (verb == "default_rng" and not call.args)
    return verb in CLOCK and owner.split(".")[-1] in {"datetime", "date"}


def test_no_call_in_the_engine_reads_a_clock_a_file_or_chance():
    found = [
        f"{name(path)}:{line}: {call}"
        for path in files(".py")
        if ENGINE in path.parents
        for line, call in impurities(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_impure_calls_are_recognised():
    source = (
        "date.today()\nnp.random.normal(3)\nnp.random.default_rng()\nopen('x')\nnp.random.default_rng(seed)\nd.now()"
    )
    assert [line for line, _ in impurities(source)] == [1, 2, 3, 4]
