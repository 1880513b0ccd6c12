"""What the pages of retention share."""

from datetime import date
from typing import Any

from django.utils.timezone import localdate

from earlyhelp.govern.choices.retention import WhyNot
from earlyhelp.govern.declared import model_of
from earlyhelp.govern.queries.retention import get_schedule
from earlyhelp.govern.rules.retention import RetentionLine
from earlyhelp.kit.http import Request


def today(request: Request) -> date:
    """The day of the request, as people in Wales say it."""
    return localdate(request.at)


def schedule_of(request: Request) -> dict[str, RetentionLine]:
    """The schedule of the reader's agency."""
    return get_schedule(by=request.actor, on=today(request))


def class_name(request: Request, line: RetentionLine | None, code: str) -> str:
    """The name of a class of records in the reader's language."""
    if line is None:
        return code
    return line.name_cy if request.actor.language == "cy" else line.name_en


def class_choices(request: Request, root: str = "") -> list[tuple[str, str]]:
    """The classes of the schedule, for a select; with `root`, those that a record of this kind can be in."""
    return [
        (code, class_name(request, line, code))
        for code, line in schedule_of(request).items()
        if not root or line.root == root
    ]


def reasons(codes: list[str], labels: list[str]) -> list[dict[str, Any]]:
    """Why a record is kept back, in sentences, with the kinds of rows that are meant."""
    kinds = [str(model_of(label)._meta.verbose_name_plural) for label in labels]
    return [
        {
            "words": WhyNot(code).label,
            "kinds": kinds if code in (WhyNot.OPEN, WhyNot.RESTED_ON) else [],
        }
        for code in codes
    ]
