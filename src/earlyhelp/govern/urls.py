"""Addresses of the audit."""

from django.urls import path

from earlyhelp.govern import views

app_name = "govern"
urlpatterns = [path("", views.audit, name="audit")]
