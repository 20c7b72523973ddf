from django.urls import path

from cityloop.consulting.views import cities, consultation, diagnosis, engagement, neighbours, report, roadmap, values

app_name = "consulting"
urlpatterns = [
    path("", cities.cities, name="cities"),
    path("<slug:code>/", cities.city, name="city"),
    path("<slug:code>/services/", neighbours.used, name="used_nearby"),
    path("<slug:code>/values.csv", cities.values_csv, name="values_csv"),
    path("<slug:code>/values/", values.give, name="give_values"),
    path("<slug:code>/diagnosis/", diagnosis.page, name="diagnosis"),
    path("<slug:code>/diagnosis.json", diagnosis.as_json, name="diagnosis_json"),
    path("<slug:code>/diagnosis.csv", diagnosis.as_csv, name="diagnosis_csv"),
    path("<slug:code>/consultation/", consultation.page, name="consultation"),
    path("<slug:code>/consultation/open/", consultation.open_one, name="open_consultation"),
    path("<slug:code>/consultation/close/", consultation.close_one, name="close_consultation"),
    path("<slug:code>/consultation/need/", consultation.state, name="state_need"),
    path("<slug:code>/consultation/needs/<int:need>/shortlist/", consultation.make, name="make_shortlist"),
    path("<slug:code>/consultation/shortlists/<int:number>/", consultation.shortlist, name="shortlist"),
    path("<slug:code>/consultation/engagement/", engagement.page, name="engagement"),
    path("<slug:code>/consultation/engagement/task/", engagement.settle, name="settle_task"),
    path("<slug:code>/consultation/engagement/agreed/<int:number>/", engagement.end, name="end_agreed_action"),
    path("<slug:code>/consultation/engagement/<slug:kind>/", engagement.add, name="record"),
    path("<slug:code>/consultation/deliverables/<int:number>/", engagement.file, name="deliverable"),
    path("<slug:code>/consultation/roadmaps/<int:version>/years/", engagement.year_ends, name="year_ends"),
    path(
        "<slug:code>/consultation/roadmaps/<int:version>/years/<int:number>/",
        engagement.answer,
        name="answer_in_january",
    ),
    path("<slug:code>/consultation/roadmap/", roadmap.make, name="plan_roadmap"),
    path("<slug:code>/consultation/roadmaps/<int:version>/", roadmap.page, name="roadmap"),
    path("<slug:code>/consultation/roadmaps/<int:version>/move/", roadmap.move, name="move_service"),
    path("<slug:code>/consultation/roadmaps/<int:version>/release/", roadmap.release, name="release_services"),
    path("<slug:code>/consultation/roadmaps/<int:version>/report/", report.make, name="make_report"),
    path("<slug:code>/consultation/reports/<int:number>.<str:language>.<str:kind>", report.download, name="report"),
]
