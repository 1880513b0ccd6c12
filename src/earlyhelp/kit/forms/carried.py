"""What was typed, on its way through a page that is not its own: signing in again, or a database that was away."""

from django.http import HttpRequest

_FORM_KEY = "csrfmiddlewaretoken"
# What a page itself sends beside the answers: which step, which page, and the switch of language.
_NOT_ANSWERS = frozenset({_FORM_KEY, "step", "page", "switch_language"})


def pairs_of(request: HttpRequest) -> list[tuple[str, str]]:
    """Every name and value that was sent, in order, but for the token, which the next page gives anew."""
    return [(name, value) for name, values in request.POST.lists() for value in values if name != _FORM_KEY]


def answers_of(request: HttpRequest) -> list[tuple[str, str]]:
    """The same without what the page itself sends: what a page that shows answers carries on to the next."""
    return [(name, value) for name, value in pairs_of(request) if name not in _NOT_ANSWERS]


def token_of(request: HttpRequest) -> str:
    """The token with which this form was sent. It stays good while the browser keeps its cookie."""
    return request.POST.get(_FORM_KEY, "")
