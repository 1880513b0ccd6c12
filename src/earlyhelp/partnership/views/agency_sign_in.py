"""Signing in through one's own agency: out to its provider, and back."""

import logging
from secrets import compare_digest
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from earlyhelp.kit.access import public
from earlyhelp.kit.database import acting
from earlyhelp.kit.http import Request
from earlyhelp.partnership import actions, providers, queries
from earlyhelp.partnership.choices import ProviderLink, SignInMethod
from earlyhelp.partnership.models import IdentityProvider, Practitioner
from earlyhelp.partnership.signing_in import (
    TYPED,
    Away,
    come_back,
    draw,
    go_on,
    invited_here,
    prove,
    remember_away,
    show_sign_in_after,
)
from earlyhelp.partnership.views.starting import own, start

log = logging.getLogger(__name__)


@public
@require_POST
@sensitive_post_parameters(TYPED)
def sign_in_at_agency(request: Request) -> HttpResponseBase:
    """Send them to their agency's provider. Somebody who is signed in is asked there again who they are."""
    provider = _provider(request, request.POST.get("provider", ""))
    if provider is None:
        return _problem(request, _("Your agency’s own sign-in is not set up here."))
    fresh = request.user.is_authenticated
    language = get_language() or "en"
    try:
        begun = providers.begin(provider, back=_back(request), fresh=fresh, language=language)
    except providers.ProviderProblem as problem:
        log.warning("sign-in through %s could not begin: %s", provider.issuer, problem)
        return _problem(request, _("Your agency’s sign-in does not answer. Try again in a few minutes."))
    response = draw(request, "partnership/leaving.html", {"provider": provider, "address": begun.address})
    onward, typed = request.POST.get("next", ""), request.POST.get(TYPED, "")
    remember_away(request, response, Away(str(provider.pk), begun, onward, fresh, typed))
    return response


@public
@require_GET
def back_from_agency(request: Request) -> HttpResponseBase:
    """Take them back from their agency's provider, which says who they are."""
    away = come_back(request)
    provider = _provider(request, away.provider) if away else None
    if away is None or provider is None or not compare_digest(away.begun.state, request.GET.get("state", "")):
        return _problem(request, _("Signing in took too long, or was begun in another window. Begin again."))
    try:
        named = providers.finish(
            provider,
            away.begun,
            back=_back(request),
            answer=request.GET.dict(),
            fresh=away.fresh,
            at=request.at,
        )
    except providers.ProviderProblem as problem:
        log.warning("sign-in through %s was not believed: %s", provider.issuer, problem)
        actions.record_wrong(by=request.actor, what="agency", at=request.at)
        return _problem(request, _("Your agency’s sign-in gave no answer that we can trust. Begin again."))
    who = _named(request, provider, named)
    if who is None or not who.is_active:
        actions.record_wrong(by=request.actor, what="agency", at=request.at)
        return draw(request, "partnership/unknown.html", {"provider": provider})
    return _go_in(request, provider, who, away)


def _go_in(request: Request, provider: IdentityProvider, who: Practitioner, away: Away) -> HttpResponse:
    if not request.user.is_authenticated:
        return start(
            request,
            who,
            SignInMethod.AGENCY,
            onward=away.onward,
            typed=away.typed,
            provider=str(provider.pk),
        )
    if who.pk != request.user.pk or not away.fresh:
        return _problem(request, _("Somebody else is signed in there. Sign out first."))
    before, after = prove(request)
    with acting(own(who)) as by:
        actions.record_proof(by=by, before=before, after=after, at=request.at)
    return go_on(request, away.onward, away.typed)


def _named(request: Request, provider: IdentityProvider, named: providers.Named) -> Practitioner | None:
    """Whom the provider means: by issuer and subject only. The first time, who was invited, or has the work address."""
    known = queries.get_identity(by=request.actor, provider=provider, subject=named.subject)
    if known is not None:
        # Who has moved to another agency does not come in through the one before.
        return known.practitioner if known.practitioner.agency_id == provider.agency_id else None
    who, how = invited_here(request, provider), ProviderLink.INVITED
    if who is None and named.email and provider.first_link == ProviderLink.WORK_EMAIL:
        how = ProviderLink.WORK_EMAIL
        who = queries.get_colleague_to_link(by=request.actor, provider=provider, email=named.email)
    if who is not None:
        with acting(own(who)) as by:
            actions.link_identity(
                by=by, practitioner=who, provider=provider, subject=named.subject, how=how, at=request.at
            )
    return who


def _provider(request: Request, key: str) -> IdentityProvider | None:
    try:
        wanted = UUID(key)
    except ValueError:
        return None
    return queries.list_providers(by=request.actor).filter(pk=wanted).first()


def _back(request: Request) -> str:
    return request.build_absolute_uri(reverse("partnership:back_from_agency"))


def _problem(request: Request, sentence: str) -> HttpResponse:
    if request.user.is_authenticated:
        return draw(request, "partnership/agency_problem.html", {"problem": sentence})
    onward, typed = request.POST.get("next", ""), request.POST.get(TYPED, "")
    return show_sign_in_after(request, sentence, onward=onward, typed=typed)
