"""Episodes of help: one, its tabs, and what is changed in it."""

from django.urls import path

from earlyhelp.solve.views import episode_changes as changes
from earlyhelp.solve.views import episodes as views

urlpatterns = [
    path("from/<str:reference>/", views.open_episode, name="open_episode"),
    path("<str:reference>/", views.episode, name="episode"),
    path("<str:reference>/people/", views.episode_people, name="episode_people"),
    path("<str:reference>/people/add/", changes.add_member, name="add_member"),
    path("<str:reference>/people/<uuid:member_id>/end/", changes.end_member, name="end_member"),
    path("<str:reference>/workers/add/", changes.add_worker, name="add_worker"),
    path("<str:reference>/workers/<uuid:worker_id>/end/", changes.end_worker, name="end_worker"),
    path("<str:reference>/lead/", changes.change_lead, name="change_lead"),
    path("<str:reference>/actions/", views.episode_actions, name="episode_actions"),
    path("<str:reference>/actions/add/", changes.add_action, name="add_action"),
    path("<str:reference>/actions/<uuid:action_id>/", changes.move_action, name="move_action"),
    path(
        "<str:reference>/actions/<uuid:action_id>/hand-over/",
        changes.hand_over_action,
        name="hand_over_action",
    ),
    path("<str:reference>/history/", views.episode_history, name="episode_history"),
    path("<str:reference>/close/", changes.close_episode, name="close_episode"),
    path("<str:reference>/rest/", changes.pause_episode, name="pause_episode"),
    path("<str:reference>/go-on/", changes.resume_episode, name="resume_episode"),
]
