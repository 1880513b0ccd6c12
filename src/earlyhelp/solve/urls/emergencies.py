"""Opening a record in an emergency, and reviewing it."""

from django.urls import path

from earlyhelp.solve.views import emergencies

urlpatterns = [
    path("", emergencies.emergency, name="emergency"),
    path("to-review/", emergencies.glasses, name="glasses"),
    path("to-review/<uuid:glass_id>/", emergencies.review_glass, name="review_glass"),
    path("<uuid:glass_id>/", emergencies.own_glass, name="own_glass"),
    path("<uuid:glass_id>/close/", emergencies.close, name="close_glass"),
]
