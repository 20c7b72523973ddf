"""What the minutes of a meeting say (회의록), and who was there."""

from django.utils import timezone

from cityloop.certification.models import AgendaItem


def content_of(meeting, members, chair) -> dict:
    """The minutes as JSON values: the roll, those who signed in, and each item with its votes, recusals and dissent."""
    signed = {row.member_id: timezone.localtime(row.at).isoformat() for row in meeting.attendances.all()}
    return {
        "scheme": meeting.committee.scheme,
        "field": meeting.committee.profile,
        "number": meeting.number,
        "met_at": timezone.localtime(meeting.meets_at).isoformat(),
        "place": meeting.place,
        "notice": meeting.notice,
        "called_at": timezone.localtime(meeting.called_at).isoformat(),
        "closed_at": timezone.localtime(meeting.closed_at).isoformat(),
        "presiding": name_of(chair.person),
        "members": [
            {**name_of(one.person), "signed_in": signed.get(one.pk, ""), "of_field": one.of_field} for one in members
        ],
        "items": [
            _item(item) for item in meeting.items.select_related("case", "challenge__member", "outcome", "matter")
        ],
        "simulated": meeting.committee.simulated,
    }


def name_of(person) -> dict:
    """A person as papers name them."""
    return {"code": person.code, "ko": person.name_ko, "en": person.name_en}


def _item(item) -> dict:
    return {
        "position": item.position,
        "kind": item.kind,
        **(_matter(item.matter) if item.kind == AgendaItem.Kind.MATTER else _about_case(item)),
        "result": item.result,
        "reason": item.reason,
        "tally": item.tally,
        "recused": [_recused(row) for row in item.recusals.select_related("member__person")],
        "votes": [_vote(row) for row in item.ballots.select_related("member__person")],
    }


def _about_case(item) -> dict:
    about = {"case": item.case.reference, "ko": item.case.title_ko, "en": item.case.title_en}
    if item.kind == AgendaItem.Kind.CHALLENGE:
        return about | {"challenged": name_of(item.challenge.member), "ground": item.challenge.ground}
    return about | {"outcome_sha256": item.outcome.digest}


def _matter(matter) -> dict:
    asked = {"ko": matter.question_ko, "en": matter.question_en}
    return {"case": "", "ko": matter.title_ko, "en": matter.title_en, "question": asked}


def _recused(row) -> dict:
    said = {"ko": row.reason_ko, "en": row.reason_en}
    return {"member": name_of(row.member.person), "by_itself": row.by_itself, "reason": said}


def _vote(row) -> dict:
    return {"member": name_of(row.member.person), "vote": row.vote, "dissent": row.dissent}
