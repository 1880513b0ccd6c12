"""What the forms of this room share: how a moment is read, a clock set, a sentence put at its answer."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.http import QueryDict

from earlyhelp.identify.rules import Finding
from earlyhelp.kit.forms import Form
from earlyhelp.kit.working_days import LONDON


def moment(on: date | None, clock: time | None) -> datetime | None:
    """A day and a time by the clock in Wales. Without either there is no moment."""
    return None if on is None or clock is None else datetime.combine(on, clock, LONDON)


def until(form: Form, name: str, today: date) -> None:
    """Let no day after today be given."""
    field: Any = form.fields[name]
    field.latest = today


def show_finding(form: Form, found: Finding) -> None:
    """Put a sentence at its answer, unless the answer could not even be read."""
    if found.field not in form.errors:
        form.add_error(found.field, str(found.message))


def answers_in(typed: Mapping[str, list[str]]) -> QueryDict | None:
    """A draft's answers as a form reads them, or None when nothing was typed yet."""
    if not typed:
        return None
    answers = QueryDict(mutable=True)
    for name, values in typed.items():
        answers.setlist(name, list(values))
    return answers
