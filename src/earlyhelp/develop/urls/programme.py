"""The programme as its partners read it."""

from django.urls import path

from earlyhelp.develop.views import programme as views

urlpatterns = [
    path("", views.programme, name="programme"),
    path("workstreams/new/", views.open_workstream, name="open_workstream"),
    path("workstreams/<uuid:workstream_id>/", views.workstream, name="workstream"),
    path("workstreams/<uuid:workstream_id>/milestones/new/", views.add_milestone, name="add_milestone"),
    path("workstreams/<uuid:workstream_id>/risks/new/", views.add_risk, name="add_risk"),
    path("workstreams/<uuid:workstream_id>/decisions/new/", views.record_decision, name="programme_decision"),
    path("pledges/new/", views.make_pledge, name="make_pledge"),
    path("milestones/<uuid:item_id>/", views.item, {"kind": "milestone"}, name="milestone"),
    path("risks/<uuid:item_id>/", views.item, {"kind": "risk"}, name="programme_risk"),
    path("pledges/<uuid:item_id>/", views.item, {"kind": "pledge"}, name="pledge"),
    path("report/<slug:quarter>/", views.programme_report, name="programme_report"),
    path("report/<slug:quarter>/paper/", views.programme_paper, name="programme_paper"),
]
