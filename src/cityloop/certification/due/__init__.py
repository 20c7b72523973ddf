"""What is due in certification, once an hour. A piece of work is a function `(on, at)` and its line in `DUES`."""

from cityloop.certification.due.deadlines import assessors_late, assessors_soon, steps_late, supplements_late
from cityloop.certification.due.notices import notices_closed, notices_closing
from cityloop.certification.dues import due as certificates_due
from cityloop.outbox.due import register_due

DUES = {
    "certification.certificates": certificates_due,
    "certification.supplements": supplements_late,
    "certification.marks_soon": assessors_soon,
    "certification.marks": assessors_late,
    "certification.steps": steps_late,
    "certification.notices_closing": notices_closing,
    "certification.notices_closed": notices_closed,
}


def register() -> None:
    """Tell the hourly job of all of them; called once, when the room is ready."""
    for name, work in DUES.items():
        register_due(name, work)
