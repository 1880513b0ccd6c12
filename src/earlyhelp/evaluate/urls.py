"""Addresses of this room, under /figures/."""

from django.urls import path

from earlyhelp.evaluate.views import boards, fairness, logic

app_name = "evaluate"
urlpatterns = [
    path("", boards.home, name="home"),
    path("officers/", boards.team, name="team"),
    path("front-door/", boards.hub, name="hub"),
    path("services/", boards.service, name="service"),
    path("demand-and-help/", boards.commissioning, name="commissioning"),
    path("wales/", boards.wales, name="wales"),
    path("table/", boards.table, name="table"),
    path("measures/<slug:code>/", boards.measure, name="measure"),
    path("measures/<slug:code>/file/", boards.measure_file, name="measure_file"),
    path("logic/", logic.logic, name="logic"),
    path("logic/new/", logic.new_logic_model, name="new_logic_model"),
    path("logic/<uuid:model_id>/", logic.logic_model, name="logic_model"),
    path("logic/<uuid:model_id>/change/", logic.change_logic_model, name="change_logic_model"),
    path("logic/<uuid:model_id>/outcomes/new/", logic.add_outcome, name="add_outcome"),
    path(
        "logic/<uuid:model_id>/outcomes/<int:position>/remove/", logic.remove_outcome, name="remove_outcome"
    ),
    path(
        "logic/<uuid:model_id>/outcomes/<int:position>/indicators/new/",
        logic.add_indicator,
        name="add_indicator",
    ),
    path(
        "logic/<uuid:model_id>/outcomes/<int:position>/indicators/<int:number>/",
        logic.change_indicator,
        name="change_indicator",
    ),
    path(
        "logic/<uuid:model_id>/outcomes/<int:position>/indicators/<int:number>/remove/",
        logic.remove_indicator,
        name="remove_indicator",
    ),
    path("benefits/", logic.benefits, name="benefits"),
    path("benefits/new/", logic.new_benefit, name="new_benefit"),
    path("benefits/<uuid:benefit_id>/", logic.tell_benefit, name="tell_benefit"),
    path("fairness/", fairness.fairness, name="fairness"),
    path("fairness/<slug:first_on>/", fairness.fairness_release, name="fairness_release"),
    path("fairness/<slug:first_on>/file/", fairness.fairness_file, name="fairness_file"),
    path("fairness/<slug:first_on>/by/<slug:by>/", fairness.fairness_release, name="fairness_by"),
]
