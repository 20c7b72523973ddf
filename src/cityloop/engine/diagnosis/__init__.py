"""A city against its peers; missing data is data."""

from .diagnose import diagnose, summary, themes
from .framework import indicators_of
from .goals import BAND_TITLES, GOAL_BANDS, achieved, band
from .notes import QUALITY_TITLES
from .peers import POPULATION_LIMITS, choose_peers, named_peers, population_class
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
    "Diagnosis",
    "Finding",
    "Indicator",
    "Observations",
    "Peer",
    "PeerGroup",
    "Profile",
    "Standing",
    "ThemeSummary",
    "achieved",
    "band",
    "choose_peers",
    "diagnose",
    "indicators_of",
    "named_peers",
    "population_class",
    "standing",
    "summary",
    "themes",
]
