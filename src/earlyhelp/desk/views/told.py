"""What is told about a person: strengths first, then circumstances; what matters; the child's eye; safety."""

from typing import Any

from django.http import Http404, HttpResponseBase

from earlyhelp.desk.pages.person import Opened, show_person
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES
from earlyhelp.understand import queries
from earlyhelp.understand.choices.entries import Sheet
from earlyhelp.understand.rules import READERS
from earlyhelp.understand.rules.children import is_child
from earlyhelp.understand.rules.warnings import is_overdue, review_words


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def person_strengths(request: Request, reference: str) -> HttpResponseBase:
    """What helps, then what is hard: side by side on a desk, strengths first, in one size."""
    return show_person(request, reference, "desk/person/strengths.html", _strengths)


def _strengths(opened: Opened) -> dict[str, Any]:
    return {
        "strengths": queries.list_told(opened.by, opened.person.pk, Sheet.STRENGTHS),
        "circumstances": queries.list_told(opened.by, opened.person.pk, Sheet.CIRCUMSTANCES),
        "may_open_childhood": opened.by.role in FRONT_DOOR_ROLES and not _is_child(opened),
    }


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def person_childs_eye(request: Request, reference: str) -> HttpResponseBase:
    """What a child saw and said, and whom they trust: one child's page, for reading and for paper."""
    return show_person(request, reference, "desk/person/childs_eye.html", _childs_eye)


def _childs_eye(opened: Opened) -> dict[str, Any]:
    today = opened.at.astimezone(LONDON).date()
    reports = opened.header.reports
    if not _is_child(opened):
        return {"eye": None}
    eye = queries.get_childs_eye(opened.by, opened.person.pk, reports=reports, today=today)
    return {"eye": eye, "today": today}


def _is_child(opened: Opened) -> bool:
    age = opened.header.age
    roles = [one.role for one in opened.header.reports]
    return is_child(roles=roles, ages=[age] if age is not None else [])


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def person_what_matters(request: Request, reference: str) -> HttpResponseBase:
    """The newest conversation beside the one before it, or two older ones with `?back=`."""
    return show_person(request, reference, "desk/person/what_matters.html", _what_matters)


def _what_matters(opened: Opened) -> dict[str, Any]:
    asked = opened.request.GET.get("back", "0")
    place = int(asked) if asked.isdecimal() and len(asked) < 4 else 0
    both = queries.get_side_by_side(opened.by, opened.person.pk, shown=place)
    if both is None and place:
        raise Http404
    return {
        "both": both,
        "written": queries.list_assessments(opened.by, opened.person.pk),
        "place": place,
        "draft": queries.get_assessment_draft(opened.by, opened.person.pk),
    }


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def person_contact(request: Request, reference: str) -> HttpResponseBase:
    """How it is safe to reach a person now, and every answer before."""
    return show_person(request, reference, "desk/person/contact.html", _contact)


def _contact(opened: Opened) -> dict[str, Any]:
    return {"plans": queries.list_contact_plans(opened.by, opened.person.pk)}


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def person_warnings(request: Request, reference: str) -> HttpResponseBase:
    """Every warning note that the reader may see, with who agreed, whether the person was told, and each review."""
    return show_person(request, reference, "desk/person/warnings.html", _warnings)


def _warnings(opened: Opened) -> dict[str, Any]:
    today = opened.at.astimezone(LONDON).date()
    return {
        "notes": [
            {
                "note": note,
                "words": review_words(note.review_on, today),
                "is_overdue": is_overdue(note.review_on, today),
            }
            for note in queries.list_warnings(opened.by, opened.person.pk)
        ]
    }
