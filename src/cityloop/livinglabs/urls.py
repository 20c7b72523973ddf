from django.urls import path

from cityloop.livinglabs.views import ballots, case_ballots, pilots

app_name = "livinglabs"
urlpatterns = [
    path("", pilots.pilots, name="pilots"),
    path("votes/", ballots.ballots, name="ballots"),
    path("votes/of/<slug:reference>/", case_ballots.case_ballots, name="case_ballots"),
    path("votes/<slug:code>/", ballots.ballot, name="ballot"),
    path("votes/<slug:code>/check/", ballots.check, name="ballot_check"),
    path("votes/<slug:code>/result.json", ballots.result_json, name="ballot_result"),
    path("<slug:code>/", pilots.pilot, name="pilot"),
    path("<slug:code>/effect.json", pilots.effect_json, name="effect_json"),
]
