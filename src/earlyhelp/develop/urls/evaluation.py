"""Addresses of evaluation of training, and of training and practice."""

from django.urls import path

from earlyhelp.develop.views import answering, evaluation, practice

urlpatterns = [
    path("evaluation/", evaluation.groups, name="groups"),
    path("evaluation/new/", evaluation.new_group, name="new_group"),
    path("evaluation/questionnaires/", answering.questionnaires, name="questionnaires"),
    path("evaluation/answer/<str:token>/", answering.answer, name="answer"),
    path("evaluation/answer/<str:token>/thank-you/", answering.answered, name="answered"),
    path("evaluation/groups/<uuid:group_id>/", evaluation.group, name="group"),
    path("evaluation/groups/<uuid:group_id>/result/", evaluation.group_result, name="group_result"),
    path("evaluation/groups/<uuid:group_id>/result/file/", evaluation.group_file, name="group_file"),
    path("practice/", practice.practice, name="practice"),
    path("practice/file/", practice.practice_file, name="practice_file"),
]
