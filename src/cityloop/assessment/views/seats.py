"""The operating body seats the panel of one case: a proposal confirmed as shown, or by hand with a reason."""

from django.contrib import messages
from django.core import signing
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.actions import seat_panel, seat_round
from cityloop.assessment.forms import PanelForm
from cityloop.assessment.queries.pool import situation_of, to_be_seated
from cityloop.assessment.rules import OPERATOR
from cityloop.assessment.views.frame import attempted, on_case, page
from cityloop.assessment.views.seating import SALT, asked_size, proposed
from cityloop.audit.refusal import Refused


@on_case(role=OPERATOR, step="seat_panel")
def seats(request, case):
    """A proposal for the empty seats; the pool to choose from by hand; who cannot sit, and why."""
    sent, on = request.POST.get("do"), timezone.localdate()
    if sent == "confirm":
        return _confirmed(request, case)
    situation = situation_of([case], on)
    free, seated = situation.free(case), situation.seated[case.pk]
    by_hand = PanelForm(request.POST if sent == "hand" else None, free=free)
    if by_hand.is_valid():
        chosen, reason = set(by_hand.cleaned_data["people"]), by_hand.cleaned_data["reason"]
        people = [one.person for one in free if str(one.person_id) in chosen]
        step = {"actor": request.user, "at": timezone.now(), "case": case}
        if attempted(by_hand, lambda: seat_panel(**step, people=people, reason=reason)):
            messages.success(request, _("The panel was seated. Each assessor finds the case in the inbox."))
            return redirect("assessment:panel", case.reference)
    waiting = to_be_seated(case.edition, case.profile, case.notice_id, request.user, on)
    return page(
        request,
        case,
        "seats",
        seated=seated,
        by_hand=by_hand,
        chosen=by_hand.data.getlist("people") if by_hand.is_bound else [],
        candidates=[(one, situation.knows_field(one, case), situation.loads[one.person_id]) for one in free],
        barred=[(one, situation.against[case.pk][one.person_id]) for one in situation.pool
                if one.person_id in situation.against[case.pk]],
        others=waiting.exclude(pk=case.pk).count(),
        **proposed(situation, asked_size(request, situation, beside=len(seated))),
    )  # fmt: skip


def _confirmed(request, case):
    """Seat what the token says was shown; a refusal is told, and the page shows the new proposal."""
    try:
        told = signing.loads(request.POST.get("token", ""), salt=SALT)
    except signing.BadSignature as error:
        raise Http404 from error
    step = {"actor": request.user, "at": timezone.now(), "edition": case.edition}
    try:
        seat_round(**step, chosen=told["chosen"], shown=told["shown"])
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(request.get_full_path())
    messages.success(request, _("Seated as shown. Each assessor finds the case in the inbox."))
    return redirect("assessment:panel", case.reference)
