"""What a practitioner said they would do."""

from django.urls import path

from earlyhelp.solve.views import own_actions as views

urlpatterns = [
    path("", views.my_actions, name="my_actions"),
    path("<uuid:action_id>/", views.my_action, name="my_action"),
]
