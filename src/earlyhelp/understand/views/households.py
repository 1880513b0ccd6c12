"""Writing down who lives with whom, where, and who must not learn it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES
from earlyhelp.understand import actions, queries
from earlyhelp.understand.forms import families as forms
from earlyhelp.understand.models import HouseholdAddress, HouseholdMember
from earlyhelp.understand.views.entries import answered, attempt, day_of_request
from earlyhelp.understand.views.families import (
    FAMILY,
    attempt_or_404,
    choices_of,
    open_family,
    show_form,
)


def _lives(form: Any) -> actions.Lives:
    said = form.cleaned_data
    return actions.Lives(said["address"], said["postcode"], form.source(), form.span())


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def add_household(request: Request, reference: str) -> HttpResponseBase:
    """Record that people live together."""
    person, known = open_family(request, reference)
    form = forms.HouseholdForm(
        request.POST or None,
        today=day_of_request(request),
        people=choices_of(known),
        initial={"members": [str(person.pk)]},
    )

    def act() -> None:
        members = [UUID(key) for key in form.cleaned_data["members"]]
        actions.make_household(by=request.actor, lives=_lives(form), member_ids=members, at=request.at)

    if answered(request, form) and attempt(form, act):
        messages.success(request, _("The household is recorded."))
        return redirect(FAMILY, person.reference)
    return show_form(request, form, person, known, _("Record who lives together"))


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def add_member(request: Request, reference: str, key: UUID) -> HttpResponseBase:
    """Record that somebody lives, or lived, in a household."""
    person, known = open_family(request, reference)
    form = forms.MemberForm(request.POST or None, today=day_of_request(request), people=choices_of(known))

    def act() -> None:
        actions.add_member(
            by=request.actor,
            household_id=key,
            person_id=UUID(form.cleaned_data["person"]),
            span=form.span(),
            source=form.source(),
            at=request.at,
        )

    if answered(request, form) and attempt_or_404(form, act):
        messages.success(request, _("It is recorded who lives there."))
        return redirect(FAMILY, person.reference)
    return show_form(request, form, person, known, _("Add somebody to this household"))


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def change_member(request: Request, reference: str, key: UUID, how: str) -> HttpResponseBase:
    """End a membership, put its dates right, or undo it. `how` is a word of the address."""
    person, known = open_family(request, reference)
    row = _member(request, key)
    today = day_of_request(request)
    by, at = request.actor, request.at
    form: Any
    if how == "end":
        form = forms.EndForm(request.POST or None, today=today)
    elif how == "correct":
        initial = forms.initial_of_spell(row)
        form = forms.CorrectMemberForm(request.POST or None, today=today, initial=initial)
    else:
        form = forms.UndoForm(request.POST or None)

    def act() -> None:
        because = form.cleaned_data["because"]
        if how == "undo":
            actions.undo_membership(by=by, member_id=key, because=because, at=at)
            return
        change = actions.end_membership if how == "end" else actions.correct_membership
        change(by=by, member_id=key, span=form.span(), source=form.source(), because=because, at=at)

    if answered(request, form) and attempt_or_404(form, act):
        messages.success(request, _("It is recorded. What stood there before stays in the history."))
        return redirect(FAMILY, person.reference)
    titles = {
        "end": _("Record that somebody has moved out"),
        "correct": _("Put right when somebody lived there"),
        "undo": _("Undo that somebody lived there"),
    }
    member = known.get(row.person_id)
    return show_form(request, form, person, known, titles[how], about=member.name if member else "")


def _member(request: Request, key: UUID) -> HouseholdMember:
    try:
        return queries.get_member(request.actor, key)
    except HouseholdMember.DoesNotExist as missing:
        raise Http404 from missing


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def change_address(request: Request, reference: str, key: UUID, how: str) -> HttpResponseBase:
    """Put an address right, or record a move."""
    person, known = open_family(request, reference)
    try:
        row = queries.get_address(request.actor, key)
    except HouseholdAddress.DoesNotExist as missing:
        raise Http404 from missing
    initial = forms.initial_of_spell(row) | {"address": row.address, "postcode": row.postcode}
    form = forms.AddressForm(
        request.POST or None, today=day_of_request(request), initial=initial if how == "correct" else None
    )

    def act() -> None:
        change = actions.correct_address if how == "correct" else actions.move_household
        because = form.cleaned_data["because"]
        change(by=request.actor, address_id=key, lives=_lives(form), because=because, at=request.at)

    if answered(request, form) and attempt_or_404(form, act):
        messages.success(request, _("It is recorded. What stood there before stays in the history."))
        return redirect(FAMILY, person.reference)
    title = _("Put this address right") if how == "correct" else _("Record that they have moved")
    return show_form(request, form, person, known, title)


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def hide_address(request: Request, reference: str, key: UUID) -> HttpResponseBase:
    """Record that somebody must not learn an address."""
    person, known = open_family(request, reference)
    form = forms.HideForm(request.POST or None, today=day_of_request(request), people=choices_of(known))

    def act() -> None:
        hidden_from = UUID(form.cleaned_data["person"])
        actions.hide_address(
            by=request.actor, household_id=key, person_id=hidden_from, source=form.source(), at=request.at
        )

    if answered(request, form) and attempt_or_404(form, act):
        messages.success(
            request, _("The address is kept from them, and left out of everything that is printed.")
        )
        return redirect(FAMILY, person.reference)
    return show_form(request, form, person, known, _("Keep this address from somebody"))


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def show_address(request: Request, reference: str, key: UUID) -> HttpResponseBase:
    """Record that an address need not be hidden any more."""
    person, known = open_family(request, reference)
    form = forms.UndoForm(request.POST or None)

    def act() -> None:
        because = form.cleaned_data["because"]
        actions.show_address(by=request.actor, hidden_id=key, because=because, at=request.at)

    if answered(request, form) and attempt_or_404(form, act):
        messages.success(request, _("The address is not kept from them any more."))
        return redirect(FAMILY, person.reference)
    return show_form(request, form, person, known, _("Stop keeping this address from somebody"))
