from django.urls import path, re_path

from cityloop.catalogue.models import CODE
from cityloop.catalogue.views import cities, compare, data, directory, keys, provider, saved, service

app_name = "catalogue"
SERVICE = rf"^(?P<code>{CODE})/"

urlpatterns = [
    path("", directory.directory, name="directory"),
    path("data.csv", data.csv_dump, name="csv"),
    path("data.json", data.json_dump, name="json"),
    path("data.parquet", data.parquet_dump, name="parquet"),
    path("data.jsonld", data.jsonld_dump, name="jsonld"),
    path("catalogue.jsonld", data.dcat, name="dcat"),
    path("compare/", compare.compare, name="compare"),
    path("saved/", saved.saved, name="saved"),
    path("saved/<int:pk>/", saved.search, name="saved_search"),
    path("feed/<slug:token>.atom", saved.feed, name="feed"),
    path("keys/", keys.keys, name="keys"),
    path("keys/<int:pk>/end/", keys.end, name="end_key"),
    path("mine/", provider.mine, name="mine"),
    path("register/", provider.register, name="register"),
    re_path(SERVICE + "$", service.service, name="service"),
    re_path(SERVICE + "data.jsonld$", service.linked_data, name="linked_data"),
    re_path(SERVICE + "edit/$", provider.edit, name="edit"),
    re_path(SERVICE + "cities/$", cities.enter, name="cities"),
    re_path(SERVICE + "publish/$", provider.publish, name="publish"),
    re_path(SERVICE + "withdraw/$", provider.withdraw, name="withdraw"),
]
