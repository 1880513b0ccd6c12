"""Addresses of what an administrator keeps."""

from django.urls import path

from earlyhelp.partnership.views import administration, agencies, codelists, joining, people

urlpatterns = [
    path("join/<str:token>/", joining.join, name="join"),
    path("administration/", administration.administration, name="administration"),
    path("administration/roles/", administration.roles, name="roles"),
    path("administration/lists/", codelists.code_lists, name="code_lists"),
    path("administration/lists/<slug:listed>/", codelists.code_list, name="code_list"),
    path("administration/lists/<slug:listed>/add/", codelists.add_choice, name="add_choice"),
    path(
        "administration/lists/<slug:listed>/versions/<int:version>/",
        codelists.code_list_version,
        name="code_list_version",
    ),
    path(
        "administration/lists/<slug:listed>/choices/<slug:choice>/",
        codelists.change_choice,
        name="change_choice",
    ),
    path("administration/agencies/", agencies.agencies, name="agencies"),
    path("administration/agencies/new/", agencies.new_agency, name="new_agency"),
    path("administration/agencies/<uuid:agency>/", agencies.agency, name="agency"),
    path("administration/agencies/<uuid:agency>/change/", agencies.change_agency, name="change_agency"),
    path("administration/agencies/<uuid:agency>/close/", agencies.close_agency, name="close_agency"),
    path("administration/agencies/<uuid:agency>/teams/new/", agencies.new_team, name="new_team"),
    path("administration/agencies/<uuid:agency>/invite/", people.invite, name="invite"),
    path("administration/teams/<uuid:team>/change/", agencies.change_team, name="change_team"),
    path("administration/teams/<uuid:team>/close/", agencies.close_team, name="close_team"),
    path("administration/people/", people.people, name="people"),
    path("administration/people/<uuid:practitioner>/", people.person, name="person"),
    path("administration/people/<uuid:practitioner>/invite/", people.invite_again, name="invite_again"),
    path("administration/people/<uuid:practitioner>/move/", people.move, name="move"),
    path("administration/people/<uuid:practitioner>/leave/", people.leave, name="leave"),
    path("administration/people/<uuid:practitioner>/stay/", people.stay, name="stay"),
    path("administration/departures/<uuid:departure>/", people.departure, name="departure"),
]
