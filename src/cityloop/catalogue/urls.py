from django.urls import path, re_path

from cityloop.catalogue.models import CODE
from cityloop.catalogue.views import data, directory, provider, service

app_name = "catalogue"
SERVICE = rf"^(?P<code>{CODE})/"

urlpatterns = [
    path("", directory.directory, name="directory"),
    path("data.csv", data.csv_dump, name="csv"),
    path("data.json", data.json_dump, name="json"),
    path("mine/", provider.mine, name="mine"),
    path("register/", provider.register, name="register"),
    re_path(SERVICE + "$", service.service, name="service"),
    re_path(SERVICE + "data.jsonld$", service.linked_data, name="linked_data"),
    re_path(SERVICE + "edit/$", provider.edit, name="edit"),
    re_path(SERVICE + "publish/$", provider.publish, name="publish"),
]
