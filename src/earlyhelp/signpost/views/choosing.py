"""After a decision: which service, and then a referral with consent, or word of it to the person."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from earlyhelp.govern.choices import Purpose
from earlyhelp.identify.choices import HelpOffered
from earlyhelp.identify.models import Notification, ReportedPerson
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.kit.models import new_id
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES
from earlyhelp.signpost.actions.referrals import record_signposting
from earlyhelp.signpost.actions.unmet import note_unmet_need
from earlyhelp.signpost.choices import NeedLevel
from earlyhelp.signpost.choices.finding import WhyUnmet
from earlyhelp.signpost.choices.referrals import ToldHow
from earlyhelp.signpost.facts import Point, find_place
from earlyhelp.signpost.forms.referrals import ChooseForm, TellForm
from earlyhelp.signpost.forms.unmet import UnmetForm
from earlyhelp.signpost.models import Service
from earlyhelp.signpost.queries.choosing import (
    Choice,
    check_may_share,
    get_choice,
    get_receiving_service,
    list_signpostings_of,
    receiver_of,
)
from earlyhelp.signpost.queries.directory import get_service, list_matching_services
from earlyhelp.signpost.queries.referrals import list_referrals_of
from earlyhelp.signpost.rules import referrals as rules
from earlyhelp.signpost.rules.unmet import Unmet, why_unmet
from earlyhelp.solve.choices import Outcome

MOST_MATCHES = 30
# What a decision says about how much help is needed, and the report about whether it is wanted.
_LEVEL: dict[str, NeedLevel] = {Outcome.EARLY_HELP: NeedLevel.EARLY_HELP}
_AGREES: dict[str, bool] = {HelpOffered.WANTS: True, HelpOffered.THINKING: False, HelpOffered.DECLINED: False}


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def choose(request: Request, reference: str, position: int | None = None) -> HttpResponseBase:
    """Services for one person of a notification, best first, with why and why not.

    What was looked for is sent in the form, never in the address: needs and age beside a reference are personal.
    """
    try:
        choice = choice_of(request, reference, position)
    except rules.NoDecisionToRefer as refusal:
        return cannot_refer(request, refusal, reference)
    known = {
        "needs": choice.notification.needs,
        "age": choice.age,
        "language": choice.directory_language,
        "level": _LEVEL.get(choice.decision.outcome, ""),
    }
    form = ChooseForm(request.POST if request.method == "POST" else known)
    if language_switch_requested(request):
        form.hide_errors()
        asked: dict[str, Any] = known
    else:
        asked = form.cleaned_data if form.is_valid() else {}
    matches = _matches(request, choice, asked)
    unmet = (
        why_unmet(fits=[(item["match"].fits, item["match"].is_full) for item in matches]) if asked else None
    )
    if unmet:
        _note_unmet(request, choice, asked, unmet)
    context = {
        "unmet": unmet,
        "unmet_form": UnmetForm(initial=UnmetForm.carrying(asked)) if asked else None,
        "form": form,
        "choice": choice,
        "matches": matches,
        "asked": asked,
        "referrals": list_referrals_of(by=request.actor, notification=choice.notification, at=request.at),
        "signpostings": list_signpostings_of(by=request.actor, notification=choice.notification),
        "others": [person for person in choice.people if person != choice.person],
        "reference": reference,
    }
    return render(request, "signpost/choose.html", context)


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def tell(request: Request, reference: str, service_id: UUID) -> HttpResponseBase:
    """Record that the person was told about a service. No data is sent to it."""
    try:
        choice = choice_of(request, reference, None)
        service = get_service(service_id, by=request.actor)
    except Service.DoesNotExist:
        raise Http404 from None
    except rules.NoDecisionToRefer as refusal:
        return cannot_refer(request, refusal, reference)
    form = TellForm(request.POST or None)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        record_signposting(
            by=request.actor,
            signposting_id=form.cleaned_data["signposting_id"],
            reference=reference,
            service_id=service_id,
            told_how=ToldHow(form.cleaned_data["told_how"]),
            at=request.at,
        )
        messages.success(request, _("It is recorded that you told them about this service."))
        return redirect("signpost:choose", reference=choice.notification.reference)
    context = {"form": form, "choice": choice, "service": service, "reference": reference}
    return render(request, "signpost/tell.html", context)


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
@require_POST
def none_suits(request: Request, reference: str) -> HttpResponseBase:
    """None of the services suits: note the need for commissioners, and nothing about whose it is."""
    try:
        choice = choice_of(request, reference, None)
    except rules.NoDecisionToRefer as refusal:
        return cannot_refer(request, refusal, reference)
    form = UnmetForm(request.POST)
    if form.is_valid():
        _note_unmet(request, choice, form.asked(), WhyUnmet(form.cleaned_data["why"]))
        messages.success(request, _("Noted for those who plan services. Nothing about the person was noted."))
    else:
        messages.error(request, _("Select why none of these services suits."))
    return redirect("signpost:choose", reference=choice.notification.reference)


def _note_unmet(request: Request, choice: Choice, asked: dict[str, Any], why: WhyUnmet) -> None:
    note_unmet_need(
        by=request.actor,
        unmet=Unmet(
            needs=tuple(asked["needs"]),
            age=asked["age"],
            area_code=choice.notification.area_id,
            language=asked["language"],
            level=asked["level"],
            why=why,
        ),
        search=str(choice.decision.pk),
        at=request.at,
    )


def _near(choice: Choice) -> Point | None:
    """The middle of the postcode's first half: enough to say how far a service is, and not where anybody lives."""
    where = find_place(choice.person.postcode) if choice.person.postcode else None
    return where.point if where else None


def choice_of(request: Request, reference: str, position: int | None) -> Choice:
    """The choice to make for one person of a notification. Raises Http404."""
    try:
        return get_choice(by=request.actor, reference=reference, position=position, at=request.at)
    except (Notification.DoesNotExist, ReportedPerson.DoesNotExist):
        raise Http404 from None


def receiving_service(request: Request, choice: Choice, service_id: UUID) -> Service:
    """A service that may be sent a referral today, by its own word and by an agreement."""
    try:
        service = get_receiving_service(by=request.actor, service_id=service_id, on=choice.on)
    except Service.DoesNotExist:
        raise Http404 from None
    check_may_share(
        by=request.actor,
        receiver_id=receiver_of(service),
        notification_reference=choice.notification.reference,
        on=choice.on,
        at=request.at,
    )
    return service


def cannot_refer(request: Request, refusal: RuleError, reference: str) -> HttpResponse:
    """Say why nothing can be sent and where to go on. Who may not be here at all is refused as everywhere."""
    if isinstance(refusal, NotAllowed):
        raise refusal
    decided = not isinstance(refusal, rules.NoDecisionToRefer)
    uncovered = isinstance(refusal, rules.NoReferralAgreement)
    context = {"refusal": refusal, "reference": reference, "decided": decided, "uncovered": uncovered}
    return render(request, "signpost/cannot_refer.html", context, status=HTTPStatus.CONFLICT)


def _matches(request: Request, choice: Choice, asked: dict[str, Any]) -> list[dict[str, Any]]:
    if not asked:
        return []
    found = list_matching_services(
        by=request.actor,
        needs=asked["needs"],
        on=choice.on,
        area_code=choice.notification.area_id,
        age=asked["age"],
        language=asked["language"],
        near=_near(choice),
        level=asked["level"],
        has_consent=_AGREES.get(choice.notification.help_offered),
        limit=MOST_MATCHES,
    )
    return [
        {"match": match, "can_refer": _can_refer(match.service, choice), "key": new_id()} for match in found
    ]


def _can_refer(service: Service, choice: Choice) -> bool:
    return rules.can_receive_here(
        route=service.referral_route,
        has_agency=service.organisation.agency_id is not None,
        closed_on=service.closed_to_referrals_on,
        on=choice.on,
    )
