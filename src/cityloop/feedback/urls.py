from django.urls import path

from cityloop.feedback import views

app_name = "feedback"
urlpatterns = [
    path("", views.record, name="record"),
    path("drafts/", views.drafts, name="drafts"),
    path("drafts/<int:pk>/", views.draft, name="draft"),
    path("drafts/<int:pk>/try/", views.try_draft, name="try_draft"),
    path("<slug:scheme>/<slug:edition>/", views.edition, name="edition"),
    path("<slug:scheme>/<slug:edition>/report/", views.report, name="report"),
    path("<slug:scheme>/<slug:edition>/draft/", views.open_draft, name="open_draft"),
]
