"""The pages that anyone may read."""

from django.db import connection
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render

from earlyhelp.kit.access import demonstration, public
from earlyhelp.kit.http import Request


@public
def home(request: Request) -> HttpResponseBase:
    """What this service is, and where to start."""
    return render(request, "desk/home.html")


@demonstration
def walk(request: Request) -> HttpResponseBase:
    """Five minutes through the demonstration."""
    return render(request, "desk/walk.html")


@public
def contact(request: Request) -> HttpResponseBase:
    """Whom to ask or tell."""
    return render(request, "desk/contact.html")


@public
def accessibility(request: Request) -> HttpResponseBase:
    """The accessibility statement."""
    return render(request, "desk/accessibility.html")


@public
def privacy(request: Request) -> HttpResponseBase:
    """The privacy notice, in layers."""
    return render(request, "desk/privacy.html")


@public
def cookies(request: Request) -> HttpResponseBase:
    """Which cookies there are."""
    return render(request, "desk/cookies.html")


@public
def language(request: Request) -> HttpResponseBase:
    """How the two languages of the service are treated."""
    return render(request, "desk/language.html")


@public
def health(request: Request) -> HttpResponseBase:
    """Whether the service and its database can answer: for the machines that watch it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
