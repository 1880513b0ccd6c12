"""An organisation looks at itself."""

from django.urls import path

from earlyhelp.develop.views import organisation as views

urlpatterns = [
    path("", views.organisation, name="organisation"),
    path("begin/", views.begin_assessment, name="begin_assessment"),
    path("actions/<uuid:action_id>/", views.improvement, name="improvement"),
    path("<uuid:assessment_id>/", views.assessment, name="assessment"),
    path("<uuid:assessment_id>/result/", views.assessment_result, name="assessment_result"),
    path("<uuid:assessment_id>/<slug:domain>/", views.answer_domain, name="answer_domain"),
    path("<uuid:assessment_id>/actions/<slug:statement>/", views.add_improvement, name="add_improvement"),
]
