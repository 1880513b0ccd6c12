"""Asking with a form: whether it was sent whole, doing what it says, and the page around it."""

from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from typing import Any

from django.http import HttpResponseBase, QueryDict
from django.shortcuts import render

from earlyhelp.kit.errors import FieldError, RuleError
from earlyhelp.kit.forms import Form, language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.kit.working_days import LONDON


def posted(request: Request) -> QueryDict | None:
    """What was sent, even when nothing was filled in; None when the page is only looked at."""
    return request.POST if request.method == "POST" else None


def day_of(request: Request) -> date:
    """The day in Wales."""
    return request.at.astimezone(LONDON).date()


def was_answered(request: Request, form: Form) -> bool:
    """Whether the form was sent, whole. A press on the language switch keeps what was typed and judges nothing."""
    if language_switch_requested(request):
        form.hide_errors()
        return False
    return request.method == "POST" and form.is_valid()


def was_done(form: Form, act: Callable[[], Any]) -> bool:
    """Do it, or say in the form why not, at the answer where that is known. What was typed stays."""
    try:
        act()
    except FieldError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    except RuleError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def ask(request: Request, form: Form, **words: Any) -> HttpResponseBase:
    """The page around one form. `words`: title, send, back_url; caption, lead; template; and whatever that adds."""
    wrong = form.is_bound and request.method == "POST" and bool(form.errors)
    template = words.pop("template", "develop/ask.html")
    return render(
        request, template, {"form": form} | words, status=HTTPStatus.BAD_REQUEST if wrong else HTTPStatus.OK
    )
