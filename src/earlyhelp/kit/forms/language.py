"""The language switch that keeps the page and what was typed.

The switch in the header is a button. On a page with a main form it belongs to that form, so that pressing it
sends what was typed; the view draws the same page again with it, in the other language. On any other page it
belongs to a small form of its own, which asks only for that. Either way the answer carries the cookie that
remembers the choice.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation

SWITCH = "switch_language"
NOTHING_TYPED = "switch_language_only"


def language_asked_for(request: HttpRequest) -> str | None:
    """The language that the pressed switch names, or None when none was pressed or it is not one of ours."""
    if request.method != "POST":
        return None
    asked = request.POST.get(SWITCH)
    return asked if asked in dict(settings.LANGUAGES) else None


def language_switch_requested(request: HttpRequest) -> bool:
    """True when the person pressed the language switch instead of sending the form.

    From here on this request answers in the new language. The view changes nothing: it draws the page anew.
    """
    asked = language_asked_for(request)
    if asked is None:
        return False
    translation.activate(asked)
    request.LANGUAGE_CODE = asked
    return True


def remember(response: HttpResponse, language: str) -> None:
    """Set the cookie by which the next page is in the same language."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        path=settings.LANGUAGE_COOKIE_PATH,
        domain=settings.LANGUAGE_COOKIE_DOMAIN,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,  # type: ignore[arg-type]
    )


Handler = Callable[[HttpRequest], HttpResponse]


def language_switch(get_response: Handler) -> Handler:
    """Middleware: remember the language when the switch was pressed. Goes last, after the reader is known.

    A page without a main form is simply shown again; a page with one is left to its view.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        asked = language_asked_for(request)
        if asked is None:
            return get_response(request)
        if NOTHING_TYPED in request.POST:
            response: HttpResponse = HttpResponseRedirect(request.get_full_path())
        else:
            response = get_response(request)
        remember(response, asked)
        return response

    return middleware
