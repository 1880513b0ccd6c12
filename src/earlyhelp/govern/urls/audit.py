"""Addresses of the audit."""

from django.urls import path

from earlyhelp.govern.views import audit

urlpatterns = [
    path("", audit.audit, name="audit"),
    path("export/", audit.export, name="audit_export"),
]
