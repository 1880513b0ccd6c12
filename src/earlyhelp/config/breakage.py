"""What a reader sees when something breaks. When it is the database that is away, what was typed is not lost."""

import sys
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.defaults import server_error

from earlyhelp.kit.forms.carried import pairs_of, token_of

_SECONDS = 5


def something_broke(request: HttpRequest) -> HttpResponse:
    """The page for an error that nobody expected; or the one that offers what was typed again."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return database_away(request)
    return server_error(request)


def database_away(request: HttpRequest) -> HttpResponse:
    """Say that the database is away for a moment, and carry what was typed in the page itself.

    Rendered without the usual surroundings, which would ask the database who is signed in.
    """
    typed = pairs_of(request) if request.method == "POST" else []
    shown = {"typed": typed, "token": token_of(request), "path": request.get_full_path()}
    text = render_to_string("503.html", shown)
    answer = HttpResponse(text, status=HTTPStatus.SERVICE_UNAVAILABLE)
    answer.headers["Retry-After"] = str(_SECONDS)
    return answer
