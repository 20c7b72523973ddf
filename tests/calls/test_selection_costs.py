"""What the page of a selection asks of the database, from the first proposal to the decision."""

from calls import reviewing
from calls.reviewing import decide, recommend, review, selection, step
from django.urls import reverse

from cityloop.calls import actions


def test_the_page_costs_the_same_at_every_stage(stage, client, django_assert_num_queries):
    officer = stage.officers["trial"]
    people = reviewing.pool(officer, stage.edition.scheme)
    first = review(officer, stage.admit(stage.submitted()), people, [4, 4, 3])
    round = selection(officer, first, budget=150)
    client.force_login(officer)
    page = reverse("calls:selection", args=[round.pk])

    def costs(queries):
        client.get(page)
        with django_assert_num_queries(queries):
            assert client.get(page).status_code == 200

    actions.save_scenario(**step(officer), round=round, name="1", policy="rank")
    costs(14)
    for level in (3, 2):
        review(officer, stage.admit(stage.submitted()), people, [level] * 3)
    for n in (2, 3):
        actions.save_scenario(**step(officer), round=round, name=f"{n}", policy="rank", seats=1, budget=100 * n)
    costs(14)
    recommendation = recommend(officer, round, "put forward", "total")
    costs(14)
    decide(stage.authority, recommendation)
    costs(15)
    assert round.results.count() == 3
