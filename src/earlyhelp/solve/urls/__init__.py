"""The addresses of this room, by noun."""

from django.urls import include, path

from earlyhelp.solve.urls import (
    caseloads,
    checks,
    consents,
    emergencies,
    episodes,
    followups,
    meetings,
    own_actions,
    plans,
    queue,
    standards,
    steps,
    triage,
)

app_name = "solve"

urlpatterns = [
    path("queue/", include(queue.urlpatterns)),
    path("triage/", include(triage.urlpatterns)),
    path("standards/", include(standards.urlpatterns)),
    path("checks/", include(checks.urlpatterns)),
    path("follow-ups/", include(followups.urlpatterns)),
    path("emergencies/", include(emergencies.urlpatterns)),
    path("meetings/", include(meetings.urlpatterns)),
    path("episodes/", include(caseloads.urlpatterns)),
    path("episodes/", include(episodes.urlpatterns)),
    path("actions/", include(own_actions.urlpatterns)),
    path("steps/", include(steps.urlpatterns)),
    path("episodes/", include(plans.urlpatterns)),
    path("episodes/", include(consents.urlpatterns)),
]
