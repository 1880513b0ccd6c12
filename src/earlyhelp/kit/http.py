"""The request that our views receive: who acts, and when."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from earlyhelp.kit.actor import Actor


class Request(HttpRequest):
    """A request after our middleware: `actor` is never None, `at` is the clock, read once."""

    actor: Actor
    at: datetime
    user: Any


def client_address(request: HttpRequest) -> str:
    """Where a visitor comes from, for slowing whoever asks too often: the last address that our own proxy saw.

    Without this every visitor behind the proxy would share its address, and anyone could lock a colleague out.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    return str(forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", ""))
