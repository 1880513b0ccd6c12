"""What this room changes, by noun."""

from earlyhelp.develop.actions.attendance import Mark, mark_attendance
from earlyhelp.develop.actions.bookings import book_place, give_up_place, settle_places
from earlyhelp.develop.actions.courses import CourseWords, change_course, create_course
from earlyhelp.develop.actions.notes import (
    change_passphrase,
    delete_note,
    lock_notes,
    start_notes_again,
    write_note,
)
from earlyhelp.develop.actions.organisation import (
    add_improvement,
    answer_domain,
    begin_assessment,
    finish_assessment,
    tell_improvement,
)
from earlyhelp.develop.actions.programme import (
    add_milestone,
    add_risk,
    make_pledge,
    open_workstream,
    record_programme_decision,
    tell_item,
)
from earlyhelp.develop.actions.refreshers import remind_of_refreshers
from earlyhelp.develop.actions.sessions import (
    SessionPlan,
    cancel_session,
    change_session,
    name_trainers,
    plan_session,
)
from earlyhelp.develop.actions.supervision import object_to_talk, rewrite_talk, sign_talk, write_talk

__all__ = [
    "CourseWords",
    "Mark",
    "SessionPlan",
    "add_improvement",
    "add_milestone",
    "add_risk",
    "answer_domain",
    "begin_assessment",
    "book_place",
    "cancel_session",
    "change_course",
    "change_passphrase",
    "change_session",
    "create_course",
    "delete_note",
    "finish_assessment",
    "give_up_place",
    "lock_notes",
    "make_pledge",
    "mark_attendance",
    "name_trainers",
    "object_to_talk",
    "open_workstream",
    "plan_session",
    "record_programme_decision",
    "remind_of_refreshers",
    "rewrite_talk",
    "settle_places",
    "sign_talk",
    "start_notes_again",
    "tell_improvement",
    "tell_item",
    "write_note",
    "write_talk",
]
