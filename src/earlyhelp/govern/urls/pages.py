"""The address of the list of what there is to govern."""

from django.urls import path

from earlyhelp.govern.views import pages

urlpatterns = [path("", pages.governance, name="governance")]
