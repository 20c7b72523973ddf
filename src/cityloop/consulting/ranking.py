"""A shortlist as plain data: what went in, what came out, and why, so that anybody can compute it again."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from cityloop.consulting.guide import Condition, Problem, guide
from cityloop.consulting.queries.candidates import Candidate
from cityloop.engine.matching import Criterion, Filter, Ranked, Shortlist, match, refusal

METHOD, DRAWS, SEED, DIGITS = "topsis", 1_000, 1, 6
NOTABLE = 0.02
"""A criterion is named as a reason when it moves the weighted standing by this much against the median service."""


def rank(
    problem: Problem,
    importance: Mapping[str, int],
    filters: Sequence[str],
    services: Sequence[Candidate],
    people: Sequence[tuple[int, Mapping[str, float]]] = (),
    progress: Callable[[int], bool] | None = None,
) -> dict:
    """Rank services for a problem by the importance given to each criterion of the guide.

    `filters` are ids of the guide's conditions that are no matter of course. `people` are the answers (by key) whose
    weights stand behind the importance: each is told apart what it alone would put first. The result is JSON:
    `criteria`, `filters`, `method`, `draws`, `seed`, `agreement`, `notes`, `ranked` (best first), `refused` (by
    condition) and, where there are any, `people`.
    """
    criteria = [Criterion(one.id, one.direction, importance[one.id]) for one in guide().criteria]
    conditions = [one for one in guide().conditions if one.always or one.id in filters]
    found = match(
        [service.code for service in services],
        _table(services),
        criteria,
        method=METHOD,
        filters=[_filter(condition) for condition in conditions],
        attributes={"operation": [service.operation for service in services]},
        draws=DRAWS,
        seed=SEED,
        progress=progress,
    )
    known = {service.code: service for service in services}
    return {
        "guide": guide().reference,
        "problem": problem.id,
        "method": found.method,
        "draws": found.draws,
        "seed": SEED,
        "considered": len(services),
        "criteria": _criteria(found, importance),
        "filters": [{"id": one.id, "title": dict(one.titles), "says": dict(one.says)} for one in conditions],
        "agreement": {name: round(value, DIGITS) for name, value in found.agreement.items()},
        "notes": _notes(found),
        "ranked": [
            _ranked(entry, known[entry.id], row)
            for entry, row in zip(found.ranked, found.contributions.tolist(), strict=True)
        ],
        "refused": _refused(found, known, conditions),
        **({"people": [_alone(key, weights, found, services) for key, weights in people]} if people else {}),
    }


def _alone(key: int, weights: Mapping[str, float], found: Shortlist, services: Sequence[Candidate]) -> dict:
    """What one person's weights alone put first among the services ranked, and where the common first stands."""
    ranked = set(found.ids())
    kept = [service for service in services if service.code in ranked]
    criteria = [Criterion(one.id, one.direction, weights[one.id]) for one in guide().criteria]
    alone = match([one.code for one in kept], _table(kept), criteria, method=METHOD, draws=1, seed=SEED)
    places = {entry.id: entry.rank for entry in alone.ranked}
    common = found.ids(1)
    return {
        "answer": key,
        "first": alone.ids(1)[0] if places else None,
        "common": places[common[0]] if common else None,
    }


def _table(services: Sequence[Candidate]) -> np.ndarray:
    rows = [[service.values[one.id] for one in guide().criteria] for service in services]
    return np.array(rows, dtype=float).reshape(len(services), len(guide().criteria))


def _filter(condition: Condition) -> Filter:
    return Filter(condition.column, condition.test, condition.limit)


def _criteria(found: Shortlist, importance: Mapping[str, int]) -> list[dict]:
    return [
        {
            "id": one.id,
            "title": dict(one.titles),
            "direction": one.direction,
            "importance": importance[one.id],
            "weight": round(weight, DIGITS),
        }
        for one, weight in zip(guide().criteria, found.weights, strict=True)
    ]


def _notes(found: Shortlist) -> list[dict]:
    """Criteria that nobody has a value for, and those that are the same for all: neither separates anything."""
    columns = {one.name: found.contributions[:, j].tolist() for j, one in enumerate(found.criteria)}
    return [
        {"criterion": name, "says": "unknown" if weight == 0 else "same"}
        for (name, column), weight in zip(columns.items(), found.weights, strict=True)
        if found.ranked and (weight == 0 or not any(column))
    ]


def _ranked(entry: Ranked, service: Candidate, contributions: list[float]) -> dict:
    by_criterion = {one.id: round(value, DIGITS) for one, value in zip(guide().criteria, contributions, strict=True)}
    order = sorted(by_criterion, key=by_criterion.get)
    return {
        "id": entry.id,
        "rank": entry.rank,
        "score": round(entry.score, DIGITS),
        "first": entry.first,
        "top5": entry.top5,
        "top10": entry.top10,
        "by_method": dict(entry.by_method),
        "closeness": service.link.closeness,
        "concepts": list(service.link.concepts),
        "known": dict(service.codes),
        "values": dict(service.values),
        "contributions": by_criterion,
        "lifted_by": [name for name in reversed(order) if by_criterion[name] >= NOTABLE][:2],
        "held_back_by": [name for name in order if by_criterion[name] <= -NOTABLE][:2],
        "missing": list(entry.missing),
    }


def _refused(found: Shortlist, known: Mapping[str, Candidate], conditions: Sequence[Condition]) -> list[dict]:
    """Services kept out, together under the conditions that they fail; a service stands once."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for entry in found.refused:
        service = known[entry.id]
        row = {**service.values, "operation": service.operation}
        failed = tuple(one.id for one in conditions if refusal(row, [_filter(one)]))
        groups.setdefault(failed, []).append(entry.id)
    ordered = sorted(groups.items(), key=lambda group: (len(group[0]), group[0]))
    return [{"filters": list(failed), "ids": ids} for failed, ids in ordered]
