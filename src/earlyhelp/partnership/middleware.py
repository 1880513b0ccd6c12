"""Between the network and the pages: who is acting, whether this page is theirs, and one transaction each.

The view runs here, inside `acting`, so that row-level security knows the actor for exactly as long as the
view works, and a refusal can be audited after the view's own transaction is rolled back.
"""

from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.response import SimpleTemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from earlyhelp.govern.actions import audit
from earlyhelp.govern.choices import EntryKind, Purpose
from earlyhelp.kit.access import Access, access_of, is_for_settling_in, step_up_of
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.kit.forms.language import language_asked_for
from earlyhelp.kit.http import Request
from earlyhelp.partnership.actions import choose_language
from earlyhelp.partnership.models import Practitioner
from earlyhelp.partnership.signing_in import (
    ask_to_confirm,
    ask_to_sign_in_again,
    has_outlasted,
    is_proved,
    lacks_factor,
    stay,
    was_sent_from_a_page,
)

Handler = Callable[[Request], HttpResponseBase]


class ActorMiddleware:
    """Gives every request an `actor` and a clock, and lets it through to the pages of its role only."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        request.at = timezone.now()
        request.actor = Actor.nobody()
        if request.user.is_authenticated:
            stay(request)
        asked = language_asked_for(request)
        if asked is not None and request.user.is_authenticated:
            by = actor_for(request.user, Access(frozenset(), Purpose.OWN_WORK))
            with acting(by):
                choose_language(by=by, language=asked, at=request.at)
        return self.get_response(request)

    def process_view(
        self,
        request: Request,
        view: Callable[..., HttpResponseBase],
        args: Sequence[Any],
        kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Refuse, send to sign in, or run the view in a transaction as its actor."""
        access = access_of(view)
        if access is None or (access.demonstration_only and not settings.DEMO):
            raise Http404
        if access.roles and has_outlasted(request):
            logout(request)
        request.actor = actor_for(request.user, access)
        if access.roles and (stopped := at_the_door(request, view, access)) is not None:
            return stopped
        try:
            with acting(request.actor):
                response = view(request, *args, **kwargs)
                if isinstance(response, SimpleTemplateResponse):
                    response = response.render()
        except NotAllowed as refusal:
            return refuse(request, refusal)
        if access.roles:
            # People may stand on this page: no browser and no cache on the way keeps it.
            patch_cache_control(response, no_store=True, private=True)
        return response


def at_the_door(
    request: Request, view: Callable[..., HttpResponseBase], access: Access
) -> HttpResponseBase | None:
    """What stands before a page of a role: signing in, a refusal, a second factor, a fresh proof; or nothing."""
    if not request.user.is_authenticated:
        if was_sent_from_a_page(request):
            return ask_to_sign_in_again(request)
        return redirect_to_login(request.get_full_path())
    if request.actor.role not in access.roles:
        return refuse(request, NotAllowed(_("Your role does not include this page.")))
    if lacks_factor(request) and not is_for_settling_in(view):
        return redirect("partnership:my_sign_in")
    minutes = step_up_of(view)
    if minutes is None or is_proved(request, minutes=minutes):
        return None
    if was_sent_from_a_page(request):
        return ask_to_confirm(request)
    onward = urlencode({"next": request.get_full_path()})
    return redirect(f"{reverse('partnership:confirm')}?{onward}")


def actor_for(user: Any, access: Access) -> Actor:
    """The actor that a signed-in practitioner is on this page."""
    if not isinstance(user, Practitioner) or not user.is_authenticated:
        return Actor.nobody()
    return Actor(
        practitioner_id=user.pk,
        agency_id=user.agency_id,
        team_id=user.team_id,
        role=user.role,
        purpose=access.purpose,
        language=user.language,
        label=user.full_name,
    )


def refuse(request: Request, refusal: NotAllowed) -> HttpResponseBase:
    """Say no in a whole sentence, and write down that it was asked."""
    with acting(request.actor):
        audit.record(
            by=request.actor,
            did="page.refused",
            kind=EntryKind.REFUSAL,
            at=request.at,
            detail={"page": request.resolver_match.view_name if request.resolver_match else ""},
        )
    return render(request, "403.html", {"refusal": refusal}, status=HTTPStatus.FORBIDDEN)
