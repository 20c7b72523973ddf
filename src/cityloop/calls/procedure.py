"""How a call runs its proposals: the table, what its conditions may ask, and what is noted when one is handed in."""

from dataclasses import replace

from cityloop.calls import workflow
from cityloop.calls.consenting import agreed, unfinished, way_out
from cityloop.calls.queries.facts import facts_of
from cityloop.calls.receiving import received
from cityloop.livinglabs.queries.ballots import measured_by_votes

PROCEDURE = replace(
    workflow.PROCEDURE,
    room="calls",
    evaluated=frozenset((workflow.ASSESSED, workflow.RESERVE)),
    facts=facts_of,
    unfinished=unfinished,
    way_out=way_out,
    agreed=agreed,
    measured=measured_by_votes,
    received=received,
    elsewhere=frozenset(("partners",)),
)
