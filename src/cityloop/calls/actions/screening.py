"""The secretariat screens what was handed in: a gate that is not met excludes, whatever the marks would have been."""

from django.utils.translation import gettext_lazy as _

from cityloop.assessment import letters
from cityloop.assessment.actions.steps import locked, move, permit
from cityloop.assessment.queries import compiled, dossier_of
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import require
from cityloop.calls.models import Proposal, RuleJudgement, Screening
from cityloop.calls.queries.verdicts import undecided, unmet, verdicts
from cityloop.calls.receiving import standing
from cityloop.engine.text import joined

NOT_JUDGED = _("The judgement was not recorded.")
NOT_ADMITTED = _("The proposal was not admitted.")
NOT_EXCLUDED = _("The proposal was not excluded.")
LONGEST = 2_000
Verdict = Screening.Verdict


@action("calls.judge_rule")
def judge_rule(*, actor, at, case, rule, met, reason):
    """Record whether a rule is met where the facts do not tell, and what that rests on."""
    case = locked(case)
    permit(case, "judge_rule", actor, at)
    dossier = dossier_of(case)
    found = {one.id: one for one in verdicts(case, dossier)}
    require(
        rule in found,
        NOT_JUDGED,
        _("The edition has no rule “%(rule)s” for this track.") % {"rule": rule},
        _("Open the page again and choose among what it shows."),
    )
    require(
        found[rule].by_hand,
        NOT_JUDGED,
        _("The facts decide this rule: %(says)s") % {"says": found[rule].says},
        _("Where a fact is wrong, ask for a supplement that corrects it."),
    )
    require(bool(reason.strip()), NOT_JUDGED, _("The reason is missing."), _("Write what the judgement rests on."))
    RuleJudgement.objects.create(
        dossier=dossier, rule=rule, met=met, reason=reason.strip()[:LONGEST], person=actor, at=at
    )
    note_verdicts(case, dossier)
    return done(case, rule=rule, met=met)


@action("calls.admit")
def admit(*, actor, at, case, digest):
    """Admit a proposal to the evaluation: every rule is met, by the facts or by a judgement that is on record."""
    case = locked(case)
    step = permit(case, "admit", actor, at)
    dossier = _shown(case, digest, NOT_ADMITTED)
    found = verdicts(case, dossier)
    failing = [one.says for one in found if one.met is False]
    require(
        not failing,
        NOT_ADMITTED,
        _("A rule is not met: %(rules)s") % {"rules": " ".join(failing[:3])},
        _("What does not meet a rule is excluded; where a fact is wrong, ask for a supplement."),
    )
    still = [one.says for one in found if one.met is None]
    require(
        not still,
        NOT_ADMITTED,
        _("The facts do not tell whether a rule is met, and nobody has judged it: %(rules)s")
        % {"rules": " ".join(still[:3])},
        _("Judge each of them, with the reason, or ask for a supplement."),
    )
    _record(case, dossier, Verdict.ADMITTED, found, actor, at)
    move(case, step, actor, at)
    letters.to_applicant(case, "admitted", at, key=str(dossier.version))
    return done(case, digest=dossier.digest)


@action("calls.exclude")
def exclude(*, actor, at, case, digest, reason):
    """Exclude a proposal that does not meet a rule; the letter names each of them and the reason."""
    case = locked(case)
    step = permit(case, "exclude", actor, at)
    dossier = _shown(case, digest, NOT_EXCLUDED)
    found = verdicts(case, dossier)
    failing = unmet(found)
    require(
        bool(failing),
        NOT_EXCLUDED,
        _("No rule of the call is found not to be met."),
        _("Only a rule that is not met excludes. Where the facts do not tell, judge the rule first."),
    )
    require(
        bool(reason.strip()), NOT_EXCLUDED, _("The reason is missing."), _("Write the reason in a sentence or two.")
    )
    screening = _record(case, dossier, Verdict.EXCLUDED, found, actor, at, reason.strip()[:LONGEST])
    move(case, step, actor, at, reason)
    rules = {rule.id: rule.says for rule in compiled(case.edition).eligibility}
    said = joined([rules[id] for id in failing], " ")
    letters.to_applicant(case, "excluded", at, key=str(screening.pk), rules=said, reason=reason.strip())
    return done(case, digest=dossier.digest, unmet=failing)


def note_verdicts(case, dossier) -> None:
    """Fold what the rules say of a version into what lists show; a step, no action."""
    found = verdicts(case, dossier)
    Proposal.objects.filter(case=case).update(**standing(unmet(found), undecided(found)))


def _shown(case, digest, what):
    dossier = dossier_of(case)
    require(
        digest == dossier.digest,
        what,
        _("The dossier has changed since this page was opened."),
        _("Look at the current version, and confirm once more."),
    )
    return dossier


def _record(case, dossier, verdict, found, actor, at, reason="") -> Screening:
    return Screening.objects.create(
        case=case,
        dossier=dossier,
        verdict=verdict,
        unmet=unmet(found),
        verdicts=[one.plain for one in found],
        digest=dossier.digest,
        reason=reason,
        person=actor,
        at=at,
    )
