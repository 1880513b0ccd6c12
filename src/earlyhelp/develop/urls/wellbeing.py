"""How staff are."""

from django.urls import path

from earlyhelp.develop.views.wellbeing import exposure, home, sums, surveys

urlpatterns = [
    path("", home.wellbeing, name="wellbeing"),
    path("support/", home.support, name="support"),
    path("survey/", surveys.survey, name="survey"),
    path("answer/<str:token>/", surveys.answer, name="answer_survey"),
    path("answered/", surveys.answered, name="survey_answered"),
    path("surveys/", surveys.surveys, name="surveys"),
    path("figures/", surveys.figures, name="wellbeing_figures"),
    path("trends/", surveys.trends, name="wellbeing_trends"),
    path("own/", exposure.own_days, name="own_days"),
    path("own/on/", exposure.turn_on, name="own_days_on"),
    path("own/off/", exposure.turn_off, name="own_days_off"),
    path("own/check-in/", exposure.wish, name="wish_check_in"),
    path("own/check-in/back/", exposure.take_wish_back, name="take_wish_back"),
    path("check-ins/", exposure.check_ins, name="check_ins"),
    path("sums/", sums.sums, name="sums"),
]
