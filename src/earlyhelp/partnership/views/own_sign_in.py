"""A practitioner's own ways in: what they can show, codes on paper, and where they are signed in."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow, settling_in, step_up
from earlyhelp.kit.forms.language import language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.partnership import actions, queries
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.factors import app, passkey
from earlyhelp.partnership.forms import AppForm, NewPasskeyForm
from earlyhelp.partnership.forms.passwords import ChangePasswordForm
from earlyhelp.partnership.signing_in import (
    ask_to_make,
    draw,
    lacks_factor,
    one_try,
    place_of,
    prove,
    take_asked,
)
from earlyhelp.partnership.views.starting import slowed

_SEED = "new_app"


@allow(*Role, purpose=Purpose.OWN_WORK)
@settling_in
def my_sign_in(request: Request) -> HttpResponseBase:
    """Show what they can show, how many codes are left, and where they are signed in."""
    by = request.actor
    shown = {
        "factors": queries.list_factors(by=by),
        "codes": queries.count_codes(by=by),
        "sittings": queries.list_sittings(by=by, this_key=request.session.session_key or "", at=request.at),
        "must": lacks_factor(request),
        "has_password": request.user.has_usable_password(),
    }
    return draw(request, "partnership/my_sign_in.html", shown)


@allow(*Role, purpose=Purpose.OWN_WORK)
@settling_in
@step_up(minutes=10)
@sensitive_post_parameters("code")
def add_app(request: Request) -> HttpResponseBase:
    """Set up an authenticator app: show its seed, and take its first code."""
    form = AppForm(request.POST or None)
    seed = _seed(request)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        step = app.step_of(seed, form.cleaned_data["code"].replace(" ", ""), at=request.at)
        if step is not None:
            name = form.cleaned_data["name"]
            actions.add_app(by=request.actor, seed=seed, step=step, name=name, at=request.at)
            del request.session[_SEED]
            return _added(request)
        form.add_error("code", _("That is not the code that the app shows now. Check it and try again."))
    shown = {"form": form, "picture": app.picture(seed, request.user.email), "seed": app.spaced(seed)}
    return draw(request, "partnership/add_app.html", shown)


@allow(*Role, purpose=Purpose.OWN_WORK)
@settling_in
@step_up(minutes=10)
@sensitive_post_parameters("credential")
def add_passkey(request: Request) -> HttpResponseBase:
    """Make a passkey."""
    form = NewPasskeyForm(request.POST or None)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        try:
            made = passkey.made(place_of(request), take_asked(request), form.cleaned_data["credential"])
        except passkey.BadAnswer:
            form.add_error(None, _("No passkey was made. Try again, or use an authenticator app."))
        else:
            actions.add_passkey(
                by=request.actor,
                number=made.credential_id,
                public_key=bytes(made),
                name=form.cleaned_data["name"],
                at=request.at,
            )
            return _added(request)
    shown = {"form": form, "passkey": ask_to_make(request, request.user)}
    return draw(request, "partnership/add_passkey.html", shown)


@allow(*Role, purpose=Purpose.OWN_WORK)
@settling_in
@step_up(minutes=10)
def codes(request: Request) -> HttpResponseBase:
    """Make codes on paper, and show them this once."""
    made: list[str] = []
    if request.method == "POST" and not language_switch_requested(request):
        made = actions.make_codes(by=request.actor, at=request.at)
    shown = {"made": made, "left": queries.count_codes(by=request.actor)}
    return draw(request, "partnership/codes.html", shown)


@allow(*Role, purpose=Purpose.OWN_WORK)
@settling_in
@step_up(minutes=10)
@require_POST
def remove_factor(request: Request) -> HttpResponseBase:
    """Remove something that they can show."""
    if not actions.remove_factor(by=request.actor, factor_id=_key(request, "factor"), at=request.at):
        raise Http404
    messages.success(request, _("It is removed. It no longer opens anything."))
    return redirect("partnership:my_sign_in")


@allow(*Role, purpose=Purpose.OWN_WORK)
@settling_in
@sensitive_post_parameters("current", "password", "again")
@slowed
def change_password(request: Request) -> HttpResponseBase:
    """Set another password. Every other session ends. Who has none signs in another way, so the page is not there."""
    who = request.user
    if not who.has_usable_password():
        raise Http404
    form = ChangePasswordForm(request.POST or None)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        typed = form.cleaned_data["current"]
        if one_try(request, who, who.email, what="password", look=lambda: who.check_password(typed)):
            key = request.session.session_key or ""
            changed = actions.change_password(
                by=request.actor, password=form.cleaned_data["password"], this_key=key, at=request.at
            )
            update_session_auth_hash(request, changed)
            actions.record_proof(
                by=request.actor, before=key, after=request.session.session_key or "", at=request.at
            )
            messages.success(request, _("Your password is changed. You are signed out everywhere else."))
            return redirect("partnership:my_sign_in")
        form.add_error("current", _("That password is not right. Try again."))
    return draw(request, "partnership/change_password.html", {"form": form})


@allow(*Role, purpose=Purpose.OWN_WORK)
@settling_in
@require_POST
def end_session(request: Request) -> HttpResponseBase:
    """Sign out in another place, or in all others."""
    if "session" in request.POST:
        ended = actions.end_session(by=request.actor, session_id=_key(request, "session"), at=request.at)
    else:
        this_key = request.session.session_key or ""
        ended = actions.end_other_sessions(by=request.actor, this_key=this_key, at=request.at) > 0
    if ended:
        messages.success(request, _("Signed out there. Whoever sits there has to sign in again."))
    return redirect("partnership:my_sign_in")


def _added(request: Request) -> HttpResponse:
    """It was shown while it was set up, so it counts for this session too. The first one leads on to codes on paper."""
    before, after = prove(request, with_factor=True)
    actions.record_proof(by=request.actor, before=before, after=after, at=request.at)
    messages.success(request, _("It is set up. From now on you are asked for it when you sign in."))
    left = queries.count_codes(by=request.actor)
    return redirect("partnership:my_sign_in" if left else "partnership:codes")


def _seed(request: Request) -> str:
    """The seed of the app that is being set up, the same until a first code was right; encrypted in the session."""
    kept = app.unlocked(request.session.get(_SEED, "").encode())
    if not kept:
        kept = app.new_seed()
        request.session[_SEED] = app.locked(kept).decode()
    return kept


def _key(request: Request, name: str) -> UUID:
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError as problem:
        raise Http404 from problem
