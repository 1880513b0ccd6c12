"""Deciding that a record opens to named readers only, keeping workers from their own, keeping two people apart."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.kit.forms import Form
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import Role
from earlyhelp.understand import actions, queries
from earlyhelp.understand.choices import WhyOpened
from earlyhelp.understand.forms.protection import ApartForm, EndProtectionForm, OwnRecordForm, RestrictForm
from earlyhelp.understand.models import KeptApart, OwnRecord, Person, Restriction
from earlyhelp.understand.queries import protection as protecting
from earlyhelp.understand.rules.protection import NotProtected
from earlyhelp.understand.views.entries import answered, attempt, day_of_request, person_or_404


@allow(Role.COORDINATOR, purpose=Purpose.SAFEGUARDING)
def restrict(request: Request, reference: str) -> HttpResponseBase:
    """Let a record open to named readers only."""
    person = _opened(request, reference)
    form = RestrictForm(request.POST or None, readers=protecting.list_possible_readers(request.actor))
    return _ask(
        request,
        person,
        form,
        lambda: actions.restrict_person(
            by=request.actor,
            person_id=person.pk,
            why=form.cleaned_data["why"],
            words=form.cleaned_data["words"],
            readers=[UUID(key) for key in form.cleaned_data["readers"]],
            review_on=form.cleaned_data["review_on"],
            at=request.at,
        ),
        title=_("Let named readers only open this record"),
        send=_("Restrict the record"),
        done=_("The record opens to its named readers only."),
    )


@allow(Role.COORDINATOR, purpose=Purpose.SAFEGUARDING)
def keep_apart(request: Request, reference: str) -> HttpResponseBase:
    """Let two people never share a view."""
    person = _opened(request, reference)
    form = ApartForm(request.POST or None)
    return _ask(
        request,
        person,
        form,
        lambda: actions.keep_apart(
            by=request.actor,
            person_id=person.pk,
            other_id=_other(request, form.cleaned_data["other"]).pk,
            why=form.cleaned_data["why"],
            review_on=form.cleaned_data["review_on"],
            at=request.at,
        ),
        title=_("Keep two people apart"),
        send=_("Keep them apart"),
        done=_("The two are kept apart. Neither stands on a page or a paper for the other."),
    )


@allow(Role.COORDINATOR, purpose=Purpose.SAFEGUARDING)
def keep_from_worker(request: Request, reference: str) -> HttpResponseBase:
    """Keep a worker from their own record, or from one close to them."""
    person = _opened(request, reference)
    form = OwnRecordForm(request.POST or None, workers=protecting.list_workers(request.actor))
    return _ask(
        request,
        person,
        form,
        lambda: actions.keep_from_worker(
            by=request.actor,
            person_id=person.pk,
            practitioner_id=UUID(form.cleaned_data["worker"]),
            at=request.at,
        ),
        title=_("Keep a colleague from this record"),
        send=_("Keep them from it"),
        done=_("The record and its household no longer open to the colleague."),
    )


@allow(Role.COORDINATOR, purpose=Purpose.SAFEGUARDING)
def end_restriction(request: Request, restriction_id: UUID) -> HttpResponseBase:
    """Let a record open as any other again."""
    try:
        found = protecting.get_restriction(request.actor, restriction_id)
    except Restriction.DoesNotExist as missing:
        raise Http404 from missing
    person = _opened(request, found.person.reference)
    form = EndProtectionForm(request.POST or None)
    return _ask(
        request,
        person,
        form,
        lambda: actions.end_restriction(
            by=request.actor,
            restriction_id=found.pk,
            because=form.cleaned_data["because"],
            at=request.at,
        ),
        title=_("Let this record open as any other"),
        send=_("End the restriction"),
        done=_("The record opens as any other."),
    )


@allow(Role.COORDINATOR, purpose=Purpose.SAFEGUARDING)
def end_keeping_apart(request: Request, pair_id: UUID) -> HttpResponseBase:
    """Let two people stand on one page again."""
    try:
        found = protecting.get_pair(request.actor, pair_id)
    except KeptApart.DoesNotExist as missing:
        raise Http404 from missing
    person = _opened(request, found.person.reference)
    form = EndProtectionForm(request.POST or None)
    return _ask(
        request,
        person,
        form,
        lambda: actions.end_keeping_apart(
            by=request.actor, pair_id=found.pk, because=form.cleaned_data["because"], at=request.at
        ),
        title=_("Keep two people apart no longer"),
        send=_("Keep them apart no longer"),
        done=_("The two may stand on one page again."),
    )


@require_POST
@allow(Role.COORDINATOR, purpose=Purpose.SAFEGUARDING)
def end_keeping_from_worker(request: Request, own_id: UUID) -> HttpResponseBase:
    """It was a mistake: the colleague is not close to this person."""
    try:
        row = actions.end_keeping_from_worker(by=request.actor, own_id=own_id, at=request.at)
    except OwnRecord.DoesNotExist as missing:
        raise Http404 from missing
    messages.success(request, _("The record is no longer kept from the colleague."))
    return redirect("desk:person_protection", row.person.reference)


@allow(Role.COORDINATOR, purpose=Purpose.OWN_WORK)
def to_review(request: Request) -> HttpResponseBase:
    """Restrictions and pairs to look at again by today. It names nobody."""
    found = protecting.list_protection_to_review(request.actor, until=day_of_request(request))
    rows = [{"row": one, "is_pair": isinstance(one, KeptApart)} for one in found]
    return render(request, "understand/protection_to_review.html", {"rows": rows})


def _opened(request: Request, reference: str) -> Person:
    person = person_or_404(request, reference)
    view = request.resolver_match.view_name if request.resolver_match else ""
    queries.record_opening(request.actor, person, page=view, because=WhyOpened.SAFEGUARDING, at=request.at)
    return person


def _other(request: Request, reference: str) -> Person:
    try:
        return queries.get_person(request.actor, reference, at=request.at)
    except (Person.DoesNotExist, NotAllowed) as missing:
        raise NotProtected(
            "other", _("Enter the reference of another person of your front door")
        ) from missing


def _ask(
    request: Request,
    person: Person,
    form: Form,
    act: Callable[[], Any],
    *,
    title: str | Promise,
    send: str | Promise,
    done: str | Promise,
) -> HttpResponseBase:
    """The page around one decision about a person, and what follows when it is made."""
    back = reverse("desk:person_protection", args=[person.reference])
    if answered(request, form) and attempt(form, act):
        messages.success(request, str(done))
        return redirect(back)
    context = {"form": form, "person": person, "title": title, "send_words": send, "back_url": back}
    return render(request, "understand/protect.html", context)
