"""fund(): which projects citizens' votes pay for, by greedy count or by equal shares, with a reason for every project.

Equal shares (Peters, Pierczyński and Skowron 2021): every voter holds the same part of the money and a project is paid
by those who want it, so that a group of a tenth of the voters decides on a tenth of the money. Greedy takes what most
voters want as long as it fits.
"""

from __future__ import annotations

from .counting import fund
from .pabulib import Faulty, read, written
from .values import Completion, Funded, Funding, Project, Rule, Votes, collected

__all__ = [
    "Completion",
    "Faulty",
    "Funded",
    "Funding",
    "Project",
    "Rule",
    "Votes",
    "collected",
    "fund",
    "read",
    "written",
]
