"""A council's standards, and what is said of a case against them."""

from django.urls import path

from earlyhelp.solve.views import levels, standards

urlpatterns = [
    path("", standards.standards, name="standards"),
    path("new/", standards.new_standard, name="new_standard"),
    path("routes/", standards.routes, name="routes"),
    path("routes/<uuid:line>/move/", standards.shift_route, name="move_route"),
    path("routes/<uuid:line>/end/", standards.stop_route, name="end_route"),
    path("second-looks/", levels.looks, name="second_looks"),
    path("cases/<str:reference>/level/", levels.judge, name="judge_level"),
    path("cases/<str:reference>/still-holds/", levels.keep, name="keep_decision"),
]
