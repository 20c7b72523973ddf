"""Remember: pilots and what they came to; votes of citizens, and nothing of who voted what."""

from cityloop.livinglabs.models.ballot import Ballot, BallotCount, CalledOff, CodeBatch, CodeUse, Vote, VotingCode
from cityloop.livinglabs.models.effect import ClosingReport, Effect
from cityloop.livinglabs.models.measured import Delivery, Measurements, Pull, PulledPage
from cityloop.livinglabs.models.pilot import Condition, Partner, Pilot, PilotEvent, Site
from cityloop.livinglabs.models.protocol import Departure, Protocol, ProtocolDraft

__all__ = [
    "Ballot",
    "BallotCount",
    "CalledOff",
    "ClosingReport",
    "CodeBatch",
    "CodeUse",
    "Condition",
    "Delivery",
    "Departure",
    "Effect",
    "Measurements",
    "Partner",
    "Pilot",
    "PilotEvent",
    "Protocol",
    "ProtocolDraft",
    "Pull",
    "PulledPage",
    "Site",
    "Vote",
    "VotingCode",
]
