"""Pages that join rooms, and the pages that anyone may read."""

from earlyhelp.desk.views.chronology import (
    chronology_entry,
    chronology_print,
    chronology_together,
    person_chronology,
)
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
from earlyhelp.desk.views.sources import person_sources
from earlyhelp.desk.views.told import (
    person_childs_eye,
    person_contact,
    person_strengths,
    person_warnings,
    person_what_matters,
)
from earlyhelp.desk.views.work import my_notification, my_notifications, my_thanks, my_work, team

__all__ = [
    "accessibility",
    "chronology_entry",
    "chronology_print",
    "chronology_together",
    "contact",
    "cookies",
    "health",
    "home",
    "language",
    "my_notification",
    "my_notifications",
    "my_thanks",
    "my_work",
    "person",
    "person_childs_eye",
    "person_chronology",
    "person_contact",
    "person_sources",
    "person_strengths",
    "person_warnings",
    "person_what_matters",
    "privacy",
    "team",
    "walk",
    "why",
]
