from django.urls import path

from cityloop.organisations.views import engagements, known, mine

app_name = "organisations"

urlpatterns = [
    path("", mine.mine, name="mine"),
    path("register/", mine.register, name="register"),
    path("<slug:code>/tier/", mine.tier, name="tier"),
    path("known/", known.search, name="known"),
    path("known/new/", known.note, name="note"),
    path("known/engagements/<int:pk>/", engagements.engagement, name="engagement"),
    path("known/<slug:code>/", known.record, name="record"),
]
