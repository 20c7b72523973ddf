from django.urls import path

from cityloop.web.views import home, inbox

urlpatterns = [
    path("", home.home, name="home"),
    path("inbox/", inbox.inbox, name="inbox"),
]
