from django.urls import path

from cityloop.calls.views import calls, register, register_import

app_name = "calls"

# What everybody may see: calls, and the register of what came of them.
public = [
    path("", calls.calls, name="calls"),
    path("programmes/<slug:programme>/", register.register, name="register"),
    path("programmes/<slug:programme>/projects.csv", register.register_csv, name="register_csv"),
    path("programmes/<slug:programme>/import/", register_import.bring_in, name="register_import"),
]

# Writing, previewing and publishing a call.
writing = []

# A proposal from the draft to the screening.
proposing = []

# Reviewers, panels, selection and results.
choosing = []

# Awards, agreements, milestones and money.
awarding = []

urlpatterns = [
    *public,
    *writing,
    *proposing,
    *choosing,
    *awarding,
    path("<slug:programme>/<slug:edition>/", calls.call, name="call"),
]
