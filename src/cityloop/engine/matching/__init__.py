"""Needs to services, ranked, with rank stability."""

from .contradictions import Contradiction, ahp_contradictions, best_worst_contradictions
from .filters import TESTS, Filter, refusal
from .kernels import LOWER_IS_BETTER, METHODS, normalised, promethee2, standings, topsis, vikor, weighted_sum
from .match import match
from .promethee import Preference, net_flows
from .stability import Acceptability, acceptability, draw_weights
from .values import Criterion, Ranked, Refused, Shortlist
from .weights import Weights, ahp, best_worst, critic, entropy, swing

__all__ = [
    "LOWER_IS_BETTER",
    "METHODS",
    "TESTS",
    "Acceptability",
    "Contradiction",
    "Criterion",
    "Filter",
    "Preference",
    "Ranked",
    "Refused",
    "Shortlist",
    "Weights",
    "acceptability",
    "ahp",
    "ahp_contradictions",
    "best_worst",
    "best_worst_contradictions",
    "critic",
    "draw_weights",
    "entropy",
    "match",
    "net_flows",
    "normalised",
    "promethee2",
    "refusal",
    "standings",
    "swing",
    "topsis",
    "vikor",
    "weighted_sum",
]
