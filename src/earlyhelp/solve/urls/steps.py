"""Steps up to a statutory team and down from one."""

from django.urls import path

from earlyhelp.solve.views import steps as views

urlpatterns = [
    path("", views.steps, name="steps"),
    path("down/", views.ask_step_down, name="ask_step_down"),
    path("up/<str:reference>/", views.ask_step_up, name="ask_step_up"),
    path("<str:reference>/", views.step, name="step"),
    path("<str:reference>/remind/", views.chase_step, name="chase_step"),
]
