"""The pages on which a draft is written: one part after another, or the whole as YAML."""

from dataclasses import replace
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cityloop.engine.edition import Faulty, shaped
from cityloop.engine.edition.lint.wording import filled
from cityloop.feedback import actions, queries
from cityloop.feedback.editor import part_of, parts_for
from cityloop.feedback.editor.part import found as found_in
from cityloop.feedback.forms import YamlForm
from cityloop.feedback.reading import findings_of, where
from cityloop.feedback.tree import called, moved, without
from cityloop.feedback.views.frame import changed_meanwhile, on_draft, opened_version, saved
from cityloop.language import pick
from cityloop.rulebook.reading import read_text
from cityloop.rulebook.writing import written

MOST_SAID = 10


@on_draft
def edit(request, found, part, item=""):
    """One part of a draft. What somebody else changed in other parts meanwhile stays."""
    version = opened_version(request, found)
    page = part_of(part, version.content, item)
    opened = page.opened(version.content, item, request.POST if request.method == "POST" else None)
    if request.method == "POST" and opened.is_valid():
        now = queries.latest(found)
        if page.held(now.content, item) != page.held(version.content, item):
            opened.refuse(changed_meanwhile())
        elif saved(opened.refuse, lambda: _save(request, found, now, opened.written(now.content), _what(page, opened))):
            return redirect(_next(request, found, part, item, opened))
    invalid = request.method == "POST"
    context = {
        "draft": found,
        "version": version,
        "part": page,
        "opened": opened,
        "item": item,
        "title": _item_title(opened, item) or page.title,
        "findings": _findings(version.content, page, item),
        "unfolded": request.GET.get("open", "").split(","),
    }
    return render(request, "feedback/edit.html", context, status=422 if invalid else 200)


@on_draft
def add(request, found, kind):
    """A new item of one of the draft's lists: an area, a criterion, in a call a track, a rule, a question…"""
    version = queries.latest(found)
    page = next((part for part in parts_for(version.content) if part.key == kind and part.new), None)
    if page is None:
        raise Http404
    name, begun = page.lists, {"area": request.GET.get("area", ""), "kind": "rubric"}
    form = page.new(request.POST or None, content=version.content, mapping=begun)
    if request.method == "POST" and form.is_valid():
        new: dict = {}
        form.write(new)
        content = {**version.content, name: [*(version.content.get(name) or []), new]}
        what = _("Added: %(title)s") % {"title": called(new)}
        if saved(lambda words: form.add_error(None, words), lambda: _save(request, found, version, content, what)):
            return redirect("feedback:edit_item", found.pk, kind, new["id"])
    context = {"draft": found, "form": form, "kind": kind, "page": page, "version": version}
    return render(request, "feedback/add.html", context, status=422 if form.errors else 200)


@require_POST
@on_draft
def arrange(request, found):
    """Move an area or criterion up or down, or take it out."""
    version = opened_version(request, found)
    name, id, do = (request.POST.get(key, "") for key in ("list", "id", "do"))
    if name not in {part.lists for part in parts_for(version.content) if part.lists} or do not in (
        "up",
        "down",
        "remove",
    ):
        raise Http404
    if found_in(version.content, (name, id)) is None:
        raise Http404
    title = called(found_in(version.content, (name, id)))
    if do == "remove":
        content, what = without(version.content, name, id), _("Removed: %(title)s")
    else:
        content, what = moved(version.content, name, id, -1 if do == "up" else 1), _("Moved: %(title)s")
    _save(request, found, version, content, what % {"title": title})
    return redirect(reverse("feedback:draft", args=[found.pk]) + ("#tree-h" if do == "remove" else f"#{id}"))


@on_draft
def yaml(request, found):
    """The whole text as YAML, to be written here or brought as a file."""
    version = opened_version(request, found)
    initial = {"version": version.number, "text": yaml_of(found, version) if request.method == "GET" else ""}
    form = YamlForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid() and _save_yaml(request, found, form):
        return redirect("feedback:draft", found.pk)
    context = {"draft": found, "version": version, "form": form}
    return render(request, "feedback/yaml.html", context, status=422 if form.errors else 200)


@on_draft
def yaml_file(request, found, number):
    """One version as a file."""
    version = get_object_or_404(found.versions, number=number)
    answer = HttpResponse(yaml_of(found, version), content_type="application/yaml; charset=utf-8")
    name = f"{found.scheme}-{version.content.get('edition', 'draft')}-v{number}.yaml"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def yaml_of(found, version) -> str:
    """A version as YAML: as it was written, or made from the forms with the comments of the last that was written."""
    if version.source:
        return version.source
    last = found.versions.filter(number__lt=version.number).exclude(source="").defer("content").last()
    return written(version.content, like=last.source if last else "")


def _save_yaml(request, found, form) -> bool:
    source = form.cleaned_data["source"]
    try:
        content, positions = read_text(source)
        faults = shaped(filled(content), positions.get)[1] if isinstance(content, dict) and "kind" in content else ()
    except Faulty as faulty:
        faults = faulty.faults
    for fault in sorted(faults, key=lambda fault: fault.line)[:MOST_SAID]:
        form.add_error(None, _("Line %(line)s: %(fault)s") % {"line": fault.line, "fault": pick(_without_place(fault))})
    if faults:
        return False
    return saved(
        lambda words: form.add_error(None, words),
        lambda: actions.save_draft(
            actor=request.user, at=timezone.now(), draft=found, version=form.cleaned_data["version"],
            content=content, what="YAML", source=source,
        ),
    )  # fmt: skip


def _without_place(fault):
    return replace(fault, line=0, column=0).text


def _save(request, found, version, content, what) -> None:
    actions.save_draft(
        actor=request.user, at=timezone.now(), draft=found, version=version.number, content=content, what=what
    )


def _next(request, found, part, item, opened):
    """Back to the draft, or on with the same page, unfolded where something was changed."""
    if request.POST.get("go") != "stay":
        return reverse("feedback:draft", args=[found.pk]) + (f"#{item}" if item else "")
    here = reverse("feedback:edit_item" if item else "feedback:edit", args=[found.pk, part, *filter(None, [item])])
    return f"{here}?{urlencode({'open': ','.join(opened.changed())})}"


def _what(page, opened) -> str:
    return f"{page.title}: {_item_title(opened, opened.item)}" if opened.item else str(page.title)


def _item_title(opened, item) -> str:
    value = found_in(opened.content, (opened.part.lists, item)) if item else None
    return called(value) if value else ""


def _findings(content, page, item):
    """What the linter says of this part, in words."""
    mine = f"{page.lists}[{item}]" if item else None
    return [
        (fault, where(fault.path, content))
        for fault in findings_of(content)
        if (fault.path.startswith(mine) if mine else fault.path.replace("[", ".").split(".")[0] in page.keys)
    ]
