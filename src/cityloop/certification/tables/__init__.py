"""The tables of what goes on after the decision, and whose turn it is in each state."""

from cityloop.certification.tables import appeal, change, complaint, inquiry, surveillance, withdrawal
from cityloop.certification.tables.appeal import APPEAL
from cityloop.certification.tables.change import CHANGE
from cityloop.certification.tables.complaint import COMPLAINT
from cityloop.certification.tables.inquiry import INQUIRY
from cityloop.certification.tables.roles import HOLDER
from cityloop.certification.tables.surveillance import SURVEILLANCE
from cityloop.certification.tables.withdrawal import WITHDRAWAL

TURNS = {
    name: (module.TURNS, module.OVERDUE)
    for name, module in {
        WITHDRAWAL.name: withdrawal,
        APPEAL.name: appeal,
        SURVEILLANCE.name: surveillance,
        CHANGE.name: change,
        COMPLAINT.name: complaint,
        INQUIRY.name: inquiry,
    }.items()
}
"""By the kind of proceeding: whose turn it is in each state, and whose once the last day is past."""

__all__ = ["APPEAL", "CHANGE", "COMPLAINT", "HOLDER", "INQUIRY", "SURVEILLANCE", "TURNS", "WITHDRAWAL"]
