"""The cross-reference table of a dossier: criterion, what is claimed, and on which page it is shown (Art. 9(4))."""

from dataclasses import dataclass

from cityloop.assessment.queries import checklist, compiled
from cityloop.assessment.queries.parts import part_of
from cityloop.language import pick


@dataclass(frozen=True)
class Line:
    """One thing asked for: its criterion, the applicant's summary, and the pieces that show it."""

    criterion: str
    title: str
    asked: str
    summary: str
    pieces: tuple
    measured: float | None

    @property
    def shown(self) -> str:
        """Each file with its pages."""
        return "; ".join(f"{one.name} ({one.pages})" if one.pages else one.name for one in self.pieces)

    @property
    def observed(self) -> str:
        """The periods observed, of those pieces that have one."""
        spans = (f"{one.observed_from} – {one.observed_until or ''}" for one in self.pieces if one.observed_from)
        return "; ".join(dict.fromkeys(span.strip() for span in spans))


@dataclass(frozen=True)
class Part:
    """The lines under one heading: the documents, the form, or an area of criteria."""

    id: str
    title: str
    lines: list

    @property
    def shown(self) -> int:
        """How many things that are asked for are there."""
        return sum(bool(line.pieces) or line.measured is not None for line in self.lines)


def by_part(case, dossier) -> list[Part]:
    """The same lines as a page takes them: under the documents and the areas, in the order of the edition."""
    rules, found = compiled(case.edition), {}
    for one in checklist(case, dossier):
        if one.kind != "answer":
            id, title = part_of(rules, one)
            found.setdefault(id, Part(id, title, [])).lines.append(_line(rules, dossier, one))
    return list(found.values())


def reference_table(case, dossier) -> list[Line]:
    """A line for each thing that the edition asks for, in its order; empty places stay in it, for all to see."""
    rules = compiled(case.edition)
    return [_line(rules, dossier, one) for one in checklist(case, dossier) if one.kind != "answer"]


def _line(rules, dossier, one) -> Line:
    criterion = rules.criterion(one.criterion)
    measured = one.have[0].value if one.kind == "measurement" and one.have else None
    return Line(
        criterion=one.criterion,
        title=pick(criterion.title) if criterion else "",
        asked=one.label,
        summary=str(dossier.answers.get(one.criterion, "")) if one.criterion else "",
        pieces=one.have if one.kind != "measurement" else (),
        measured=measured,
    )
