import pytest

from cityloop.catalogue.search import thesaurus
from cityloop.consulting.closeness import Neighbourhood
from cityloop.consulting.guide import guide, limits
from cityloop.consulting.queries.candidates import READERS
from cityloop.rulebook import load

ELSEWHERE = {"closeness", "certificate_status", "measurements"}


def test_every_problem_is_named_by_concepts_of_the_thesaurus():
    concepts = thesaurus.load().concepts
    assert len(guide().problems) == 71
    for problem in guide().problems.values():
        assert problem.concepts, problem.id
        assert problem.concepts <= concepts.keys(), problem.id


def test_problems_show_on_indicators_that_the_framework_has():
    for framework in {name for problem in guide().problems.values() for name in problem.indicators}:
        known = {indicator.id for indicator in load(framework).indicators}
        for problem in guide().problems.values():
            assert set(problem.shows_on(framework)) <= known, problem.id


def test_every_text_of_the_guide_is_in_both_languages():
    guided = guide()
    titled = [*guided.problems.values(), *guided.closeness.values(), *guided.criteria, *guided.conditions]
    texts = [one.titles for one in titled]
    texts += [one.whys for one in guided.criteria] + [one.says for one in guided.conditions]
    assert all(text["ko"].strip() and text["en"].strip() for text in texts)


def test_every_criterion_reads_what_the_directory_can_tell():
    assert {criterion.reads for criterion in guide().criteria} == READERS.keys() | ELSEWHERE
    columns = {criterion.id for criterion in guide().criteria} | {"operation"}
    assert {condition.column for condition in guide().conditions} <= columns


def test_the_real_figures_lie_within_what_their_indicators_can_be():
    assert limits("sdg-cities", "sdg16_govqual", "index").allow(-259.8)
    assert not limits("sdg-cities", "sdg12_recycle", "%").allow(1_000)
    assert not limits("sdg-cities", "sdg3_traffic", "per 10,000 inhabitants").allow(-1)


@pytest.mark.parametrize(
    ("about", "problems", "name", "closeness", "concepts"),
    [
        ([], ["noise", "crime"], "", "same", ("crime",)),
        ([], ["stalking"], "", "narrower", ("stalking",)),
        (["emergency-bell"], ["loneliness"], "", "kind", ("emergency-bell",)),
        ([], [], "Crime anticipation system", "name", ("crime",)),
        ([], ["waste"], "Crime anticipation system", "field", ()),
        ([], [], "The red button", "field", ()),
    ],
)
def test_a_service_is_as_close_as_its_concepts_say(about, problems, name, closeness, concepts):
    link = Neighbourhood(guide().problems["street_crime"]).link(about, problems, name, ["crime_disaster"])
    assert (link.closeness, link.concepts) == (closeness, concepts)


def test_a_service_of_another_field_without_shared_concepts_is_not_close():
    link = Neighbourhood(guide().problems["street_crime"]).link([], ["waste"], "", ["logistics"])
    assert link.closeness == "none"
