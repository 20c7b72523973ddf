"""An assessor declares, marks criterion by criterion with the evidence beside, and hands in."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.actions import declare_interest, hand_in_marks, save_marks
from cityloop.assessment.forms import DeclareForm, mark_form
from cityloop.assessment.models import Declaration
from cityloop.assessment.procedure import procedure_of
from cityloop.assessment.queries import (
    compiled,
    counting_marks,
    dossier_of,
    known_interests,
    latest_declarations,
    sheet_of,
)
from cityloop.assessment.queries.spread import may_see_spread, spread_of
from cityloop.assessment.queries.veil import pieces_of
from cityloop.assessment.rules import ASSESSOR
from cityloop.assessment.views.frame import attempted, home_of, on_case, page
from cityloop.language import pick


@on_case(role=ASSESSOR, step="declare_interest")
def declare(request, case):
    """Declare by the five grounds; what the system knows is shown first."""
    # Blind: who bars whom was asked at the seating, and what is known would say who applies.
    known = [] if case.veiled else known_interests(case, [request.user.pk], timezone.localdate())
    declared = latest_declarations(case).get(request.user.pk)
    initial = _known_to_confirm(known) if declared is None else None
    form = DeclareForm(request.POST or None, initial=initial, blind=case.veiled)
    if form.is_valid():
        given = form.cleaned_data
        step = {"actor": request.user, "at": timezone.now(), "case": case}
        if attempted(form, lambda: declare_interest(**step, ground=given["ground"], note=given["note"])):
            if given["ground"] == Declaration.Ground.NONE:
                messages.success(request, _("Recorded: no conflict of interest. You can mark now."))
                return redirect("assessment:marking", case.reference)
            messages.success(request, _("Recorded. You are released from this case, and it is no longer shown to you."))
            return redirect("inbox")
    interests = procedure_of(case).interests
    return page(request, case, "declare", form=form, known=known, declared=declared, interests=interests)


def _known_to_confirm(known) -> dict:
    """The form as the system would fill it in: the first ground that bars, with everything known as the note."""
    bars = [one for one in known if one.bars]
    if not bars:
        return {}
    return {"ground": bars[0].ground, "note": "\n".join(one.what for one in bars)}


@on_case(role=ASSESSOR, step="save_marks")
def marking(request, case):
    """All criteria with one's own marks, and what is left before they can be handed in."""
    if not _declared(request, case):
        return redirect("assessment:declare", case.reference)
    sheet, marks, criteria = _work(request, case)
    rows = [{"criterion": one, "mark": marks.get(one.id), "area": one.area} for one in criteria]
    left = [row for row in rows if row["mark"] is None]
    return page(
        request,
        case,
        "marking",
        sheet=sheet,
        moderation=case.moderations.filter(round=sheet.round).first(),
        rows_by_area=_by_area(case, rows),
        left=left,
        done=len(rows) - len(left),
        total=len(rows),
        may_hand_in=not left or (marks and compiled(case.edition).aggregate.unmarked == "not_applicable"),
        next_one=left[0]["criterion"].id if left else (criteria[0].id if criteria else None),
    )


@on_case(role=ASSESSOR, step="save_marks")
def mark(request, case, criterion):
    """One criterion: question, anchors, the dossier's evidence beside it, mark, confidence, reason."""
    if not _declared(request, case):
        return redirect("assessment:declare", case.reference)
    sheet, marks, criteria = _work(request, case)
    order = [one.id for one in criteria]
    if criterion not in order:
        raise Http404
    place = order.index(criterion)
    rule = criteria[place]
    form = mark_form(rule, marks.get(criterion), request.POST or None)
    after = order[place + 1] if place + 1 < len(order) else None
    if form.is_valid():
        step = {"actor": request.user, "at": timezone.now(), "case": case}
        if attempted(form, lambda: save_marks(**step, marks={criterion: form.values()})):
            if after is None:
                return redirect("assessment:marking", case.reference)
            return redirect("assessment:mark", case.reference, after)
    found = dossier_of(case)
    return page(
        request,
        case,
        "mark",
        form=form,
        rule=rule,
        area=compiled(case.edition).area(rule.area),
        sheet=sheet,
        evidence=pieces_of(found, criterion=criterion),
        said=found.answers.get(criterion, ""),
        groups=_criteria_side(case, criteria, marks, criterion),
        before=order[place - 1] if place else None,
        done=sum(one in marks for one in order),
        total=len(order),
    )


@on_case(role=ASSESSOR)
def save_mark(request, case, criterion):
    """Save a mark as it is chosen and its reason as it is typed: a fragment that says when, or why not."""
    if request.method != "POST" or not _declared(request, case):
        raise Http404
    rule = next((one for one in compiled(case.edition).criteria_for(case.profile) if one.id == criterion), None)
    if rule is None or not rule.marked:
        raise Http404
    form, why = mark_form(rule, data=request.POST), ""
    if form.is_valid():
        step = {"actor": request.user, "at": timezone.now(), "case": case}
        attempted(form, lambda: save_marks(**step, marks={criterion: form.values()}))
    elif "mark" in form.errors and not request.POST.get("mark"):
        why = _("Not saved yet: choose a mark, and the reason is saved with it.")
    why = why or " ".join(message for messages in form.errors.values() for message in messages)
    return render(request, "assessment/parts/saved_mark.html", {"refused": why, "at": timezone.localtime()})


@on_case(role=ASSESSOR, step="hand_in_marks")
def hand_in(request, case):
    """Hand in for good, after looking over one's marks."""
    if not _declared(request, case):
        return redirect("assessment:declare", case.reference)
    if request.method == "POST":
        hand_in_marks(actor=request.user, at=timezone.now(), case=case)
        messages.success(request, _("Your marks were handed in. Thank you."))
        return redirect(home_of(case))
    sheet, marks, criteria = _work(request, case)
    return page(request, case, "hand_in", rows=[(one, marks.get(one.id)) for one in criteria], sheet=sheet)


@on_case(role=ASSESSOR)
def spread(request, case):
    """One's own marks among the others' range; never before one's own are handed in, nor while a first sheet is out."""
    if not may_see_spread(case, request.user):
        raise Http404
    return page(request, case, "spread", spread=spread_of(case, request.user))


def _by_area(case, rows) -> list:
    """The rows of each area that has any: those of another track are not marked here."""
    groups = ((area, [row for row in rows if row["area"] == area.id]) for area in compiled(case.edition).areas)
    return [(area, found) for area, found in groups if found]


def _declared(request, case) -> bool:
    found = latest_declarations(case).get(request.user.pk)
    return found is not None and found.ground == Declaration.Ground.NONE


def _work(request, case):
    """The person's sheet, their marks that count by criterion, and the criteria that are marked on this case."""
    sheet = sheet_of(case, request.user)
    if sheet is None:
        raise Http404
    criteria = [one for one in compiled(case.edition).criteria_for(case.profile) if one.marked]
    return sheet, counting_marks([sheet])[sheet.pk], criteria


def _criteria_side(case, criteria, marks, current):
    """The criteria by area, each with its mark, for the side of the marking page."""
    groups = []
    for area in compiled(case.edition).areas:
        links = [_link(case, one, marks.get(one.id), current) for one in criteria if one.area == area.id]
        if links:
            groups.append({"title": pick(area.title), "links": links})
    return groups


def _link(case, criterion, given, current):
    if given is None:
        note, spoken = "·", _("not marked")
    elif given.mark is None:
        note, spoken = "–", _("does not apply")
    else:
        note, spoken = f"{given.mark:g}", _("mark %(mark)s") % {"mark": f"{given.mark:g}"}
    return {
        "label": pick(criterion.title),
        "href": reverse("assessment:mark", args=[case.reference, criterion.id]),
        "note": note,
        "spoken": spoken,
        "current": criterion.id == current,
    }
