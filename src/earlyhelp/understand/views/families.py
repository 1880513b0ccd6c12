"""Writing down a family: who belongs to it, what they are to each other, what ended, and what was wrong."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.kit.forms import Form
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES
from earlyhelp.understand import actions, queries, rules
from earlyhelp.understand.choices import WhyOpened
from earlyhelp.understand.facts import term_of
from earlyhelp.understand.forms import families as forms
from earlyhelp.understand.models import Person, Relationship
from earlyhelp.understand.views.entries import answered, attempt, day_of_request, person_or_404

FAMILY = "desk:person_family"


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def add_relative(request: Request, reference: str) -> HttpResponseBase:
    """Record what somebody is to this person: somebody known, or somebody new."""
    person, known = open_family(request, reference)
    form = forms.RelationshipForm(
        request.POST or None, today=day_of_request(request), others=_choices(known, but=person)
    )

    def act() -> None:
        said = form.cleaned_data
        is_new = said["who"] == forms.NEW
        other = None if is_new else _other(request, form)
        actions.add_relative(
            by=request.actor,
            person_id=person.pk,
            term=said["term"],
            other_id=other,
            said=form.particulars() if is_new else None,
            **_said_of_tie(form),
            at=request.at,
        )

    if answered(request, form) and attempt(form, act):
        messages.success(request, _("The relationship is recorded."))
        return redirect(FAMILY, person.reference)
    return show_form(request, form, person, known, _("Add somebody to this family"))


def _other(request: Request, form: forms.RelationshipForm) -> UUID:
    """The key of the other person. Raises Unsaid when the reference is nobody's."""
    if form.cleaned_data["who"] == forms.KNOWN:
        return UUID(form.cleaned_data["other"])
    try:
        return queries.get_person(request.actor, form.cleaned_data["reference"], at=request.at).pk
    except Person.DoesNotExist as missing:
        raise rules.Unsaid(
            "reference", _("Enter the reference of a person who is recorded here")
        ) from missing


def _said_of_tie(form: Any) -> dict[str, Any]:
    said = form.cleaned_data
    return {
        "source": form.source(),
        "span": form.span(),
        "responsibility": said["responsibility"],
        "is_main_carer": said["is_main_carer"],
        "is_informal_carer": said["is_informal_carer"],
    }


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def correct_relationship(request: Request, reference: str, key: UUID) -> HttpResponseBase:
    """Put a relationship right. What stood there before stays."""
    person, known = open_family(request, reference)
    row, first = _relationship(request, person, key)
    other_id = row.person_id if first else row.other_id
    form = forms.CorrectTieForm(
        request.POST or None,
        today=day_of_request(request),
        initial=forms.initial_of_tie(row, first=first),
    )

    def act() -> None:
        tie = rules.Tie(other_id, form.cleaned_data["term"], person.pk, **_said_of_tie(form))
        because = form.cleaned_data["because"]
        actions.correct_relationship(
            by=request.actor, relationship_id=row.pk, tie=tie, because=because, at=request.at
        )

    if answered(request, form) and attempt(form, act):
        messages.success(request, _("It is put right. What stood there before stays in the history."))
        return redirect(FAMILY, person.reference)
    return show_form(
        request, form, person, known, _("Put this relationship right"), about=_tie_words(row, first, known)
    )


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def end_relationship(request: Request, reference: str, key: UUID) -> HttpResponseBase:
    """Record that a relationship has ended."""
    person, known = open_family(request, reference)
    row, first = _relationship(request, person, key)
    form = forms.EndForm(request.POST or None, today=day_of_request(request))

    def act() -> None:
        actions.end_relationship(
            by=request.actor,
            relationship_id=row.pk,
            span=form.span(),
            source=form.source(),
            because=form.cleaned_data["because"],
            at=request.at,
        )

    if answered(request, form) and attempt(form, act):
        messages.success(request, _("The end is recorded. You can undo this."))
        return redirect(FAMILY, person.reference)
    return show_form(
        request, form, person, known, _("Record that it has ended"), about=_tie_words(row, first, known)
    )


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def undo_relationship(request: Request, reference: str, key: UUID) -> HttpResponseBase:
    """Take back the last thing that was said of a relationship."""
    person, known = open_family(request, reference)
    row, first = _relationship(request, person, key)
    form = forms.UndoForm(request.POST or None)

    def act() -> None:
        because = form.cleaned_data["because"]
        actions.undo_relationship(by=request.actor, relationship_id=row.pk, because=because, at=request.at)

    if answered(request, form) and attempt(form, act):
        messages.success(request, _("It is undone. It stays in the record."))
        return redirect(FAMILY, person.reference)
    history = queries.list_history(request.actor, row)
    return show_form(
        request,
        form,
        person,
        known,
        _("Undo this relationship"),
        about=_tie_words(row, first, known),
        history=history,
    )


@require_POST
@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def confirm_relation(request: Request, reference: str, key: UUID) -> HttpResponseBase:
    """Record a relationship as an officer reported it."""
    return _answer_suggestion(
        request,
        reference,
        lambda: actions.confirm_relation(by=request.actor, relation_id=key, at=request.at),
        _("The relationship is recorded."),
    )


@require_POST
@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def pass_over_relation(request: Request, reference: str, key: UUID) -> HttpResponseBase:
    """Remember that a relationship in a report does not hold."""
    return _answer_suggestion(
        request,
        reference,
        lambda: actions.pass_over_relation(by=request.actor, relation_id=key, at=request.at),
        _("Remembered. You will not be asked again."),
    )


def _answer_suggestion(
    request: Request, reference: str, act: Callable[[], Any], done: str
) -> HttpResponseBase:
    person = person_or_404(request, reference)
    try:
        act()
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except NotAllowed:  # pragma: no cover: the page's own roles asked the same
        raise
    except RuleError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect(FAMILY, person.reference)


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def record_birth(request: Request, reference: str) -> HttpResponseBase:
    """A child was born, and stays the same person."""
    person, known = open_family(request, reference)
    expected = known[person.pk].said if person.pk in known else ()
    family_name = next((said.family_name for said in expected if said.family_name), "")
    form = forms.BirthForm(
        request.POST or None, today=day_of_request(request), initial={"family_name": family_name}
    )

    def act() -> None:
        said = form.cleaned_data
        actions.record_birth(
            by=request.actor,
            person_id=person.pk,
            born_on=said["born_on"],
            given_name=said["given_name"],
            family_name=said["family_name"],
            sex=said["sex"] or "not_known",
            source=form.source(),
            at=request.at,
        )

    if answered(request, form) and attempt(form, act):
        messages.success(
            request,
            _("The birth is recorded. The child keeps their reference and everything recorded so far."),
        )
        return redirect(FAMILY, person.reference)
    return show_form(request, form, person, known, _("Record the birth"))


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def describe(request: Request, reference: str) -> HttpResponseBase:
    """Record what somebody told of who this person is."""
    person, known = open_family(request, reference)
    form = forms.StatementForm(request.POST or None, today=day_of_request(request))

    def act() -> None:
        actions.describe_person(
            by=request.actor,
            person_id=person.pk,
            said=[form.particulars(), *filter(None, [form.care_said()])],
            at=request.at,
        )

    if answered(request, form) and attempt(form, act):
        messages.success(request, _("It is recorded. What other sources say stays beside it."))
        return redirect("desk:person", person.reference)
    return show_form(request, form, person, known, _("Record who this person is"), back="desk:person")


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def withdraw_statement(request: Request, reference: str, key: UUID) -> HttpResponseBase:
    """Take back what was recorded of a person in error."""
    person, known = open_family(request, reference)
    form = forms.UndoForm(request.POST or None)

    def act() -> None:
        because = form.cleaned_data["because"]
        actions.withdraw_statement(by=request.actor, statement_id=key, because=because, at=request.at)

    if answered(request, form) and attempt_or_404(form, act):
        messages.success(request, _("It is undone. It stays in the record."))
        return redirect("desk:person", person.reference)
    return show_form(request, form, person, known, _("Take back what was recorded"), back="desk:person")


def open_family(request: Request, reference: str) -> tuple[Person, dict[UUID, queries.Known]]:
    """A person and their family, for a page that changes it: audited as an opening. Raises Http404, NotAllowed."""
    person = person_or_404(request, reference)
    view = request.resolver_match.view_name if request.resolver_match else ""
    because = WhyOpened.PUTTING_RIGHT
    queries.record_opening(request.actor, person, page=view, because=because, at=request.at)
    return person, queries.get_family(request.actor, person, at=request.at).people


def attempt_or_404(form: Form, act: Callable[[], Any]) -> bool:
    """As `attempt`; a row that is not there is no page."""
    try:
        return attempt(form, act)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def show_form(
    request: Request,
    form: Form,
    person: Person,
    known: dict[UUID, queries.Known],
    title: str,
    *,
    about: str = "",
    history: Any = (),
    back: str = FAMILY,
) -> HttpResponseBase:
    """The page around each of these forms."""
    context = {
        "form": form,
        "person": person,
        "name": known[person.pk].name if person.pk in known else "",
        "title": title,
        "about": about,
        "history": history,
        "back_url": reverse(back, args=[person.reference]),
    }
    return render(request, "understand/family_form.html", context)


def _choices(known: dict[UUID, queries.Known], *, but: Person | None = None) -> list[tuple[str, str]]:
    return [
        (str(one.person_id), f"{one.name or _('Name not known')} ({one.reference})")
        for one in known.values()
        if but is None or one.person_id != but.pk
    ]


choices_of = _choices


def _relationship(request: Request, person: Person, key: UUID) -> tuple[Relationship, bool]:
    """A row that counts, and whether the other one is its first person. Raises Http404."""
    try:
        row = queries.get_relationship(request.actor, key)
    except Relationship.DoesNotExist as missing:
        raise Http404 from missing
    keys = queries.people_of(request.actor, person.pk)
    if not {row.person_id, row.other_id} & keys:
        raise Http404
    return row, row.person_id not in keys


def _tie_words(row: Relationship, first: bool, known: dict[UUID, queries.Known]) -> str:  # noqa: FBT001
    other = known.get(row.person_id if first else row.other_id)
    term = term_of(row.kind, first=first, is_over=row.is_over).label
    return f"{other.name or other.reference if other else ''}: {term}".removeprefix(": ")
