"""How a call runs its proposals: the table, what its conditions may ask, and what is noted when one is handed in."""

from dataclasses import replace

from cityloop.calls import workflow
from cityloop.calls.queries.facts import facts_of
from cityloop.calls.receiving import received

PROCEDURE = replace(
    workflow.PROCEDURE,
    room="calls",
    evaluated=frozenset((workflow.ASSESSED, workflow.RESERVE)),
    facts=facts_of,
    received=received,
    elsewhere=frozenset(("partners",)),
)
