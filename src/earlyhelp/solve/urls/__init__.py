"""The addresses of this room, by noun."""

from django.urls import include, path

from earlyhelp.solve.urls import checks, episodes, followups, queue, triage

app_name = "solve"

urlpatterns = [
    path("queue/", include(queue.urlpatterns)),
    path("triage/", include(triage.urlpatterns)),
    path("checks/", include(checks.urlpatterns)),
    path("follow-ups/", include(followups.urlpatterns)),
    path("episodes/", include(episodes.urlpatterns)),
]
