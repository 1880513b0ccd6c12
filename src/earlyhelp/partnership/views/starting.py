"""The last step of every way in: the session begins, it is written down, and they go on where they were going."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth import login
from django.http import HttpResponse, HttpResponseBase
from django.utils import translation

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import Access
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.forms.language import remember
from earlyhelp.kit.http import Request
from earlyhelp.partnership import actions, rules
from earlyhelp.partnership.choices import SignInMethod
from earlyhelp.partnership.middleware import actor_for
from earlyhelp.partnership.models import Practitioner
from earlyhelp.partnership.signing_in import begin, go_on, know_device, show_wait

_PASSWORD_BACKEND = "django.contrib.auth.backends.ModelBackend"  # noqa: S105 the name of a class


def own(who: Practitioner) -> Actor:
    """The actor that somebody is while they sign in."""
    return actor_for(who, Access(frozenset(), Purpose.OWN_WORK))


def start(
    request: Request, who: Practitioner, how: SignInMethod, *, onward: str, typed: str, provider: str = ""
) -> HttpResponse:
    """Begin the session of somebody who has shown who they are, under a new key."""
    login(request, who, backend=_PASSWORD_BACKEND)
    begin(request, how, provider=provider)
    if request.session.session_key is None:
        request.session.create()
    by = own(who)
    with acting(by):
        actions.record_sign_in(
            by=by,
            at=request.at,
            method=how,
            session_key=request.session.session_key or "",
            device=rules.device_family(request.headers.get("User-Agent", "")),
        )
    with translation.override(who.language):
        response = go_on(request, onward, typed)
    remember(response, who.language)
    if how != SignInMethod.PERSONA:
        know_device(request, response, who.email)
    return response


def slowed(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Answer too many wrong tries with how long to wait."""

    @wraps(view)
    def answer(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except rules.MustWait as stopped:
            return show_wait(request, stopped.wait)

    return answer
