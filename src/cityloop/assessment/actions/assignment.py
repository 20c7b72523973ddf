"""Stage the panels of a round in versions, change one by hand, and publish one by its digest, once."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.actions.seating import seat_panel
from cityloop.assessment.models import Assignment, AssignmentPublication, AssignmentVersion
from cityloop.assessment.queries import compiled
from cityloop.assessment.queries.assignment import open_assignment
from cityloop.assessment.queries.pool import cases_named, situation_of, to_be_seated
from cityloop.assessment.rules import operates
from cityloop.assessment.seating import propose
from cityloop.assessment.seating.staging import figures, inputs_of, swapped
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, not_yours, refused_if_taken, require
from cityloop.engine.edition import digest
from cityloop.engine.impossible import Impossible
from cityloop.language import pick
from cityloop.organisations.models import Person

NOT_KEPT = _("The version was not kept.")
NOT_PUBLISHED = _("The assignment was not published.")
LOOK_AGAIN = _("Open the assignment again to see where it stands.")


@action("assessment.stage_assignment")
def stage_assignment(
    *, actor, at, edition, members, profile="", notice=None, most=None, floor=None, common=None, seed=None
):
    """Compute panels for the cases of a round that wait, and keep them as a version; nobody is told."""
    on = timezone.localdate(at)
    _require_officer(actor, edition, profile, on)
    cases = list(to_be_seated(edition, profile, notice, actor, on))
    require(bool(cases), NOT_KEPT, _("No case of this round waits for its panel."), LOOK_AGAIN)
    _require_rules(edition, members, most, floor, common, seed)
    situation = situation_of(cases, on)
    try:
        found = propose(situation, members, most, floor, common, seed)
    except Impossible as impossible:
        raise Refused(NOT_KEPT, pick(impossible.why), "; ".join(map(pick, impossible.remedies))) from impossible
    rules = {"members": members, "most": most, "floor": floor, "common": common, "seed": seed}
    assignment = open_assignment(edition, profile, notice) or Assignment.objects.create(
        edition=edition, profile=profile, notice=notice, opened_at=at, opened_by=actor
    )
    Assignment.objects.select_for_update().get(pk=assignment.pk)
    version = _kept(assignment, situation, found.chosen, rules, actor, at, proven=found.best)
    return done(version, number=version.number, sha256=version.digest, **rules)


@action("assessment.change_assignment")
def change_assignment(*, actor, at, version, case, left="", came="", reason):
    """Give one seat of a version to somebody else, for a reason; it becomes a version of its own."""
    assignment, on = _locked(version, actor, at, NOT_KEPT), timezone.localdate(at)
    require(bool(reason.strip()), NOT_KEPT, _("The reason is missing."), _("Write it in a sentence."))
    situation = situation_of(cases_named(sorted(version.panels)), on)
    target = next((one for one in situation.cases if one.reference == case), None)
    sits = target is not None and (not left or left in version.panels.get(case, ()))
    require(
        sits and (left or came) != "" and left != came,
        NOT_KEPT,
        _("This case is not in the version, or whoever shall leave does not sit there."),
        _("Choose the case, and a seat of its panel."),
    )
    free = {one.person.code: one for one in situation.free(target)}
    if came:
        _require_free(situation, target, came, free, version)
    chosen = swapped(version.panels, case, left, came)
    _require_size(situation, target, chosen[case])
    more = _kept(
        assignment, situation, chosen, version.parameters, actor, at, proven=False, based_on=version, reason=reason
    )
    return done(more, number=more.number, case=case, left=left, came=came, reason=reason.strip(), sha256=more.digest)


@action("assessment.publish_assignment")
def publish_assignment(*, actor, at, version, digest):
    """Seat everybody of one version, as it was shown. Letters are written now; later changes are made one by one."""
    assignment, on = _locked(version, actor, at, NOT_PUBLISHED), timezone.localdate(at)
    require(
        digest == version.digest,
        NOT_PUBLISHED,
        _("What was shown to you is not this version."),
        _("Read it again; the publication binds to the digest shown."),
    )
    cases = cases_named(sorted(version.panels), lock=True)
    require(
        len(cases) == len(version.panels) and inputs_of(situation_of(cases, on)) == version.inputs,
        NOT_PUBLISHED,
        _("Since this version was made a case, a conflict or the pool has changed."),
        _("Compute a version anew, compare it with this one, and publish that."),
    )
    taken = Refused(NOT_PUBLISHED, _("This assignment is published already."), LOOK_AGAIN)
    with refused_if_taken(taken):
        AssignmentPublication.objects.create(assignment=assignment, version=version, person=actor, at=at)
    codes = {code for row in version.panels.values() for code in row}
    people = {one.code: one for one in Person.objects.filter(code__in=codes)}
    for case in cases:
        if seats := [people[code] for code in version.panels[case.reference]]:
            seat_panel(actor=actor, at=at, case=case, people=seats, reason=f"assignment sha256:{version.digest}")
    return done(version, number=version.number, sha256=digest, cases=sorted(version.panels))


def _locked(version, actor, at, what) -> Assignment:
    """The assignment of a version, locked; refused where it was published before."""
    assignment = Assignment.objects.select_for_update().get(pk=version.assignment_id)
    _require_officer(actor, assignment.edition, assignment.profile, timezone.localdate(at))
    published = AssignmentPublication.objects.filter(assignment=assignment).select_related("version", "person").first()
    require(
        published is None,
        what,
        _("%(person)s published version %(n)s of this assignment on %(day)s; it is published once.")
        % {
            "person": published.person if published else "",
            "n": published.version.number if published else "",
            "day": f"{timezone.localtime(published.at):%Y-%m-%d}" if published else "",
        },
        _("Change single seats on the page of the panel: release a member, seat another for a reason."),
    )
    return assignment


def _require_officer(actor, edition, profile, on) -> None:
    part = profile if edition.kind == edition.Kind.CALL else None
    if not operates(actor, edition, on, part=part):
        raise not_yours()


def _kept(assignment, situation, chosen, rules, actor, at, *, proven, based_on=None, reason="") -> AssignmentVersion:
    inputs = inputs_of(situation)
    content = {"inputs": inputs, "rules": rules, "panels": chosen, "reason": reason.strip()}
    made = digest(content)
    known = assignment.versions.filter(digest=made).first()
    require(
        known is None,
        NOT_KEPT,
        _("It is the same as version %(n)s.") % {"n": known.number if known else ""},
        _("Change a rule, or compare with the version that is there."),
    )
    last = assignment.versions.last()
    return AssignmentVersion.objects.create(
        assignment=assignment,
        number=last.number + 1 if last else 1,
        based_on=based_on,
        reason=reason.strip(),
        parameters=rules,
        panels=chosen,
        figures=figures(situation, chosen, proven),
        inputs=inputs,
        digest=made,
        person=actor,
        at=at,
    )


def _require_rules(edition, members, most, floor, common, seed) -> None:
    seats = compiled(edition).panel.seats if compiled(edition).panel else 100
    counts = [(members, 1, seats), (most, 1, 10_000), (common, 0, seats), (seed, 0, 1_000_000)]
    fits = all(
        (value is None and name != 0)
        or (isinstance(value, int) and not isinstance(value, bool) and low <= value <= high)
        for name, (value, low, high) in enumerate(counts)
    )
    require(
        fits and floor in (None, "max"),
        NOT_KEPT,
        _("A rule is no whole number, or outside of what the edition allows."),
        _("Give members and cases as whole numbers; the edition says how many seats there are."),
    )


def _require_free(situation, case, came, free, version) -> None:
    barred = {one.person.code: situation.against[case.pk].get(one.person_id) for one in situation.pool}
    require(
        came in free and came not in version.panels.get(case.reference, ()),
        NOT_KEPT,
        barred.get(came) or _("This person sits on the case already, or is not in the pool."),
        _("Choose somebody else for this seat."),
    )
    most, load = version.parameters.get("most"), version.figures["loads"].get(came)
    carried = situation.loads[free[came].person_id] if load is None else load
    require(
        most is None or carried + 1 <= most,
        NOT_KEPT,
        _("%(person)s would have more than %(most)s cases at once.") % {"person": free[came].person, "most": most},
        _("Choose somebody who carries fewer, or compute a version with a higher limit."),
    )


def _require_size(situation, case, people) -> None:
    rules = situation.edition
    n = len(people) + len(situation.seated[case.pk])
    least, seats = rules.aggregate.minimum_assessors, rules.panel.seats if rules.panel else None
    require(
        n >= least and (seats is None or n <= seats),
        NOT_KEPT,
        _("The panel would have %(n)s members; the edition asks for at least %(least)s%(most)s.")
        % {"n": n, "least": least, "most": f", {seats}" if seats else ""},
        _("Give the seat to somebody else instead."),
    )
