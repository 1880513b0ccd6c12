"""Asking with a form: whether it was sent whole, and doing what it says."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpResponseBase, QueryDict
from django.shortcuts import render

from earlyhelp.kit.errors import FieldError, RuleError
from earlyhelp.kit.forms import Form, language_switch_requested
from earlyhelp.kit.http import Request


def posted(request: Request) -> QueryDict | None:
    """What was sent, even when nothing was filled in; None when the page is only looked at."""
    return request.POST if request.method == "POST" else None


def was_sent(request: Request, form: Form) -> bool:
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
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    except RuleError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def show(request: Request, template: str, form: Form | None, **context: Any) -> HttpResponseBase:
    """The page, with 400 where something in its form has to be put right."""
    wrong = form is not None and request.method == "POST" and bool(form.errors)
    status = HTTPStatus.BAD_REQUEST if wrong else HTTPStatus.OK
    return render(request, template, {"form": form, **context}, status=status)
