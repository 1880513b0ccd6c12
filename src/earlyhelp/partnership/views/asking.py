"""What the views of administration do alike: a form is sent, an action refuses, the page is shown again."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from earlyhelp.kit.errors import FieldError, NotAllowed, RuleError
from earlyhelp.kit.forms import Form, language_switch_requested
from earlyhelp.kit.http import Request


def is_sent(request: Request, form: Form) -> bool:
    """True when a form was sent and every answer in it is good."""
    if language_switch_requested(request):
        form.hide_errors()
        return False
    return request.method == "POST" and form.is_valid()


def done(form: Form, act: Callable[[], Any]) -> Any | None:
    """What the action returns; None when it refused, and then the form says why. Raises NotAllowed."""
    try:
        return act() or True
    except NotAllowed:
        raise
    except RuleError as refusal:
        form.add_error(refusal.field if isinstance(refusal, FieldError) else None, str(refusal))
        return None


def show(request: Request, template: str, form: Form, **shown: Any) -> HttpResponse:
    """The page around a form; with a status that says so when something has to be corrected."""
    status = HTTPStatus.BAD_REQUEST if form.is_bound and form.errors else HTTPStatus.OK
    return render(request, template, {"form": form, **shown}, status=status)
