"""The request that our views receive: who acts, and when."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest

from earlyhelp.kit.actor import Actor


class Request(HttpRequest):
    """A request after our middleware: `actor` is never None, `at` is the clock, read once."""

    actor: Actor
    at: datetime
    user: Any
