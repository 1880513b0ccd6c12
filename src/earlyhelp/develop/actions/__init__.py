"""What this room changes: courses, sessions, places, who was there, certificates and reminders."""

from earlyhelp.develop.actions.attendance import Mark, mark_attendance
from earlyhelp.develop.actions.bookings import book_place, give_up_place, settle_places
from earlyhelp.develop.actions.courses import CourseWords, change_course, create_course
from earlyhelp.develop.actions.refreshers import remind_of_refreshers
from earlyhelp.develop.actions.sessions import (
    SessionPlan,
    cancel_session,
    change_session,
    name_trainers,
    plan_session,
)

__all__ = [
    "CourseWords",
    "Mark",
    "SessionPlan",
    "book_place",
    "cancel_session",
    "change_course",
    "change_session",
    "create_course",
    "give_up_place",
    "mark_attendance",
    "name_trainers",
    "plan_session",
    "remind_of_refreshers",
    "settle_places",
]
