"""What was typed, on its way through a page that is not its own: signing in again, or a database that was away."""

from django.http import HttpRequest

_SECRET = "csrfmiddlewaretoken"  # noqa: S105 the name of a field


def pairs_of(request: HttpRequest) -> list[tuple[str, str]]:
    """Every name and value that was sent, in order, but for the token, which the next page gives anew."""
    return [(name, value) for name, values in request.POST.lists() for value in values if name != _SECRET]


def token_of(request: HttpRequest) -> str:
    """The token with which this form was sent. It stays good while the browser keeps its cookie."""
    return request.POST.get(_SECRET, "")
