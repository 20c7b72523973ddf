from django.urls import path

from cityloop.calls.views import award_papers, awards, calls, invitations, projects, register, register_import

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
awarding = [
    path("awards/", awards.awards, name="awards"),
    path("awards/<slug:reference>/", awards.award, name="award"),
    path("awards/<slug:reference>/steps/<slug:step>/", awards.step, name="award_step"),
    path("awards/<slug:reference>/agreement/<int:version>/", award_papers.agreement, name="award_agreement"),
    path(
        "awards/<slug:reference>/agreement/<int:version>.<slug:kind>",
        award_papers.agreement_paper,
        name="award_agreement_paper",
    ),
    path("awards/<slug:reference>/milestones/<str:code>/", award_papers.milestone, name="award_milestone"),
    path("awards/<slug:reference>/closing/", award_papers.closing, name="award_closing"),
    path("awards/<slug:reference>/closing.<slug:kind>", award_papers.closing_paper, name="award_closing_paper"),
    path("awards/<slug:reference>/papers/<int:pk>/", award_papers.paper, name="award_paper"),
    path("projects/", projects.projects, name="projects"),
    path("projects/<slug:reference>/", projects.project, name="project"),
    path("lessons/", projects.lessons, name="lessons"),
    path("invitations/<str:token>/", invitations.invitation, name="invitation"),
    path("invitations/<int:pk>/answer/", invitations.answer_for, name="invitation_answer"),
    path("<slug:programme>/<slug:edition>/events/<str:event>/", invitations.event, name="event"),
    path("<slug:programme>/<slug:edition>/events/<str:event>.xlsx", invitations.event_list, name="event_list"),
]

urlpatterns = [
    *public,
    *writing,
    *proposing,
    *choosing,
    *awarding,
    path("<slug:programme>/<slug:edition>/", calls.call, name="call"),
]
