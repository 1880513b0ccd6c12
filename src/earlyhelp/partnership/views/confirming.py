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
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.forms import PasswordForm
from earlyhelp.partnership.signing_in import TYPED, confirm_form, go_on, prove, show_confirm


@allow(*Role, purpose=Purpose.OWN_WORK)
@settling_in
@sensitive_post_parameters("password", TYPED)
def confirm(request: Request) -> HttpResponseBase:
    """Ask who is at the screen, and go on where they were going."""
    form = confirm_form(request)(request.POST or None, initial={"next": request.GET.get("next", "")})
    typed = request.POST.get(TYPED, "")
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        if _is_shown(request, form):
            prove(request)
            actions.record_proof(by=request.actor, at=request.at)
            return go_on(request, form.cleaned_data["next"], typed)
        form.add_error("password", _("That password is not right. Try again."))
    return show_confirm(request, form, typed=typed)


def _is_shown(request: Request, form: Form) -> bool:
    return not isinstance(form, PasswordForm) or request.user.check_password(form.cleaned_data["password"])
