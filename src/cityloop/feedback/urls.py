from django.urls import path

from cityloop.feedback.views import approval, draft, editor, preview, record, states

app_name = "feedback"
urlpatterns = [
    path("", record.record, name="record"),
    path("drafts/", draft.drafts, name="drafts"),
    path("drafts/<int:pk>/", draft.draft, name="draft"),
    path("drafts/<int:pk>/weights/", draft.weights, name="weights"),
    path("drafts/<int:pk>/changes/", draft.changes, name="changes"),
    path("drafts/<int:pk>/preview/", preview.preview, name="preview"),
    path("drafts/<int:pk>/try/", draft.try_draft, name="try_draft"),
    path("drafts/<int:pk>/ask/", draft.ask, name="ask"),
    path("drafts/<int:pk>/publish/", draft.publish, name="publish"),
    path("drafts/<int:pk>/yaml/", editor.yaml, name="yaml"),
    path("drafts/<int:pk>/versions/<int:number>.yaml", editor.yaml_file, name="yaml_file"),
    path("drafts/<int:pk>/add/<slug:kind>/", editor.add, name="add"),
    path("drafts/<int:pk>/arrange/", editor.arrange, name="arrange"),
    path("drafts/<int:pk>/edit/<slug:part>/", editor.edit, name="edit"),
    path("drafts/<int:pk>/edit/<slug:part>/<str:item>/", editor.edit, name="edit_item"),
    path("approvals/<int:pk>/", approval.approval, name="approval"),
    path("approvals/<int:pk>.yaml", approval.approval_file, name="approval_file"),
    path("<slug:scheme>/<slug:edition>/", record.edition, name="edition"),
    path("<slug:scheme>/<slug:edition>/report/", record.report, name="report"),
    path("<slug:scheme>/<slug:edition>/draft/", record.open_draft, name="open_draft"),
    path("<slug:scheme>/<slug:edition>/states/", states.states, name="states"),
]
