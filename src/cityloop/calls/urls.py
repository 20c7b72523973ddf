from django.urls import path

from cityloop.calls import views

app_name = "calls"
urlpatterns = [
    path("", views.calls, name="calls"),
    path("register/", views.register, name="register"),
    path("register.csv", views.register_csv, name="register_csv"),
    path("<slug:programme>/<slug:edition>/", views.call, name="call"),
]
