"""The task in one canonical form, pairs sorted by case, then assessor: the order of the input changes nothing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .values import Pairs, Rules


@dataclass(frozen=True)
class Instance:
    """Pairs sorted by the names of case and assessor; all positions are in that order.

    `start` (n+1,) bounds the pairs of each case; `assessor`, `affinity`, `in_field` (p,); `origin` (p,) leads back to
    the pairs given. `demand`, `from_field`, `group` (n,); `most`, `least`, `organisation` (m,). `names_of` leads from
    a position here to one in `Pairs.cases` and `Pairs.assessors`.
    """

    start: np.ndarray
    assessor: np.ndarray
    affinity: np.ndarray
    in_field: np.ndarray | None
    origin: np.ndarray | None
    demand: np.ndarray
    from_field: np.ndarray
    group: np.ndarray
    most: np.ndarray
    least: np.ndarray
    organisation: np.ndarray
    per_organisation: int | None
    case_names: tuple[str, ...]
    assessor_names: tuple[str, ...]
    case_place: np.ndarray
    assessor_place: np.ndarray

    @property
    def n(self) -> int:
        """How many cases."""
        return len(self.start) - 1

    @property
    def m(self) -> int:
        """How many assessors."""
        return len(self.most)

    @property
    def case(self) -> np.ndarray:
        """The case of each pair, ints (p,)."""
        return np.repeat(np.arange(self.n, dtype=np.int32), np.diff(self.start))


def instance_of(pairs: Pairs, rules: Rules, seed: int | None = None) -> Instance:
    """Sort, spread the rules over cases and assessors, and check them; raises `ValueError`.

    With `seed` the sorted names are shuffled, so that ties between equal affinities fall otherwise.

    >>> task = instance_of(Pairs(("b", "a"), ("x",), [0, 1], [0, 0], [0.5, 0.7]), Rules(per_case=1))
    >>> task.case_names, task.affinity.tolist(), task.origin.tolist()
    (('a', 'b'), [0.7, 0.5], [1, 0])
    """
    n, m = len(pairs.cases), len(pairs.assessors)
    random = None if seed is None else np.random.default_rng(seed)
    case_rank, case_place = _sorted(pairs.cases, "case", random)
    assessor_rank, assessor_place = _sorted(pairs.assessors, "assessor", random)
    key = case_rank[pairs.case].astype(np.int64) * max(m, 1) + assessor_rank[pairs.assessor]
    origin = None
    if len(key) > 1 and not (key[1:] > key[:-1]).all():
        origin = np.argsort(key, kind="stable")
        key = key[origin]
        twice = np.flatnonzero(key[1:] == key[:-1])
        if twice.size:
            first = int(origin[twice[0]])
            names = pairs.cases[pairs.case[first]], pairs.assessors[pairs.assessor[first]]
            raise ValueError(f"the pair {names[0]!r}, {names[1]!r} occurs twice")
    start = np.searchsorted(key, np.arange(n + 1, dtype=np.int64) * max(m, 1))
    take = slice(None) if origin is None else origin
    organisation = np.full(m, -1) if rules.organisation is None else np.asarray(rules.organisation, int)
    return Instance(
        start=start,
        assessor=assessor_rank[pairs.assessor[take]].astype(np.int32),
        affinity=pairs.affinity[take],
        in_field=None if pairs.in_field is None else pairs.in_field[take],
        origin=origin,
        demand=_spread(rules.per_case, n, "per_case")[case_place],
        from_field=_spread(rules.from_field, n, "from_field")[case_place],
        group=_spread(0 if rules.group is None else rules.group, n, "group")[case_place],
        most=_spread(rules.max_load, m, "max_load")[assessor_place],
        least=_spread(rules.min_load, m, "min_load")[assessor_place],
        organisation=organisation[assessor_place],
        per_organisation=rules.per_organisation,
        case_names=tuple(pairs.cases[place] for place in case_place),
        assessor_names=tuple(pairs.assessors[place] for place in assessor_place),
        case_place=case_place,
        assessor_place=assessor_place,
    )


def _sorted(names: tuple[str, ...], what: str, random: np.random.Generator | None) -> tuple[np.ndarray, np.ndarray]:
    """The rank of each name, and the place of the name at each rank."""
    if len(set(names)) < len(names):
        raise ValueError(f"{what}: a name occurs twice")
    place = np.array(sorted(range(len(names)), key=names.__getitem__), dtype=np.int32)
    place = place if random is None else random.permutation(place)
    rank = np.empty_like(place)
    rank[place] = np.arange(len(names), dtype=np.int32)
    return rank, place


def _spread(value: object, size: int, what: str) -> np.ndarray:
    values = np.broadcast_to(np.asarray(value, dtype=np.int64), size)
    if size and values.min() < 0:
        raise ValueError(f"{what}: negative")
    return values
