"""Remember: pilots and what they came to; votes of citizens, and nothing of who voted what."""

from cityloop.livinglabs.models.ballot import Ballot, BallotCount, CalledOff, CodeBatch, CodeUse, Vote, VotingCode
from cityloop.livinglabs.models.pilot import Effect, Measurements, Pilot, Protocol

__all__ = [
    "Ballot",
    "BallotCount",
    "CalledOff",
    "CodeBatch",
    "CodeUse",
    "Effect",
    "Measurements",
    "Pilot",
    "Protocol",
    "Vote",
    "VotingCode",
]
