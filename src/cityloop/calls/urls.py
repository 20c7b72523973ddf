from django.urls import path

from cityloop.calls.views import (
    calls,
    partners,
    preconsulting,
    proposal,
    proposals,
    register,
    register_import,
    screening,
)

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
PROPOSAL = "proposals/<slug:reference>/"
proposing = [
    path("proposals/", proposals.listing, name="proposals"),
    path("proposals/new/<slug:number>/<slug:track>/", proposals.new, name="new_proposal"),
    path("pre-consulting/", preconsulting.slots, name="slots"),
    path(PROPOSAL, proposal.overview, name="proposal"),
    path(f"{PROPOSAL}rules/", proposal.may_be_chosen, name="verdicts"),
    path(f"{PROPOSAL}changed/", proposal.changed, name="changes"),
    path(f"{PROPOSAL}take-back/", proposal.taking_back, name="take_back"),
    path(f"{PROPOSAL}copy/", proposal.copy, name="copy"),
    path(f"{PROPOSAL}partners/", partners.partners, name="partners"),
    path(f"{PROPOSAL}partners/<int:pk>/", partners.partner, name="partner"),
    path(f"{PROPOSAL}screening/", screening.screening, name="screening"),
    path(f"{PROPOSAL}pre-consulting/", preconsulting.preconsulting, name="preconsulting"),
]

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
