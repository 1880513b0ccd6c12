"""Addresses of reading that somebody should look at."""

from django.urls import path

from earlyhelp.govern.views import unusual

urlpatterns = [
    path("", unusual.unusual_list, name="unusual"),
    path("limits/", unusual.unusual_limits, name="unusual_limits"),
    path("<uuid:reading_id>/", unusual.unusual_detail, name="unusual_reading"),
]
