"""Signing in with a password and a second step, or with a passkey; and out."""

from django.contrib.auth import authenticate, logout
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from earlyhelp.kit.access import demonstration, public
from earlyhelp.kit.database import acting
from earlyhelp.kit.forms.language import language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.partnership import actions, providers, queries
from earlyhelp.partnership.choices import SignInMethod
from earlyhelp.partnership.factors import passkey
from earlyhelp.partnership.forms import CodeForm, PasskeyForm, SignInForm
from earlyhelp.partnership.models import Practitioner
from earlyhelp.partnership.signing_in import (
    TYPED,
    ask_to_show,
    draw,
    forget_half,
    half_signed_in,
    how_signed_in,
    one_try,
    place_of,
    provider_of,
    remember_half,
    show_second_step,
    show_sign_in,
    show_sign_in_after,
    take_asked,
    where_to,
)
from earlyhelp.partnership.views.starting import own, slowed, start


@public
@sensitive_post_parameters("password", TYPED)
@slowed
def sign_in(request: Request) -> HttpResponseBase:
    """Ask for an e-mail address and a password; show the other ways in beside them."""
    if request.user.is_authenticated and request.method == "GET":
        return redirect(where_to(request, request.GET.get("next", "")))
    form = SignInForm(request.POST or None, initial={"next": request.GET.get("next", "")})
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        found = _by_password(request, form)
        if found is not None:
            return _after_password(request, found, form.cleaned_data["next"])
        form.add_error(None, _("The e-mail address or the password is not right. Check both and try again."))
    return show_sign_in(request, form, typed=request.POST.get(TYPED, ""))


def _by_password(request: Request, form: SignInForm) -> Practitioner | None:
    email, password = form.cleaned_data["email"], form.cleaned_data["password"]
    found: list[Practitioner] = []

    def look() -> bool:
        who = authenticate(request, username=email, password=password)
        found.extend([who] if isinstance(who, Practitioner) else [])
        return bool(found)

    account = queries.get_account(by=request.actor, email=email)
    one_try(request, account, email, what="password", look=look)
    return found[0] if found else None


def _after_password(request: Request, who: Practitioner, onward: str) -> HttpResponseBase:
    typed, by = request.POST.get(TYPED, ""), own(who)
    if queries.signs_in_at_agency(by=by):
        return _at_agency_instead(request, onward, typed)
    if not queries.has_factor(by=by):
        return start(request, who, SignInMethod.PASSWORD, onward=onward, typed=typed)
    remember_half(request, who)
    form = CodeForm(initial={"next": onward})
    return show_second_step(request, form, queries.list_passkeys(by=by), typed=typed)


@public
@sensitive_post_parameters("code", "credential", TYPED)
@slowed
def second_step(request: Request) -> HttpResponseBase:
    """Ask for a code or a passkey of somebody whose password was right a moment ago."""
    who = half_signed_in(request)
    if who is None:
        # Who is in already goes on; nobody else was half-way.
        return redirect(where_to(request, "") if request.user.is_authenticated else "partnership:sign_in")
    by, typed = own(who), request.POST.get(TYPED, "")
    with_passkey = "credential" in request.POST
    form = (PasskeyForm if with_passkey else CodeForm)(request.POST or None)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        if is_shown(request, who, form):
            forget_half(request)
            onward = form.cleaned_data["next"]
            return start(request, who, SignInMethod.PASSWORD_AND_FACTOR, onward=onward, typed=typed)
        form.add_error(None if with_passkey else "code", not_shown(with_passkey=with_passkey))
    if with_passkey:
        form = code_form_after(request, [one.message for one in form.problems()])
    return show_second_step(request, form, queries.list_passkeys(by=by), typed=typed)


def is_shown(request: Request, who: Practitioner, form: CodeForm | PasskeyForm) -> bool:
    """Whether a code or a passkey is good and theirs. Raises MustWait after many wrong codes."""
    by = own(who)
    if isinstance(form, CodeForm):
        code = form.cleaned_data["code"]

        def look() -> bool:
            with acting(by):
                return actions.use_code(by=by, code=code, at=request.at)

        return one_try(request, who, f"code {who.email}", what="code", look=look)
    found = by_passkey(request, form.cleaned_data["credential"])
    return found is not None and found.pk == who.pk


def by_passkey(request: Request, sent: str) -> Practitioner | None:
    """Whose passkey answered what the session had asked; None when it is not good."""
    asked = take_asked(request)
    try:
        factor = queries.get_passkey(by=request.actor, credential=passkey.number_of(sent))
    except passkey.BadAnswer:
        return None
    if factor is None or not asked:
        return None
    who, place = factor.practitioner, place_of(request)
    with acting(own(who)) as by:
        if actions.use_passkey(by=by, factor=factor, place=place, state=asked, sent=sent, at=request.at):
            return who
        actions.record_wrong(by=by, what="passkey", at=request.at, who=who)
    return None


def not_shown(*, with_passkey: bool) -> str:
    """What to say when it was not right."""
    if with_passkey:
        return _("That passkey could not be used. Try again, or use a code.")
    return _("That code is not right, or it was used before. Wait for the next one and try again.")


def code_form_after(request: Request, problems: list[str]) -> CodeForm:
    """The form of the page again, after a passkey was tried on it."""
    form = CodeForm({"next": request.POST.get("next", "")})
    form.hide_errors()
    for problem in problems:
        form.add_error(None, problem)
    return form


@public
@sensitive_post_parameters("credential", TYPED)
def sign_in_with_passkey(request: Request) -> HttpResponseBase:
    """Sign in with a passkey alone: the device, and a finger, a face or a PIN, are two factors already."""
    form = PasskeyForm(request.POST or None, initial={"next": request.GET.get("next", "")})
    typed = request.POST.get(TYPED, "")
    if language_switch_requested(request) or "credential" not in request.POST:
        form.hide_errors()
    elif form.is_valid():
        who = by_passkey(request, form.cleaned_data["credential"])
        if who is not None and queries.signs_in_at_agency(by=own(who)):
            return _at_agency_instead(request, form.cleaned_data["next"], typed)
        if who is not None:
            onward = form.cleaned_data["next"]
            return start(request, who, SignInMethod.PASSKEY, onward=onward, typed=typed)
        form.add_error(None, _("That passkey could not be used. Try again, or sign in another way."))
    shown = {
        "form": form,
        "onward": request.POST.get("next", request.GET.get("next", "")),
        "passkey": ask_to_show(request),
        TYPED: typed,
    }
    return draw(request, "partnership/sign_in_passkey.html", shown)


def _at_agency_instead(request: Request, onward: str, typed: str) -> HttpResponseBase:
    """Whom their agency signs in comes in through it only: an account that it closes must open nothing here."""
    problem = _("Your agency signs you in. Use its button below.")
    return show_sign_in_after(request, problem, onward=onward, typed=typed)


@demonstration
@require_POST
def become(request: Request) -> HttpResponseBase:
    """Sign in as one of the demonstration's personas."""
    chosen = queries.list_personas(by=request.actor).filter(email=request.POST.get("persona", "")).first()
    if chosen is None:
        raise Http404
    onward, typed = request.POST.get("next", ""), request.POST.get(TYPED, "")
    return start(request, chosen, SignInMethod.PERSONA, onward=onward, typed=typed)


@public
@require_POST
def sign_out(request: Request) -> HttpResponseBase:
    """Sign out here; and offer to sign out at the agency too, for those who came in through it."""
    agency = ""
    if request.user.is_authenticated:
        by = own(request.user)
        with acting(by):
            actions.record_sign_out(by=by, at=request.at, session_key=request.session.session_key or "")
        agency = provider_of(request) if how_signed_in(request) == SignInMethod.AGENCY else ""
        logout(request)
    provider = queries.list_providers(by=request.actor).filter(pk=agency).first() if agency else None
    if provider is None:
        return redirect("desk:home")
    back = request.build_absolute_uri("/")
    shown = {"provider": provider, "address": providers.sign_out_address(provider, back=back)}
    return render(request, "partnership/signed_out.html", shown)
