from django.urls import path

<<<<<<< HEAD
from cityloop.certification.views import (
    aftermath,
    assessor,
    case,
    closing,
    dossier,
    evidence,
    officer,
    proceedings,
    public,
)
=======
from cityloop.certification.views import assessor, case, closing, dossier, evidence, notices, officer, public
>>>>>>> main

app_name = "certification"
CASE = "cases/<slug:reference>/"
PROCEEDING = "proceedings/<slug:reference>/"

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
    path("certificates/<slug:number>/suspend/", aftermath.suspend, name="suspend"),
    path("certificates/<slug:number>/lift/", aftermath.lift, name="lift"),
    path("certificates/<slug:number>/withdrawal/", aftermath.begin_withdrawal, name="begin_withdrawal"),
    path("withdrawn/", public.withdrawn, name="withdrawn"),
    path("proceedings/", proceedings.proceedings, name="proceedings"),
    path(f"{PROCEEDING}", proceedings.proceeding, name="proceeding"),
    path(f"{PROCEEDING}papers/<int:pk>/", proceedings.paper, name="paper"),
    path(f"{PROCEEDING}<slug:action>/", proceedings.step, name="proceeding_step"),
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
