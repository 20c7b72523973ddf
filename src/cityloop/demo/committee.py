"""The committee of the transport round: four simulated members, its chair, and its meetings."""

from datetime import timedelta

from django.utils import timezone

from cityloop.certification.actions import call_meeting, cast_vote, close_meeting, form_committee, sign_in, vote_chair
from cityloop.certification.models import Ballot, CommitteeMember
from cityloop.demo.cast import Role, enrol
from cityloop.organisations.models import Membership

Qualification, Vote = CommitteeMember.Qualification, Ballot.Vote
MEMBERS = (
    # key, Korean, English, qualification, from the field, career (simulated)
    ("committee-chair", "서윤재", "Seo Yunjae", Qualification.PROFESSOR, True,
     "교통공학 조교수 이상 12년(가상) / Professor of transport engineering for 12 years (simulated)"),
    ("committee-member", "안채원", "Ahn Chaewon", Qualification.RESEARCHER, True,
     "지능형교통 책임연구원 9년(가상) / Senior researcher in intelligent transport for 9 years (simulated)"),
    ("committee-3", "류시온", "Ryu Sion", Qualification.INDUSTRY, True,
     "스마트도시 기업 14년(가상) / 14 years in a smart-city company (simulated)"),
    ("committee-4", "노해민", "Noh Haemin", Qualification.OFFICIAL, False,
     "중앙행정기관 담당 사무관(가상) / Official of a central agency (simulated)"),
    ("committee-5", "홍다인", "Hong Dain", Qualification.RECOGNISED, False,
     "시민참여 전문가(가상) / Specialist of participation (simulated)"),
)  # fmt: skip
PERSONAS = ("committee-chair", "committee-member")
DISSENT = (
    "야간 소음에 대한 사후 확인이 부족하다고 봅니다(가상). / "
    "What it does to noise at night was checked too little (simulated)."
)


class Committee:
    """Formed before the first deliberation; `deliberate` holds a meeting on cases, with what is said of each."""

    def __init__(self, cast, at, scheme, profile, officer="officer"):
        self.cast, self.officer = cast, cast.people[officer]
        members = []
        for key, ko, en, qualification, of_field, career in MEMBERS:
            someone = cast.people.get(key) or enrol(
                cast, key, ko, en, "assessor-pool", Role.MEMBER, persona=key in PERSONAS
            )
            members.append({"person": someone, "qualification": qualification, "of_field": of_field, "career": career})
        self.people = [one["person"] for one in members]
        self.committee = form_committee(
            actor=self.officer, at=at, scheme=scheme, profile=profile, members=members, simulated=True
        )
        chair = self.committee.members.get(person=self.people[0])
        for one in self.people[:3]:
            vote_chair(actor=one, at=at + timedelta(minutes=5), committee=self.committee, candidate=chair)

    @classmethod
    def sitting(cls, cast, scheme, profile, officer="officer"):
        """The committee that was formed when the demonstration was played."""
        found = cls.__new__(cls)
        found.cast, found.officer = cast, cast.people[officer]
        found.people = [cast.people[key] for key, *_rest in MEMBERS]
        seats = CommitteeMember.objects.filter(
            person=found.people[0], committee__scheme=scheme, committee__profile=profile
        )
        found.committee = seats.latest("pk").committee
        return found

    def call(self, at, cases, meets_at=None, challenges=()):
        """Call a meeting on these cases and challenges."""
        return call_meeting(
            actor=self.officer,
            at=at,
            committee=self.committee,
            meets_at=meets_at or at,
            place="국토교통인재개발원 2층 회의실(가상) / Meeting room, 2nd floor (simulated)",
            notice="심의자료는 안건에서 열람하시기 바랍니다. / The papers are on the agenda.",
            cases=cases,
            challenges=challenges,
        )

    def deliberate(self, at, cases):
        """A meeting that carries its cases, with one dissent; whoever is recused keeps out."""
        meeting = self.call(at - timedelta(days=2), cases, meets_at=at)
        for one in self.people:
            sign_in(actor=one, at=at, meeting=meeting)
        for item in meeting.items.all():
            voters = self._voters(item)
            for one in voters[:-1]:
                cast_vote(actor=one, at=at, item=item, vote=Vote.FOR)
            cast_vote(actor=voters[-1], at=at, item=item, vote=Vote.AGAINST, dissent=DISSENT)
        close_meeting(actor=self.people[0], at=at + timedelta(hours=2), meeting=meeting)

    def rule(self, at, challenges):
        """A meeting that upholds challenges of members, all who are present voting for it."""
        meeting = self.call(at - timedelta(days=1), (), meets_at=at, challenges=challenges)
        reasons = "독립성이 의심될 사정이 있습니다(가상). / There is reason to doubt independence (simulated)."
        for one in self.people:
            sign_in(actor=one, at=at, meeting=meeting)
        items = list(meeting.items.all())
        for item in items:
            for one in self._voters(item):
                cast_vote(actor=one, at=at, item=item, vote=Vote.FOR)
        given = {item.pk: reasons for item in items}
        close_meeting(actor=self.people[0], at=at + timedelta(hours=1), meeting=meeting, reasons=given)

    def _voters(self, item) -> list:
        recused = set(item.recusals.values_list("member__person_id", flat=True))
        return [one for one in self.people if one.pk not in recused]

    def once_worked_for(self, person, organisation, at) -> None:
        """A member was with an applicant within three years, and is recused from its cases."""
        day = timezone.localdate(at)
        Membership.objects.create(
            person=person,
            organisation=organisation,
            since=day - timedelta(days=900),
            until=day - timedelta(days=500),
        )
