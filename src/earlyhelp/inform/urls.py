from django.urls import path

from earlyhelp.inform import views

app_name = "inform"

urlpatterns = [
    path("", views.my_messages, name="messages"),
    path("failed/", views.failed, name="failed"),
    path("failed/<uuid:message_id>/again/", views.retry, name="retry"),
    path("<uuid:message_id>/", views.message, name="message"),
    path("mailbox/", views.mail_list, name="mailbox"),
    path("mailbox/<str:name>/", views.mail_page, name="mail"),
]
