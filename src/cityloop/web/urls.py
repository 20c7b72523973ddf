from django.urls import path

from cityloop.web.views import components, home, inbox, personas

urlpatterns = [
    path("", home.home, name="home"),
    path("inbox/", inbox.inbox, name="inbox"),
    path("as/<slug:persona>/", personas.sign_in_as, name="sign_in_as"),
    path("components/", components.components, name="components"),
]
