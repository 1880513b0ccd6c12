"""Addresses of the finder, which anyone may open. None of them ever carries what somebody looks for."""

from django.urls import path

from earlyhelp.signpost.views import finding

app_name = "finding"
urlpatterns = [
    path("find-support", finding.find, name="find"),
    path("dod-o-hyd-i-gymorth", finding.find_in_welsh, name="find_in_welsh"),
    path("find-support/<uuid:service_id>/remark", finding.remark, name="remark"),
    path("find-support/<uuid:service_id>/leaflet", finding.leaflet, name="leaflet"),
    path("find-support/<uuid:service_id>/leaflet.pdf", finding.leaflet_paper, name="leaflet_paper"),
]
