from django.urls import path

from cityloop.livinglabs import views

app_name = "livinglabs"
urlpatterns = [
    path("", views.pilots, name="pilots"),
    path("<slug:code>/", views.pilot, name="pilot"),
    path("<slug:code>/effect.json", views.effect_json, name="effect_json"),
]
