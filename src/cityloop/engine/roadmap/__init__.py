"""Which services, in which year, under budget and precedence, with a proven gap."""

from .accounts import broken, feasible, spending, staffing, value
from .plan import plan, uses
from .search import Progress, Search, Tell, relative_gap, search
from .values import Limits, Links, Roadmap, Services, Task, Use
from .whatif import Point, Regret, Squeeze, front, regret, squeeze, stability

__all__ = [
    "Limits",
    "Links",
    "Point",
    "Progress",
    "Regret",
    "Roadmap",
    "Search",
    "Services",
    "Squeeze",
    "Task",
    "Tell",
    "Use",
    "broken",
    "feasible",
    "front",
    "plan",
    "regret",
    "relative_gap",
    "search",
    "spending",
    "squeeze",
    "stability",
    "staffing",
    "uses",
    "value",
]
