"""A city against its peers; missing data is data."""

from .changes import Change, changes
from .diagnose import diagnose, summary, themes
from .framework import indicators_of
from .goals import BAND_TITLES, GOAL_BANDS, achieved, band
from .knowing import Price, Task, price_of_knowing
from .mapping import FrameworkMapping, Link, translated
from .notes import QUALITY_TITLES
from .peers import POPULATION_LIMITS, choose_peers, named_peers, population_class
from .score import Score, score
from .standing import Standing, standing
from .values import (
    QUALITY_LEVELS,
    Band,
    Diagnosis,
    Finding,
    Indicator,
    Observations,
    Peer,
    PeerGroup,
    Profile,
    ThemeSummary,
)

__all__ = [
    "BAND_TITLES",
    "GOAL_BANDS",
    "POPULATION_LIMITS",
    "QUALITY_LEVELS",
    "QUALITY_TITLES",
    "Band",
    "Change",
    "Diagnosis",
    "Finding",
    "FrameworkMapping",
    "Indicator",
    "Link",
    "Observations",
    "Peer",
    "PeerGroup",
    "Price",
    "Profile",
    "Score",
    "Standing",
    "Task",
    "ThemeSummary",
    "achieved",
    "band",
    "changes",
    "choose_peers",
    "diagnose",
    "indicators_of",
    "named_peers",
    "population_class",
    "price_of_knowing",
    "score",
    "standing",
    "summary",
    "themes",
    "translated",
]
