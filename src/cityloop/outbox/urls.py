from django.urls import path

from cityloop.outbox import views

app_name = "outbox"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/runs/", views.runs, name="runs"),
    path("outbox/release/", views.release, name="release"),
    path("<int:pk>/", views.letter, name="letter"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/stop/", views.stop, name="stop"),
]
