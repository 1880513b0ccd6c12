"""Addresses of training."""

from django.urls import path

from earlyhelp.develop.views import courses, learning, sessions

urlpatterns = [
    path("", learning.home, name="home"),
    path("learning/", learning.my_learning, name="my_learning"),
    path("certificates/check/", learning.check_certificate, name="check_certificate"),
    path("certificates/<str:number>/", learning.certificate, name="certificate"),
    path("courses/", courses.courses, name="courses"),
    path("courses/new/", courses.new_course, name="new_course"),
    path("courses/<slug:code>/", courses.course, name="course"),
    path("courses/<slug:code>/change/", courses.change_course, name="change_course"),
    path("courses/<slug:code>/sessions/new/", sessions.new_session, name="new_session"),
    path("sessions/", sessions.sessions, name="sessions"),
    path("sessions/leading/", sessions.leading, name="leading"),
    path("sessions/held/", sessions.held, name="held"),
    path("sessions/<str:reference>/", sessions.session, name="session"),
    path("sessions/<str:reference>/book/", learning.book, name="book"),
    path("sessions/<str:reference>/give-up/", learning.give_up, name="give_up"),
    path("sessions/<str:reference>/calendar/", sessions.calendar, name="calendar"),
    path("sessions/<str:reference>/attendance/", learning.attendance, name="attendance"),
    path("sessions/<str:reference>/change/", sessions.change_session, name="change_session"),
    path("sessions/<str:reference>/cancel/", sessions.cancel_session, name="cancel_session"),
]
