"""The queue, and one notification in it."""

from django.urls import path

from earlyhelp.solve import views

urlpatterns = [
    path("", views.queue, name="queue"),
    path("questions/", views.team_questions, name="team_questions"),
    path("questions/<uuid:question_id>/", views.answer, name="answer"),
    path("<str:reference>/", views.case, name="case"),
    path("<str:reference>/decide/", views.decide, name="decide"),
    path("<str:reference>/acknowledge/", views.acknowledge, name="acknowledge"),
    path("<str:reference>/claim/", views.claim, name="claim"),
    path("<str:reference>/release/", views.release, name="release"),
    path("<str:reference>/grade/", views.regrade, name="regrade"),
    path("<str:reference>/people/<int:position>/not-the-same/", views.not_same, name="not_same"),
    path("<str:reference>/people/<int:position>/new/", views.new_person, name="new_person"),
    path("<str:reference>/people/<int:position>/undo/", views.undo, name="undo"),
]
