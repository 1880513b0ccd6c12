"""What training is asked, files of attendance, and statements as a Moodle sends them."""

import json
from datetime import date, datetime
from typing import Any

from earlyhelp.develop.actions.elsewhere import (
    Key,
    add_feed,
    import_attendance,
    match_account,
    match_course,
    receive_statements,
)
from earlyhelp.develop.actions.requirements import Wanted, set_requirement
from earlyhelp.develop.models import Course, TrainingRequirement
from earlyhelp.develop.rules.statements import read_statements
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.models import Practitioner
from tests import factories

AT = factories.AT
HOME_PAGE = "https://moodle.example.org"
COURSE = "https://moodle.example.org/course/view.php?id=7"


def moodle(
    *,
    id: str = "b7a1d1f0-5f3a-4d29-8a53-27a1c0d6f001",
    account: str = "42",
    course: str = COURSE,
    verb: str = "completed",
    timestamp: str = "2026-03-01T10:00:00+00:00",
) -> dict[str, Any]:
    """A statement as Moodle's log store for xAPI writes it of a course that was completed."""
    return {
        "id": id,
        "actor": {
            "objectType": "Agent",
            "name": "Synthetic Learner",
            "account": {"homePage": HOME_PAGE, "name": account},
        },
        "verb": {"id": f"http://adlnet.gov/expapi/verbs/{verb}", "display": {"en": verb}},
        "object": {
            "objectType": "Activity",
            "id": course,
            "definition": {
                "type": "https://w3id.org/xapi/cmi5/activitytype/course",
                "name": {"en": "ACE TIME 1"},
            },
        },
        "context": {
            "platform": "Moodle",
            "language": "en",
            "extensions": {
                "http://lrs.learninglocker.net/define/extensions/info": {
                    HOME_PAGE: "4.1",
                    "event_name": "\\core\\event\\course_completed",
                }
            },
        },
        "timestamp": timestamp,
    }


def wanted(course: Course | None = None, **changes: Any) -> Wanted:
    """A course, or a course of the first level, of everybody in ninety days, and nine of ten are to be trained."""
    said: dict[str, Any] = {
        "roles": (),
        "team_kinds": (),
        "course_id": course.pk if course else None,
        "level": "" if course else "aware",
        "within_days": 90,
        "every_months": None,
        "target": 90,
        "starts_on": date(2025, 9, 1),
        "why": "Everybody is to know what lies behind.",
    }
    return Wanted(**(said | changes))


def requirement(
    by: Actor, course: Course | None = None, *, at: datetime = AT, **changes: Any
) -> TrainingRequirement:
    """Ask for a training."""
    with acting(by):
        return set_requirement(by=by, wanted=wanted(course, **changes), at=at)


def attendance(*rows: tuple[Practitioner, Course, str, str]) -> bytes:
    """A file of attendance: who, what, on which day, and whether."""
    lines = [f"{who.email},{course.code},{on},{attended}" for who, course, on, attended in rows]
    return ("email,course,date,attended\n" + "\n".join(lines) + "\n").encode()


def feed(by: Actor, name: str = "Moodle", *, at: datetime = AT) -> Key:
    """Let a Moodle report."""
    with acting(by):
        return add_feed(by=by, name=name, at=at)


def rows_of_coverage(runs: Practitioner, learner: Practitioner, course: Course) -> None:
    """A row in every table of what is asked, and of what was learnt elsewhere."""
    by = factories.actor(runs)
    requirement(by, course)
    key = feed(by)
    with acting(by):
        content = attendance((learner, course, "2026-01-05", "yes"))
        import_attendance(by=by, file_name="attendance.csv", content=content, at=AT)
        said = read_statements(json.dumps([moodle()]).encode(), at=AT)
        receive_statements(by=by, feed=key.feed, statements=said, at=AT)
        match_course(by=by, iri=COURSE, course_id=course.pk, at=AT)
        match_account(by=by, home_page=HOME_PAGE, account="42", practitioner_id=learner.pk, at=AT)
