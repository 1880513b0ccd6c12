"""The addresses of a family's private link, which anyone may open and nobody without the code sees anything at."""

from django.urls import path

from earlyhelp.solve.views import family

app_name = "family_plan"
urlpatterns = [
    path("our-plan/<str:token>/", family.open_plan, name="open"),
    path("our-plan/<str:token>/code/", family.ask_for_code, name="code"),
    path("our-plan/<str:token>/plan.pdf", family.paper, name="paper"),
]
