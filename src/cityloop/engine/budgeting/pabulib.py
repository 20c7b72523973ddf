"""Pabulib files (.pb): the exchange format of participatory budgets, read and written without anything about voters.

Sections META, PROJECTS and VOTES, each with a line of columns, semicolons between; a vote is ids with commas between.
Format: pabulib.org/format. Only approval votes are counted here; age, sex and other columns on voters are passed over.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence

from ..text import Text
from .values import Project, Votes, collected

SECTIONS = ("META", "PROJECTS", "VOTES")
AGAIN = Text("사업 번호가 없거나 두 번 나옴: '{id}'.", "A project without an id, or twice: '{id}'.")
COST = Text("비용은 1 이상의 정수로 적어야 함: '{cost}'.", "A cost is a whole number of 1 or more: '{cost}'.")
MOST_PROJECTS, MOST_VOTES = 20_000, 5_000_000

Parts = dict[str, tuple[int, list[tuple[int, str]]]]
"""Of each section the line at which it begins, and its lines with their numbers."""


class Faulty(Exception):
    """A file that cannot be counted: the line, what is wrong, what to do."""

    def __init__(self, line: int, what: Text):
        self.line, self.what = line, what
        super().__init__(f"line {line}: {what.en}")

    @property
    def text(self) -> Text:
        """The line and what is wrong with it."""
        return Text("{line}행: {what}", "Line {line}: {what}").format(line=self.line, what=self.what)


def read(text: str) -> tuple[dict[str, str], dict[str, str], Votes]:
    """What is said of the vote, the names of projects by id, and the votes. Raises `Faulty`.

    >>> meta, names, votes = read(
    ...     "META\\nkey;value\\nbudget;100\\nvote_type;approval\\n"
    ...     "PROJECTS\\nproject_id;cost;name\\n1;60;Park\\n2;40;Path\\nVOTES\\nvoter_id;age;vote\\n7;33;1,2\\n8;;2\\n"
    ... )
    >>> meta["budget"], names["2"], votes.counts().tolist()
    ('100', 'Path', [1, 2])
    """
    parts = _sections(text)
    meta = {row["key"]: row["value"] for _line, row in _rows(parts, "META", ("key", "value"))}
    kind = meta.get("vote_type", "approval")
    if kind != "approval":
        raise Faulty(
            parts["META"][0],
            Text(
                "'{kind}' 방식의 투표는 집계할 수 없음. 승인투표(approval) 파일을 올리십시오.",
                "Votes of the type '{kind}' are not counted here: give a file of approval votes.",
            ).format(kind=kind),
        )
    projects, names = _projects(parts)
    ballots = []
    for line, row in _rows(parts, "VOTES", ("voter_id", "vote")):
        ballot = [one.strip() for one in row["vote"].split(",") if one.strip()]
        if unknown := [one for one in ballot if one not in names]:
            raise Faulty(
                line,
                Text("'{id}'은(는) 사업 목록에 없음.", "'{id}' is not among the projects.").format(id=unknown[0]),
            )
        ballots.append(ballot)
    return meta, names, collected(projects, ballots)


def _projects(parts: Parts) -> tuple[list[Project], dict[str, str]]:
    projects: list[Project] = []
    names: dict[str, str] = {}
    for line, row in _rows(parts, "PROJECTS", ("project_id", "cost")):
        code, cost = row["project_id"], row["cost"]
        if not code or code in names:
            raise Faulty(line, AGAIN.format(id=code))
        if not (cost.isascii() and cost.isdigit() and len(cost) <= 15 and int(cost) > 0):
            raise Faulty(line, COST.format(cost=cost))
        projects.append(Project(code, int(cost)))
        names[code] = row.get("name", "") or code
    return projects, names


def _sections(text: str) -> Parts:
    """The lines of each section with their numbers, and the number of the line at which it begins."""
    parts: Parts = {}
    lines: list[tuple[int, str]] | None = None
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        said = line.strip()
        if said.upper() in SECTIONS and said.upper() not in parts:
            lines = []
            parts[said.upper()] = (number, lines)
        elif said and lines is None:
            raise Faulty(number, Text("META로 시작하여야 함.", "The file has to begin with META."))
        elif said and lines is not None:
            lines.append((number, line))
    if missing := [one for one in SECTIONS if one not in parts]:
        raise Faulty(1, Text("{part} 부분이 없음.", "The section {part} is missing.").format(part=missing[0]))
    for part, most in (("PROJECTS", MOST_PROJECTS), ("VOTES", MOST_VOTES)):
        if len(parts[part][1]) > most:
            raise Faulty(
                parts[part][0],
                Text("{part}이(가) {n}행을 넘음.", "{part} has more than {n} lines.").format(part=part, n=f"{most:,}"),
            )
    return parts


def _rows(parts: Parts, section: str, needed: Sequence[str]) -> Iterable[tuple[int, dict[str, str]]]:
    """The rows of a section by column, with the number of their line."""
    begins, lines = parts[section]
    read_rows = csv.reader((line for _number, line in lines), delimiter=";")
    columns = [one.strip() for one in next(read_rows, [])]
    if absent := [one for one in needed if one not in columns]:
        raise Faulty(
            begins + 1,
            Text("{part}에 '{column}' 열이 없음.", "{part} has no column '{column}'.").format(
                part=section, column=absent[0]
            ),
        )
    for cells in read_rows:
        cells += [""] * (len(columns) - len(cells))
        said = {column: cell.strip() for column, cell in zip(columns, cells, strict=False)}
        yield lines[read_rows.line_num - 1][0], said


def written(votes: Votes, budget: int, meta: Mapping[str, str], names: Mapping[str, str]) -> str:
    """The file of these votes: voters are numbered anew in the order of their ballots, so that nobody is known by it.

    >>> votes = collected([Project("a", 5)], [["a"], []])
    >>> print(written(votes, 5, {"description": "A test"}, {"a": "Park"}), end="")
    META
    key;value
    description;A test
    budget;5
    vote_type;approval
    num_projects;1
    num_votes;2
    PROJECTS
    project_id;cost;votes;name
    a;5;1;Park
    VOTES
    voter_id;vote
    1;
    2;a
    """
    fixed = {"budget": budget, "vote_type": "approval", "num_projects": len(votes.projects), "num_votes": votes.voters}
    counts = votes.counts().tolist()
    ballots = [
        ",".join(votes.projects[one].id for one in votes.approved[begin:end].tolist())
        for begin, end in zip(votes.starts, votes.starts[1:], strict=False)
    ]
    cast = (ballot for ballot, times in zip(ballots, votes.times.tolist(), strict=True) for _time in range(times))
    lines: list[Sequence[object]] = [("META",), ("key", "value"), *({**meta, **fixed}).items()]
    lines += [("PROJECTS",), ("project_id", "cost", "votes", "name")]
    lines += [
        (one.id, one.cost, count, names.get(one.id, one.id)) for one, count in zip(votes.projects, counts, strict=True)
    ]
    lines += [("VOTES",), ("voter_id", "vote"), *enumerate(cast, 1)]
    return "".join(";".join(map(_cell, line)) + "\n" for line in lines)


def _cell(value: object) -> str:
    """A cell, in quotes where it would otherwise be read as something else."""
    said = str(value)
    return '"' + said.replace('"', '""') + '"' if set(said) & set(';"\r\n') else said
