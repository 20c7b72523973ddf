"""How a call runs its proposals: the table, what its conditions may ask, and what is noted when one is handed in."""

from dataclasses import replace

from cityloop.calls import workflow
from cityloop.calls.consenting import agreed, unfinished, way_out
from cityloop.calls.queries.consortium import names_in
from cityloop.calls.queries.facts import facts_of
from cityloop.calls.receiving import received, remark
from cityloop.calls.withholding import discloses, withhold
from cityloop.engine.text import Text
from cityloop.livinglabs.queries.ballots import measured_by_votes

_DECIDED = frozenset((workflow.SELECTED, workflow.NOT_SELECTED))
_ASSESSED = _DECIDED | {workflow.ASSESSED, workflow.RESERVE}
INTERESTS = Text(
    "다음 사유에 해당하는 위원은 스스로 회피하여야 합니다. 공모에 정하여진 사유가 없으므로 스마트도시 인증 고시"
    "(제2021-223호) 제5조의 사유를 준용합니다. 신고하면 즉시 이 제안의 평가에서 제외됩니다.",
    "Whoever has one of these interests must step aside. Calls have no list of their own: the grounds are those of the "
    "certification of smart cities (Notice 2021-223 Art. 5). Declaring one releases you from the proposal at once.",
)

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
    remark=remark,
    withhold=withhold,
    discloses=discloses,
    elsewhere=frozenset(("partners",)),
    interests=INTERESTS,
)
