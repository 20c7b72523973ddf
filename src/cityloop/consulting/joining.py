"""Short addresses for whoever comes to a workshop with a slip of paper."""

from django.urls import path

from cityloop.consulting.views import places

app_name = "workshop"
urlpatterns = [
    path("", places.join, name="join"),
    path("<slug:slip>/", places.place, name="place"),
]
