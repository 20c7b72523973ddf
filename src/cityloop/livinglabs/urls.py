from django.urls import path

from cityloop.livinglabs.views import ballots, case_ballots, manage, measured, opening, pilots, protocols, pulls

app_name = "livinglabs"
urlpatterns = [
    path("", pilots.pilots, name="pilots"),
    path("open/", opening.open_record, name="open_record"),
    path("open/<slug:kind>/<slug:key>/", opening.open_from, name="open"),
    path("votes/", ballots.ballots, name="ballots"),
    path("votes/of/<slug:reference>/", case_ballots.case_ballots, name="case_ballots"),
    path("votes/<slug:code>/", ballots.ballot, name="ballot"),
    path("votes/<slug:code>/check/", ballots.check, name="ballot_check"),
    path("votes/<slug:code>/result.json", ballots.result_json, name="ballot_result"),
    path("<slug:code>/", pilots.pilot, name="pilot"),
    path("<slug:code>/effect.json", pilots.effect_json, name="effect_json"),
    path("<slug:code>/protocol.json", pilots.protocol_json, name="protocol_json"),
    path("<slug:code>/closing.<slug:kind>", pilots.closing_paper, name="closing_paper"),
    path("<slug:code>/manage/", manage.manage, name="manage"),
    path("<slug:code>/places/", manage.sites, name="sites"),
    path("<slug:code>/partners/", manage.partners, name="partners"),
    path("<slug:code>/conditions/", manage.conditions, name="conditions"),
    path("<slug:code>/step/<slug:step>/", manage.move, name="move"),
    path("<slug:code>/closing/", manage.closing, name="closing"),
    path("<slug:code>/protocol/", protocols.protocol, name="protocol"),
    path("<slug:code>/measurements/", measured.deliveries, name="deliveries"),
    path("<slug:code>/measurements/<int:number>/", measured.delivery, name="delivery"),
    path("<slug:code>/measurements/<int:number>/manifest.json", measured.manifest, name="manifest"),
    path("<slug:code>/effect/", measured.estimate, name="estimate"),
    path("<slug:code>/fetch/<int:number>/", pulls.pull, name="pull"),
]
