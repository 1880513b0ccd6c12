"""Meetings: the list, one meeting, its agenda, one case on the screen, its minutes."""

from django.urls import path

from earlyhelp.solve.views import meeting_cases, meeting_minutes, meetings

urlpatterns = [
    path("", meetings.meeting_list, name="meetings"),
    path("new/", meetings.new_meeting, name="new_meeting"),
    path("ask/<str:reference>/", meetings.ask, name="ask_for_meeting"),
    path("<str:reference>/", meetings.meeting, name="meeting"),
    path("<str:reference>/change/", meetings.change, name="change_meeting"),
    path("<str:reference>/cancel/", meetings.cancel, name="cancel_meeting"),
    path("<str:reference>/people/", meetings.people, name="meeting_people"),
    path("<str:reference>/agenda/", meetings.agenda, name="meeting_agenda"),
    path("<str:reference>/step/<slug:what>/", meetings.step, name="meeting_step"),
    path("<str:reference>/actions/", meeting_cases.open_actions, name="meeting_actions"),
    path("<str:reference>/minutes/", meeting_minutes.minutes, name="meeting_minutes"),
    path("<str:reference>/minutes.pdf", meeting_minutes.paper, name="meeting_minutes_paper"),
    path("<str:reference>/cases/<uuid:case_id>/", meeting_cases.case, name="meeting_case"),
    path("<str:reference>/cases/<uuid:case_id>/<slug:what>/", meeting_cases.write, name="meeting_case_write"),
]
