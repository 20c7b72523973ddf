from django.urls import path

from cityloop.calls.views import (
    award_papers,
    awards,
    calls,
    conflicts,
    consensus,
    invitations,
    may_apply,
    meeting,
    partners,
    preconsulting,
    projects,
    proposal,
    proposals,
    register,
    register_import,
    screening,
    selection,
)

app_name = "calls"

# What everybody may see: calls, and the register of what came of them.
public = [
    path("", calls.calls, name="calls"),
    path("programmes/<slug:programme>/", register.register, name="register"),
    path("programmes/<slug:programme>/projects.csv", register.register_csv, name="register_csv"),
    path("programmes/<slug:programme>/projects.parquet", register.register_parquet, name="register_parquet"),
    path("programmes/<slug:programme>/import/", register_import.bring_in, name="register_import"),
    path("<slug:programme>/<slug:edition>/may-i-apply/<slug:track>/", may_apply.may_apply, name="may_apply"),
]

# Writing, previewing and publishing a call.
writing = []

# A proposal from the draft to the screening.
PROPOSAL = "proposals/<slug:reference>/"
proposing = [
    path("proposals/", proposals.listing, name="proposals"),
    path("proposals/new/<slug:number>/<slug:track>/", proposals.new, name="new_proposal"),
    path("pre-consulting/", preconsulting.slots, name="slots"),
    path(PROPOSAL, proposal.overview, name="proposal"),
    path(f"{PROPOSAL}rules/", proposal.may_be_chosen, name="verdicts"),
    path(f"{PROPOSAL}result/", proposal.result, name="result"),
    path(f"{PROPOSAL}changed/", proposal.changed, name="changes"),
    path(f"{PROPOSAL}take-back/", proposal.taking_back, name="take_back"),
    path(f"{PROPOSAL}copy/", proposal.copy, name="copy"),
    path(f"{PROPOSAL}partners/", partners.partners, name="partners"),
    path(f"{PROPOSAL}partners/<int:pk>/", partners.partner, name="partner"),
    path(f"{PROPOSAL}screening/", screening.screening, name="screening"),
    path(f"{PROPOSAL}pre-consulting/", preconsulting.preconsulting, name="preconsulting"),
]

# Reviewers, panels, selection and results.
choosing = [
    path("selections/", selection.selections, name="selections"),
    path("selections/new/<slug:number>/<slug:track>/<int:committee>/", selection.begin, name="begin_selection"),
    path("panels/<slug:number>/<slug:track>/<int:committee>/", meeting.panel, name="panel_meeting"),
    path("selections/<int:pk>/", selection.selection, name="selection"),
    path("selections/<int:pk>/report-v<int:version>.<slug:kind>", selection.panel_report, name="panel_report"),
    path("results/<slug:number>/<slug:track>/", selection.results, name="results"),
    path("programmes/<slug:programme>/conflicts/", conflicts.prospect, name="prospect"),
    path(f"{PROPOSAL}consensus/", consensus.consensus, name="consensus"),
]

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
