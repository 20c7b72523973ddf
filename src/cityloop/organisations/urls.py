from django.urls import path

from cityloop.organisations import views

app_name = "organisations"

urlpatterns = [
    path("", views.mine, name="mine"),
    path("register/", views.register, name="register"),
    path("<slug:code>/tier/", views.tier, name="tier"),
]
