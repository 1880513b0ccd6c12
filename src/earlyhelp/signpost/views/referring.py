"""Writing a referral: kept as a draft, shown exactly as it will be sent, and sent; or taken over by another service."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.forms.carried import answers_of
from earlyhelp.kit.http import Request
from earlyhelp.kit.models import new_id
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES
from earlyhelp.partnership.queries import get_practitioner
from earlyhelp.signpost.actions.drafts import discard_referral_draft, save_referral_draft
from earlyhelp.signpost.actions.referrals import send_referral
from earlyhelp.signpost.choices.referrals import Side
from earlyhelp.signpost.forms.referrals import ReferForm, TransferForm
from earlyhelp.signpost.models import Referral, ReferralDraft, Service
from earlyhelp.signpost.queries.choosing import Choice, items_for, list_needed_items, list_receiving_services
from earlyhelp.signpost.queries.loop import find_draft, list_drafts
from earlyhelp.signpost.queries.referrals import get_referral, parties_of
from earlyhelp.signpost.rules import referrals as rules
from earlyhelp.signpost.views import showing
from earlyhelp.signpost.views.choosing import cannot_refer, choice_of, receiving_service


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def refer(request: Request, reference: str, position: int, service_id: UUID) -> HttpResponseBase:
    """Ask on what ground, show exactly what will be sent, and send it. Whatever is typed is kept as a draft."""
    try:
        choice = choice_of(request, reference, position)
        service = receiving_service(request, choice, service_id)
    except RuleError as refusal:
        return cannot_refer(request, refusal, reference)
    draft = find_draft(by=request.actor, choice=choice, service_id=service.pk)
    if request.method != "POST":
        return _refer_page(request, _form(choice, draft), choice, service, draft)
    # What stands beside the answers is not one: the same page sent twice keeps one draft.
    typed = {name: request.POST.getlist(name) for name, _value in answers_of(request)}
    draft = save_referral_draft(
        by=request.actor, choice=choice, service_id=service.pk, typed=typed, at=request.at
    )
    form = ReferForm(request.POST, today=choice.on)
    switched = language_switch_requested(request)
    step = "change" if switched and request.POST.get("page") != "check" else request.POST.get("step", "")
    if step == "save" and not switched:
        messages.success(request, _("It is saved. You find it under your referrals, until it is sent."))
        return redirect("signpost:referral_drafts")
    if step == "change" or not form.is_valid():
        if switched or step == "change":
            form.hide_errors()
        return _refer_page(request, form, choice, service, draft)
    if step == "send" and not switched:
        return _send(request, form, choice, service, draft)
    return _check_page(request, form, choice, service)


def _form(choice: Choice, draft: ReferralDraft | None) -> ReferForm:
    """The form as it was left, or with what the report already says."""
    if draft is None:
        return ReferForm(today=choice.on, initial=_known(choice))
    typed = QueryDict(mutable=True)
    for name, values in draft.typed.items():
        typed.setlist(name, values)
    form = ReferForm(typed, today=choice.on)
    form.hide_errors()
    return form


def _known(choice: Choice) -> dict[str, Any]:
    """What the report already says, for the practitioner to check with the person."""
    person, notification = choice.person, choice.notification
    where = ", ".join(part for part in (person.address, person.postcode) if part)
    return {
        "needs": notification.needs,
        "request": notification.own_words,
        "strengths": notification.strengths,
        "contact_way": choice.safe_way.way,
        "contact_note": choice.safe_way.note[:300],
        "telephone": person.telephone,
        "email": person.email,
        "address": where,
    }


def _refer_page(
    request: Request, form: ReferForm, choice: Choice, service: Service, draft: ReferralDraft | None
) -> HttpResponse:
    context = {
        "form": form,
        "choice": choice,
        "service": service,
        "draft": draft,
        "taken_over": draft.transferred_from if draft else None,
    }
    return render(request, "signpost/refer.html", context)


def _check_page(request: Request, form: ReferForm, choice: Choice, service: Service) -> HttpResponse:
    referrer = get_practitioner(by=request.actor)
    context = {
        "form": form,
        "choice": choice,
        "service": service,
        "typed": answers_of(request),
        "particulars": showing.particulars_rows(
            choice.particulars(form.request_made(), items=items_for(by=request.actor, service=service))
        ),
        "goals": form.request_made().goals,
        "needed": list_needed_items(by=request.actor, service=service),
        "referrer": showing.referrer_rows(
            name=referrer.full_name,
            agency=referrer.agency.name,
            team=referrer.team.name,
            telephone=referrer.team.telephone,
        ),
        "ground": showing.ground_rows(form.ground()),
    }
    return render(request, "signpost/refer_check.html", context)


def _send(
    request: Request, form: ReferForm, choice: Choice, service: Service, draft: ReferralDraft
) -> HttpResponseBase:
    try:
        referral = send_referral(
            by=request.actor,
            referral_id=form.cleaned_data["referral_id"],
            reference=choice.notification.reference,
            position=choice.person.position,
            service_id=service.pk,
            ground=form.ground(),
            request=form.request_made(),
            takes_over=draft.transferred_from.reference if draft.transferred_from else "",
            at=request.at,
        )
    except RuleError as refusal:
        form.add_error(None, str(refusal))
        return _refer_page(request, form, choice, service, draft)
    messages.success(request, _("The referral was sent. You will hear when the service answers."))
    return redirect("signpost:referral", reference=referral.reference)


# --- drafts ---------------------------------------------------------------------------------------------


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def drafts(request: Request) -> HttpResponseBase:
    """Referrals that are not sent yet."""
    return render(request, "signpost/referral_drafts.html", {"unsent": list_drafts(by=request.actor)})


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
@require_POST
def discard(request: Request, draft_id: UUID) -> HttpResponseBase:
    """Throw a draft away."""
    discard_referral_draft(by=request.actor, draft_id=draft_id, at=request.at)
    messages.success(request, _("The draft is thrown away."))
    return redirect("signpost:referral_drafts")


# --- another service ------------------------------------------------------------------------------------


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def transfer(request: Request, reference: str) -> HttpResponseBase:
    """Choose another service to take a referral over. It goes through agreement and consent anew."""
    old = _sent_by_us(request, reference)
    if not rules.is_open(old.state):
        messages.info(request, _("This referral has moved on. This is where it stands now."))
        return redirect("signpost:referral", reference=old.reference)
    found = list_receiving_services(by=request.actor, needs=old.needs, besides=old.service_id, at=request.at)
    form = TransferForm(request.POST or None, services=found)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        position = old.reported.position
        try:
            choice = choice_of(request, old.notification.reference, position)
        except RuleError as refusal:
            return cannot_refer(request, refusal, old.notification.reference)
        service_id = UUID(form.cleaned_data["service"])
        save_referral_draft(
            by=request.actor,
            choice=choice,
            service_id=service_id,
            typed=_typed_before(old),
            takes_over=old,
            at=request.at,
        )
        return redirect("signpost:refer", choice.notification.reference, position, service_id)
    return render(request, "signpost/transfer.html", {"form": form, "referral": old, "services": found})


def _typed_before(old: Referral) -> dict[str, list[str]]:
    """What was asked of the first service. The agreement is asked for anew, so nothing of it is carried over."""
    one = {
        "referral_id": str(new_id()),
        "request": old.request,
        "strengths": old.strengths,
        "contact_way": old.safe_contact,
        "contact_note": old.safe_contact_note,
        "telephone": old.person_telephone,
        "email": old.person_email,
        "address": old.person_address,
    }
    goals = {f"goal_{goal.number}": [goal.words] for goal in old.goals.all()}
    return {name: [value] for name, value in one.items()} | goals | {"needs": list(old.needs)}


def _sent_by_us(request: Request, reference: str) -> Referral:
    try:
        old = get_referral(by=request.actor, reference=reference, at=request.at)
    except Referral.DoesNotExist:
        raise Http404 from None
    if rules.side_of(request.actor, parties_of(old, by=request.actor)) is not Side.SENDER:
        raise Http404
    return old
