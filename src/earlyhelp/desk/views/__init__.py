"""Pages that join rooms, and the pages that anyone may read."""

from earlyhelp.desk.views.people import person, why
from earlyhelp.desk.views.public import (
    accessibility,
    contact,
    cookies,
    health,
    home,
    language,
    privacy,
    walk,
)
from earlyhelp.desk.views.work import my_notification, my_notifications, my_work, team

__all__ = [
    "accessibility",
    "contact",
    "cookies",
    "health",
    "home",
    "language",
    "my_notification",
    "my_notifications",
    "my_work",
    "person",
    "privacy",
    "team",
    "walk",
    "why",
]
