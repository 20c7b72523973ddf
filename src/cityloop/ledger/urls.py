from django.urls import path

from cityloop.ledger import views

app_name = "ledger"
urlpatterns = [
    path("", views.accounts, name="accounts"),
    path("<str:number>/", views.account, name="account"),
    path("<str:number>/instalments/<str:item>/invoice/", views.issue, name="issue"),
    path("<str:number>/invoices/<str:invoice>/", views.invoice, name="invoice"),
    path("<str:number>/payments/<int:pk>/reverse/", views.reverse_entry, name="reverse"),
]
