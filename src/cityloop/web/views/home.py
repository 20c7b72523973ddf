"""The front page: what the loop is, and where it stands today."""

from django.shortcuts import render


def home(request):
    return render(request, "web/home.html")
