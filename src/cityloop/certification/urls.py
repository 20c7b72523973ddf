from django.urls import path

from cityloop.certification.views import assessor, case, closing, dossier, evidence, notices, officer, public

app_name = "certification"
CASE = "cases/<slug:reference>/"

urlpatterns = [
    path("", public.home, name="home"),
    path("schemes/<slug:scheme>/<slug:edition>/", public.scheme, name="scheme"),
    path("notices/", notices.notices, name="notices"),
    path("notices/drafts/<int:pk>/", notices.edit, name="notice_draft"),
    path("notices/drafts/<int:pk>/preview/", notices.preview, name="notice_preview"),
    path("notices/new/<slug:scheme>/<slug:edition>/", notices.new, name="notice_new"),
    path("notices/<slug:number>/", notices.notice, name="notice"),
    path("notices/<slug:number>/extend/", notices.extend, name="notice_extend"),
    path("certificates/", public.certificates, name="certificates"),
    path("certificates/<slug:number>/", public.certificate, name="certificate"),
    path("check/", public.check, name="check"),
    path("cases/", case.cases, name="cases"),
    path("cases/new/", dossier.start, name="start"),
    path(CASE, case.case, name="case"),
    path(f"{CASE}evaluation/", case.evaluation, name="evaluation"),
    path(f"{CASE}record/", case.record, name="record"),
    path(f"{CASE}evidence/<int:pk>/", evidence.download, name="evidence"),
    path(f"{CASE}dossier/", dossier.dossier, name="dossier"),
    path(f"{CASE}dossier/<str:criterion>/", dossier.item, name="item"),
    path(f"{CASE}submit/", dossier.submit, name="submit"),
    path(f"{CASE}receipt/", dossier.receipt, name="receipt"),
    path(f"{CASE}withdraw/", dossier.withdraw, name="withdraw"),
    path(f"{CASE}completeness/", officer.completeness, name="completeness"),
    path(f"{CASE}panel/", officer.panel, name="panel"),
    path(f"{CASE}close/", officer.close, name="close"),
    path(f"{CASE}declare/", assessor.declare, name="declare"),
    path(f"{CASE}marking/", assessor.marking, name="marking"),
    path(f"{CASE}marking/<str:criterion>/", assessor.mark, name="mark"),
    path(f"{CASE}hand-in/", assessor.hand_in, name="hand_in"),
    path(f"{CASE}review/", closing.review, name="review"),
    path(f"{CASE}report/", closing.report, name="report"),
    path(f"{CASE}decide/", closing.decide, name="decide"),
]
