"""Pages that join rooms, and the pages that anyone may read."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow, demonstration, public
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import Role


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
    """Whether the service can answer: for the machines that watch it."""
    return HttpResponse("ok", content_type="text/plain")


@allow(*Role, purpose=Purpose.OWN_WORK)
def my_work(request: Request) -> HttpResponseBase:
    """What waits for the practitioner who is signed in."""
    return render(request, "desk/my_work.html", {"work": []})


@allow(Role.NOTIFIER, purpose=Purpose.OWN_WORK)
def my_notifications(request: Request) -> HttpResponseBase:
    """An officer's notifications, with what happened."""
    return render(request, "desk/my_notifications.html", {"notifications": []})


@allow(Role.NOTIFIER, purpose=Purpose.OWN_WORK)
def my_notification(request: Request, reference: str) -> HttpResponseBase:
    """One of an officer's notifications: as sent, and what happened since."""
    return render(request, "desk/my_notification.html")
