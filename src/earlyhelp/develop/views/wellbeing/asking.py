"""Asking with a form: whether it was sent whole, doing what it says, and the page around it."""

from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from typing import Any, Final

from django.http import HttpResponseBase, QueryDict
from django.shortcuts import render

from earlyhelp.kit.errors import FieldError, RuleError
from earlyhelp.kit.forms import Form, language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import Role

EVERYBODY: Final = tuple(Role)
KEEPERS: Final = (Role.ADMINISTRATOR, Role.COORDINATOR)
LEADS: Final = (Role.SUPERVISOR, Role.COORDINATOR)


def was_answered(request: Request, form: Form) -> bool:
    """Whether the form was sent, whole. A press on the language switch keeps what was typed and judges nothing."""
    if language_switch_requested(request):
        form.hide_errors()
        return False
    return request.method == "POST" and form.is_valid()


def was_done(form: Form, act: Callable[[], Any]) -> bool:
    """Do it, or say in the form why not. What was typed stays."""
    try:
        act()
    except FieldError as refusal:
        form.add_error(refusal.field, str(refusal))
        return False
    except RuleError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def posted(request: Request) -> QueryDict | None:
    """What was sent, even when nothing was filled in; None when the page is only looked at."""
    return request.POST if request.method == "POST" else None


def day_of(request: Request) -> date:
    """The day in Wales."""
    return request.at.astimezone(LONDON).date()


def shown(request: Request, template: str, form: Form, **words: Any) -> HttpResponseBase:
    """The page with its form, and status 400 where something is wrong with it."""
    wrong = request.method == "POST" and bool(form.errors)
    status = HTTPStatus.BAD_REQUEST if wrong else HTTPStatus.OK
    return render(request, template, {"form": form} | words, status=status)
