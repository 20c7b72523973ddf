"""The desk of calls: the tones of a proposal's states."""

from django.utils.translation import gettext_lazy

from cityloop.assessment.desk import Desk
from cityloop.calls import workflow

TONES = {
    workflow.SELECTED: "good",
    workflow.EXCLUDED: "bad",
    workflow.SUPPLEMENT: "warn",
    workflow.DRAFT: "",
    workflow.WITHDRAWN: "",
}
DESK = Desk(
    home="assessment:dossier", edition="calls:call", listing="calls:calls", listed=gettext_lazy("Calls"), tones=TONES
)
