"""What training is asked, how far it is, planning, what was learnt elsewhere, and short things to read."""

from django.urls import path

from earlyhelp.develop.views import coverage, elsewhere, planning, requirements, resources, xapi

urlpatterns = [
    path("requirements/", requirements.requirements, name="requirements"),
    path("requirements/add/", requirements.add_requirement, name="add_requirement"),
    path("requirements/<uuid:series>/", requirements.requirement, name="requirement"),
    path("requirements/<uuid:series>/change/", requirements.change_requirement, name="change_requirement"),
    path("requirements/<uuid:series>/end/", requirements.stop_requirement, name="stop_requirement"),
    path("coverage/", coverage.coverage, name="coverage"),
    path("coverage/table.csv", coverage.coverage_table, name="coverage_table"),
    path("planning/", planning.planning, name="planning"),
    path("planning/due/<uuid:series>/", planning.due, name="due"),
    path("planning/trainers/", planning.trainers, name="trainers"),
    path("attendance/", elsewhere.read_attendance, name="read_attendance"),
    path("e-learning/", elsewhere.e_learning, name="e_learning"),
    path("e-learning/courses/", elsewhere.match_a_course, name="match_a_course"),
    path("e-learning/accounts/", elsewhere.match_an_account, name="match_an_account"),
    path("e-learning/systems/add/", elsewhere.add_system, name="add_system"),
    path("e-learning/systems/<uuid:feed_id>/end/", elsewhere.end_system, name="end_system"),
    path("xapi/statements", xapi.statements, name="xapi"),
    path("resources/", resources.resources, name="resources"),
    path("resources/<slug:code>/", resources.resource, name="resource"),
]
