"""Showing once more that it is you, before a page that asks for it."""

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow, settling_in
from earlyhelp.kit.forms import Form
from earlyhelp.kit.forms.language import language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.partnership import actions
from earlyhelp.partnership.choices import Role, SignInMethod
from earlyhelp.partnership.forms import CodeForm, PasskeyForm, PasswordForm
from earlyhelp.partnership.signing_in import (
    TYPED,
    confirm_form,
    go_on,
    how_signed_in,
    one_try,
    prove,
    show_confirm,
)
from earlyhelp.partnership.views.signing_in import code_form_after, is_shown, not_shown
from earlyhelp.partnership.views.starting import slowed


@allow(*Role, purpose=Purpose.OWN_WORK)
@settling_in
@sensitive_post_parameters("password", "code", "credential", TYPED)
@slowed
def confirm(request: Request) -> HttpResponseBase:
    """Ask who is at the screen, and go on where they were going."""
    asked = confirm_form(request)
    form_class = PasskeyForm if asked is CodeForm and "credential" in request.POST else asked
    form = form_class(request.POST or None, initial={"next": request.GET.get("next", "")})
    typed = request.POST.get(TYPED, "")
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        problem = _problem(request, form)
        if not problem:
            before, after = prove(request, with_factor=isinstance(form, CodeForm | PasskeyForm))
            actions.record_proof(by=request.actor, before=before, after=after, at=request.at)
            return go_on(request, form.cleaned_data["next"], typed)
        form.add_error(None, problem)
    if isinstance(form, PasskeyForm):
        form = code_form_after(request, [one.message for one in form.problems()])
    return show_confirm(request, form, typed=typed)


def _problem(request: Request, form: Form) -> str:
    """What is wrong with what was shown; "" when it is right."""
    who = request.user
    if isinstance(form, CodeForm | PasskeyForm):
        good = is_shown(request, who, form)
        return "" if good else not_shown(with_passkey=isinstance(form, PasskeyForm))
    if isinstance(form, PasswordForm):
        typed = form.cleaned_data["password"]
        good = one_try(request, who, who.email, what="password", look=lambda: who.check_password(typed))
        return "" if good else _("That password is not right. Try again.")
    # Who came in through their agency shows it there, on a page of its own.
    return "" if how_signed_in(request) == SignInMethod.PERSONA else _("Sign in at your agency once more.")
