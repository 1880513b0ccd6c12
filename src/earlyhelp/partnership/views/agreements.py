"""The pages of sharing agreements: those of the agency, one of them, drawing up, signing, reviewing, ending."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.kit.forms import Form, language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.partnership.actions import agreements as actions
from earlyhelp.partnership.choices.agreements import AgreementState, AgreementStep
from earlyhelp.partnership.forms.agreements import (
    AgreementForm,
    KeepForm,
    PaperForm,
    SignForm,
    WhyForm,
    initial_of,
)
from earlyhelp.partnership.models import Agency, Practitioner, SharingAgreement
from earlyhelp.partnership.queries import agreements as queries
from earlyhelp.partnership.rules.agreements import OFFICERS, can_step

Filled = TypeVar("Filled", bound=Form)
_COLOURS = {
    AgreementState.DRAFT: "grey",
    AgreementState.SIGNING: "yellow",
    AgreementState.LIVE: "green",
    AgreementState.REVIEW: "orange",
    AgreementState.ENDED: "red",
    AgreementState.EXPIRED: "red",
}


@require_GET
@allow(*OFFICERS, purpose=Purpose.RUNNING)
def agreements(request: Request) -> HttpResponseBase:
    """The agreements of the officer's agency: those that wait for its signature first."""
    found = list(queries.list_agreements(by=request.actor))
    to_sign = {one.pk for one in queries.list_to_sign(by=request.actor)}
    rows = [
        {
            "agreement": one,
            "colour": _COLOURS[AgreementState(one.state)],
            "to_sign": one.pk in to_sign,
            "unsigned": sum(signature.signed_at is None for signature in one.signatures.all()),
        }
        for one in sorted(found, key=lambda one: one.pk not in to_sign)
    ]
    return render(request, "partnership/agreements/list.html", {"rows": rows, "to_sign": len(to_sign)})


@require_GET
@allow(*OFFICERS, purpose=Purpose.RUNNING)
def agreement(request: Request, reference: str, version: int | None = None) -> HttpResponseBase:
    """One version: what it says, who signed, what was done with it, and what can be done now."""
    one = _get(request, reference, version)
    leads = one.lead_id in (None, request.actor.agency_id)
    signatures = list(one.signatures.select_related("party", "designated", "signed_by"))
    own = next((each for each in signatures if each.party_id == request.actor.agency_id), None)
    is_party = one.parties.filter(pk=request.actor.agency_key).exists()
    context = {
        "agreement": one,
        "colour": _COLOURS[AgreementState(one.state)],
        "purpose": Purpose(one.purpose).label,
        "rows": one.rows.all(),
        "signatures": signatures,
        "parties": one.parties.all(),
        "versions": queries.list_versions(by=request.actor, agreement=one),
        "events": one.events.select_related("made_by", "made_for"),
        "shared": queries.count_shared_under(by=request.actor, agreement=one, at=request.at),
        "may_sign": one.state == AgreementState.SIGNING and own is not None and own.signed_at is None,
        "may_paper": leads
        and one.state == AgreementState.SIGNING
        and queries.list_parties_without_accounts(by=request.actor, agreement=one),
        "may_leave": is_party and can_step(one.state, AgreementStep.LEAVE),
        "steps": _steps(one) if leads else [],
        "may_change": leads
        and one.state in (AgreementState.DRAFT, AgreementState.LIVE, AgreementState.REVIEW),
    }
    return render(request, "partnership/agreements/one.html", context)


@allow(*OFFICERS, purpose=Purpose.RUNNING)
def new_agreement(request: Request) -> HttpResponseBase:
    """Draw up an agreement."""
    form = _agreement_form(request, {})
    if made := _done(
        request,
        form,
        lambda filled: actions.draw_up_agreement(by=request.actor, content=filled.content, at=request.at),
    ):
        messages.success(request, _("The draft is kept. Send it out for signature when it is right."))
        return _to(made)
    return _form_page(request, form, gettext_lazy("Draw up an agreement"), gettext_lazy("Keep the draft"))


@allow(*OFFICERS, purpose=Purpose.RUNNING)
def change_agreement(request: Request, reference: str, version: int) -> HttpResponseBase:
    """Change a draft, or begin a new version of an agreement in force."""
    one = _get(request, reference, version)
    form = _agreement_form(request, initial_of(one))
    if made := _done(
        request,
        form,
        lambda filled: actions.change_agreement(
            by=request.actor, agreement_id=one.pk, content=filled.content, at=request.at
        ),
    ):
        messages.success(request, _("The draft is kept. Send it out for signature when it is right."))
        return _to(made)
    is_draft = one.state == AgreementState.DRAFT
    heading = gettext_lazy("Change the draft") if is_draft else gettext_lazy("Draw up a new version")
    return _form_page(request, form, heading, gettext_lazy("Keep the draft"), one)


@allow(*OFFICERS, purpose=Purpose.RUNNING)
def sign_agreement(request: Request, reference: str, version: int) -> HttpResponseBase:
    """Sign for one's own agency, and name its designated person."""
    one = _get(request, reference, version)
    colleagues = Practitioner.objects.filter(agency_id=request.actor.agency_key, is_active=True)
    initial = {"designated": str(request.actor.practitioner_key)}
    data = request.POST if request.method == "POST" else None
    form = SignForm(data, initial=initial, colleagues=colleagues)
    if made := _done(
        request,
        form,
        lambda filled: actions.sign_agreement(
            by=request.actor,
            agreement_id=one.pk,
            designated_id=UUID(filled.cleaned_data["designated"]),
            contact=filled.cleaned_data["contact"],
            at=request.at,
        ),
    ):
        live = made.state == AgreementState.LIVE
        messages.success(
            request,
            _("Signed. Every party has signed, so the agreement is in force.")
            if live
            else _("Signed. It comes into force when every party has signed."),
        )
        return _to(made)
    return _form_page(request, form, gettext_lazy("Sign for your agency"), gettext_lazy("Sign"), one)


@allow(*OFFICERS, purpose=Purpose.RUNNING)
def paper_signature(request: Request, reference: str, version: int) -> HttpResponseBase:
    """Write down a signature on paper of a partner where nobody has an account."""
    one = _get(request, reference, version)
    agencies = queries.list_parties_without_accounts(by=request.actor, agreement=one)
    form = PaperForm(request.POST if request.method == "POST" else None, agencies=agencies)
    if made := _done(
        request,
        form,
        lambda filled: actions.record_paper_signature(
            by=request.actor,
            agreement_id=one.pk,
            party_id=UUID(filled.cleaned_data["party"]),
            paper_name=filled.cleaned_data["paper_name"],
            contact=filled.cleaned_data["contact"],
            at=request.at,
        ),
    ):
        messages.success(request, _("The signature on paper is written down."))
        return _to(made)
    heading = gettext_lazy("Write down a signature on paper")
    return _form_page(request, form, heading, gettext_lazy("Write it down"), one)


@require_POST
@allow(*OFFICERS, purpose=Purpose.RUNNING)
def step_agreement(request: Request, reference: str, version: int, step: str) -> HttpResponseBase:
    """Send it out, take it back, or begin its review: steps that need no more words."""
    one = _get(request, reference, version)
    plain: dict[str, Callable[..., SharingAgreement]] = {
        AgreementStep.SEND: actions.send_for_signature,
        AgreementStep.TAKE_BACK: actions.take_back,
        AgreementStep.REVIEW: actions.begin_review,
    }
    if step not in plain:
        raise Http404
    try:
        plain[step](by=request.actor, agreement_id=one.pk, at=request.at)
    except NotAllowed:
        raise
    except RuleError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Done. What was done is written below."))
    return _to(one)


@allow(*OFFICERS, purpose=Purpose.RUNNING)
def keep_agreement(request: Request, reference: str, version: int) -> HttpResponseBase:
    """After a review, keep it until the next one."""
    one = _get(request, reference, version)
    form = KeepForm(request.POST if request.method == "POST" else None)
    if made := _done(
        request,
        form,
        lambda filled: actions.keep_agreement(
            by=request.actor, agreement_id=one.pk, at=request.at, **filled.cleaned_data
        ),
    ):
        messages.success(request, _("It is kept until the next review."))
        return _to(made)
    return _form_page(request, form, gettext_lazy("Keep it as it is"), gettext_lazy("Keep it"), one)


@allow(*OFFICERS, purpose=Purpose.RUNNING)
def end_agreement(request: Request, reference: str, version: int, how: str) -> HttpResponseBase:
    """End it for everybody, or leave it with one's own agency; what stops is said first."""
    one = _get(request, reference, version)
    ends = how == "end"
    act = actions.end_agreement if ends else actions.leave_agreement
    form = WhyForm(request.POST if request.method == "POST" else None)
    if made := _done(
        request,
        form,
        lambda filled: act(
            by=request.actor, agreement_id=one.pk, at=request.at, why=filled.cleaned_data["why"]
        ),
    ):
        messages.success(
            request, _("The agreement is ended.") if ends else _("Your agency has left the agreement.")
        )
        return _to(made)
    heading = (
        gettext_lazy("End the agreement for every party") if ends else gettext_lazy("Leave the agreement")
    )
    send = gettext_lazy("End it") if ends else gettext_lazy("Leave it")
    shared = queries.count_shared_under(by=request.actor, agreement=one, at=request.at)
    return _form_page(request, form, heading, send, one, stops=shared)


def _get(request: Request, reference: str, version: int | None) -> SharingAgreement:
    try:
        return queries.get_agreement(by=request.actor, reference=reference, version=version)
    except SharingAgreement.DoesNotExist:
        raise Http404 from None


def _agreement_form(request: Request, initial: dict[str, Any]) -> AgreementForm:
    return AgreementForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        agencies=Agency.objects.filter(closed_on=None),
        own=request.actor.agency_key,
    )


def _done(
    request: Request, form: Filled, act: Callable[[Filled], SharingAgreement]
) -> SharingAgreement | None:
    """Act on a form that was sent and is right. None when the page is to be shown, first or with what is wrong."""
    if language_switch_requested(request):
        form.hide_errors()
        return None
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return act(form)
    except NotAllowed:
        raise
    except RuleError as refusal:
        form.add_error(None, str(refusal))
        return None


def _form_page(
    request: Request,
    form: Form,
    heading: str | Promise,
    send: str | Promise,
    one: SharingAgreement | None = None,
    **more: Any,
) -> HttpResponseBase:
    context = {"form": form, "heading": heading, "send": send, "agreement": one, **more}
    status = HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    return render(request, "partnership/agreements/form.html", context, status=status)


def _to(one: SharingAgreement) -> HttpResponseBase:
    return redirect("partnership:agreement_version", reference=one.reference, version=one.version)


def _steps(one: SharingAgreement) -> list[AgreementStep]:
    plain = (AgreementStep.SEND, AgreementStep.TAKE_BACK, AgreementStep.REVIEW)
    return [step for step in (*plain, AgreementStep.KEEP, AgreementStep.END) if can_step(one.state, step)]
