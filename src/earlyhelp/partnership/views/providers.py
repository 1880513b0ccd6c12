"""The pages on which the programme says where an agency's own people sign in."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow, step_up
from earlyhelp.kit.http import Request
from earlyhelp.partnership.actions import identities as actions
from earlyhelp.partnership.choices import ProviderKey, ProviderLink, Role
from earlyhelp.partnership.forms.providers import ProviderForm
from earlyhelp.partnership.models import Agency, IdentityProvider
from earlyhelp.partnership.queries import agencies
from earlyhelp.partnership.queries import providers as queries
from earlyhelp.partnership.rules.providers import check_may_keep_providers
from earlyhelp.partnership.views.asking import done, is_sent, show


@require_GET
@allow(Role.ADMINISTRATOR, purpose=Purpose.RUNNING)
def providers(request: Request, agency: UUID) -> HttpResponseBase:
    """Where the people of one agency sign in."""
    found = _agency(request, agency)
    shown = {"agency": found, "providers": queries.list_providers_of(request.actor, found.pk)}
    return render(request, "partnership/providers.html", shown)


@allow(Role.ADMINISTRATOR, purpose=Purpose.RUNNING)
@step_up()
def new_provider(request: Request, agency: UUID) -> HttpResponseBase:
    """Let the people of an agency sign in through it."""
    found = _agency(request, agency)
    usual = {"shown_by": ProviderKey.PRIVATE_KEY, "first_link": ProviderLink.INVITED, "is_live": True}
    form = ProviderForm(request.POST if request.method == "POST" else None, initial=usual, is_new=True)
    if is_sent(request, form):
        made = done(
            form,
            lambda: actions.add_provider(
                by=request.actor,
                agency=found,
                issuer=form.cleaned_data["issuer"],
                provider=form.provider,
                at=request.at,
            ),
        )
        if made:
            messages.success(request, _("It is kept. Try it before you tell people."))
            return redirect("partnership:providers", found.pk)
    return show(request, "partnership/provider_form.html", form, agency=found, provider=None)


@allow(Role.ADMINISTRATOR, purpose=Purpose.RUNNING)
@step_up()
def change_provider(request: Request, provider: UUID) -> HttpResponseBase:
    """Change how people sign in through their agency, or let nobody do so any more."""
    check_may_keep_providers(request.actor, leads=agencies.leads_programme(request.actor))
    try:
        one = queries.get_provider(request.actor, provider)
    except IdentityProvider.DoesNotExist as missing:
        raise Http404 from missing
    form = ProviderForm(
        request.POST if request.method == "POST" else None,
        initial=ProviderForm.initial_of(one),
        is_new=False,
    )
    if is_sent(request, form):
        made = done(
            form,
            lambda: actions.change_provider(
                by=request.actor, provider_id=one.pk, provider=form.provider, at=request.at
            ),
        )
        if made:
            messages.success(request, _("It is changed."))
            return redirect("partnership:providers", one.agency_id)
    return show(request, "partnership/provider_form.html", form, agency=one.agency, provider=one)


def _agency(request: Request, agency_id: UUID) -> Agency:
    leads = agencies.leads_programme(request.actor)
    check_may_keep_providers(request.actor, leads=leads)
    try:
        return agencies.get_agency_to_keep(request.actor, agency_id, leads=leads)
    except Agency.DoesNotExist as missing:
        raise Http404 from missing
