"""Addresses of the directory and of referrals."""

from django.urls import path

from earlyhelp.signpost.views import directory

app_name = "signpost"
urlpatterns = [
    path("", directory.service_list, name="service_list"),
    path("<uuid:service_id>", directory.service_detail, name="service_detail"),
]
