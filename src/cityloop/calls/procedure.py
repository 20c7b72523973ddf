"""How a call runs its proposals: the table, what its conditions may ask, and what is noted when one is handed in."""

from dataclasses import replace

from cityloop.calls import workflow
from cityloop.calls.consenting import agreed, unfinished, way_out
from cityloop.calls.queries.consortium import names_in
from cityloop.calls.queries.facts import facts_of
from cityloop.calls.receiving import received
from cityloop.livinglabs.queries.ballots import measured_by_votes

_DECIDED = frozenset((workflow.SELECTED, workflow.NOT_SELECTED))
_ASSESSED = _DECIDED | {workflow.ASSESSED, workflow.RESERVE}

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
    opened={"consensus": _ASSESSED | {workflow.CONSENSUS}, "assessed": _ASSESSED, "decided": _DECIDED},
    named=names_in,
    elsewhere=frozenset(("partners",)),
)
