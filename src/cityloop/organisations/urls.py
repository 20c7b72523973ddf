from django.urls import path

from cityloop.organisations.views import known, mine

app_name = "organisations"

urlpatterns = [
    path("", mine.mine, name="mine"),
    path("register/", mine.register, name="register"),
    path("<slug:code>/tier/", mine.tier, name="tier"),
    path("known/", known.search, name="known"),
    path("known/new/", known.note, name="note"),
    path("known/<slug:code>/", known.record, name="record"),
]
