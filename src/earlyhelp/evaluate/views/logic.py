"""What figures are set against: logic models in versions, and the register of benefits."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from earlyhelp.evaluate import actions, queries
from earlyhelp.evaluate.choices import ForWhom, Realised, Term
from earlyhelp.evaluate.forms.logic import (
    BenefitForm,
    BenefitWordForm,
    IndicatorForm,
    LogicForm,
    OutcomeForm,
    initial_of,
)
from earlyhelp.evaluate.models import Benefit, LogicModel
from earlyhelp.evaluate.rules import logic as rules
from earlyhelp.evaluate.rules.catalogue import newest
from earlyhelp.evaluate.rules.places import WALES, Place, name_of, tiles
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import FieldError, RuleError
from earlyhelp.kit.forms import Form, language_switch_requested
from earlyhelp.kit.http import Request

_Next = Callable[[rules.Logic], rules.Logic]


@require_GET
@allow(*rules.READERS, purpose=Purpose.ASSURANCE)
def logic(request: Request) -> HttpResponseBase:
    """The agency's logic models, each in its newest version."""
    context = {"models": queries.list_logic_models(request.actor), "edits": _edits(request)}
    return render(request, "evaluate/logic/home.html", context)


@require_GET
@allow(*rules.READERS, purpose=Purpose.ASSURANCE)
def logic_model(request: Request, model_id: UUID) -> HttpResponseBase:
    """One version of a logic model: what is done, outcomes, indicators, and what the figures say now."""
    model = _model(request, model_id)
    versions = queries.list_versions(request.actor, model)
    context = {
        "model": model,
        "outcomes": queries.list_outcomes(request.actor, model),
        "versions": versions,
        "newest": versions[0],
        "edits": _edits(request) and versions[0] == model,
    }
    return render(request, "evaluate/logic/model.html", context)


@allow(*rules.EDITORS, purpose=Purpose.ASSURANCE)
def new_logic_model(request: Request) -> HttpResponseBase:
    """Begin a logic model."""
    form = LogicForm(_posted(request))
    made: list[LogicModel] = []

    def keep() -> None:
        said = rules.Logic(**form.cleaned_data)
        made.append(actions.keep_logic_model(by=request.actor, logic=said, at=request.at))

    if _was_done(request, form, keep):
        return redirect("evaluate:logic_model", made[0].pk)
    return _asked(request, form, _("A new logic model"), "evaluate:logic")


@allow(*rules.EDITORS, purpose=Purpose.ASSURANCE)
def change_logic_model(request: Request, model_id: UUID) -> HttpResponseBase:
    """Change the name of a logic model, or what is done: the next version."""
    model = _model(request, model_id)
    initial = {name: getattr(model, name) for name in ("name_en", "name_cy", "done_en", "done_cy")}
    form = LogicForm(_posted(request), initial=initial)

    def change(said: rules.Logic) -> rules.Logic:
        return rules.Logic(**form.cleaned_data, changes=said.changes)

    return _next(request, model, form, change, _("Change what is done"))


@allow(*rules.EDITORS, purpose=Purpose.ASSURANCE)
def add_outcome(request: Request, model_id: UUID) -> HttpResponseBase:
    """Add an outcome: the next version."""
    model, form = _model(request, model_id), OutcomeForm(_posted(request))

    def change(said: rules.Logic) -> rules.Logic:
        told = dict(form.cleaned_data)
        return rules.with_change(said, rules.Change(told["name_en"], told["name_cy"], Term(told["term"])))

    return _next(request, model, form, change, _("A new outcome"))


@allow(*rules.EDITORS, purpose=Purpose.ASSURANCE)
def add_indicator(request: Request, model_id: UUID, position: int) -> HttpResponseBase:
    """Add an indicator under an outcome: the next version."""
    model = _model(request, model_id)
    _aims(request, model, position)
    form = IndicatorForm(_posted(request), places=_places(), initial={"place": WALES})
    return _next(
        request, model, form, lambda said: rules.with_aim(said, position, form.aim()), _("A new indicator")
    )


@allow(*rules.EDITORS, purpose=Purpose.ASSURANCE)
def change_indicator(request: Request, model_id: UUID, position: int, number: int) -> HttpResponseBase:
    """Change an indicator: the next version."""
    model = _model(request, model_id)
    aims = _aims(request, model, position)
    if number >= len(aims):
        raise Http404
    form = IndicatorForm(_posted(request), places=_places(), initial=initial_of(aims[number]))
    return _next(
        request,
        model,
        form,
        lambda said: rules.with_aim(said, position, form.aim(), number),
        _("Change an indicator"),
    )


@allow(*rules.EDITORS, purpose=Purpose.ASSURANCE)
def remove_outcome(request: Request, model_id: UUID, position: int) -> HttpResponseBase:
    """Leave an outcome out of the next version."""
    model = _model(request, model_id)
    _aims(request, model, position)
    title = _("Leave this outcome out of the next version?")
    return _next(
        request, model, Form(_posted(request)), lambda said: rules.without_change(said, position), title
    )


@allow(*rules.EDITORS, purpose=Purpose.ASSURANCE)
def remove_indicator(request: Request, model_id: UUID, position: int, number: int) -> HttpResponseBase:
    """Leave an indicator out of the next version."""
    model = _model(request, model_id)
    if number >= len(_aims(request, model, position)):
        raise Http404
    title = _("Leave this indicator out of the next version?")
    return _next(
        request, model, Form(_posted(request)), lambda said: rules.without_aim(said, position, number), title
    )


@require_GET
@allow(*rules.READERS, purpose=Purpose.ASSURANCE)
def benefits(request: Request) -> HttpResponseBase:
    """The register of benefits, each with what was said of it last."""
    context = {
        "benefits": queries.list_benefits(request.actor),
        "edits": _edits(request),
        "titles": {code: one.title for code, one in newest().items()},
    }
    return render(request, "evaluate/logic/benefits.html", context)


@allow(*rules.EDITORS, purpose=Purpose.ASSURANCE)
def new_benefit(request: Request) -> HttpResponseBase:
    """Write a benefit down."""
    form = BenefitForm(_posted(request))

    def keep() -> None:
        said = dict(form.cleaned_data)
        hope = actions.Hope(**(said | {"for_whom": ForWhom(said["for_whom"])}))
        actions.register_benefit(by=request.actor, hope=hope, at=request.at)

    if _was_done(request, form, keep):
        messages.success(request, _("It is recorded."))
        return redirect("evaluate:benefits")
    return _asked(request, form, _("A new benefit"), "evaluate:benefits")


@allow(*rules.EDITORS, purpose=Purpose.ASSURANCE)
def tell_benefit(request: Request, benefit_id: UUID) -> HttpResponseBase:
    """Say how far a benefit is there, and what shows it."""
    try:
        benefit = queries.get_benefit(request.actor, benefit_id)
    except Benefit.DoesNotExist:
        raise Http404 from None
    form = BenefitWordForm(_posted(request))

    def keep() -> None:
        said = form.cleaned_data
        actions.tell_benefit(
            by=request.actor,
            benefit_id=benefit.pk,
            realised=Realised(said["realised"]),
            evidence=said["evidence"],
            at=request.at,
        )

    if _was_done(request, form, keep):
        messages.success(request, _("It is recorded."))
        return redirect("evaluate:benefits")
    return _asked(request, form, benefit.name, "evaluate:benefits")


def _next(request: Request, model: LogicModel, form: Form, change: _Next, title: str) -> HttpResponseBase:
    """Make the next version of a logic model out of this one, which has to be the newest."""
    made: list[LogicModel] = []

    def keep() -> None:
        said = change(queries.said_of(request.actor, model))
        kept = actions.keep_logic_model(
            by=request.actor, logic=said, key=model.key, seen=model.version, at=request.at
        )
        made.append(kept)

    if _was_done(request, form, keep):
        messages.success(request, _("This is the next version. The one before it can still be read."))
        return redirect("evaluate:logic_model", made[0].pk)
    return _asked(request, form, title, "evaluate:logic", model)


def _asked(
    request: Request, form: Form, title: str, back: str, model: LogicModel | None = None
) -> HttpResponseBase:
    wrong = request.method == "POST" and bool(form.errors)
    context: dict[str, Any] = {"form": form, "title": title, "back_to": back, "model": model}
    status = HTTPStatus.BAD_REQUEST if wrong else HTTPStatus.OK
    return render(request, "evaluate/logic/ask.html", context, status=status)


def _posted(request: Request) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _was_done(request: Request, form: Form, act: Callable[[], None]) -> bool:
    """Do what was sent, or say in the form why not. A press on the language switch keeps what was typed."""
    if language_switch_requested(request):
        form.hide_errors()
        return False
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act()
    except FieldError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    except RuleError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _model(request: Request, model_id: UUID) -> LogicModel:
    try:
        return queries.get_logic_model(request.actor, model_id)
    except LogicModel.DoesNotExist:
        raise Http404 from None


def _aims(request: Request, model: LogicModel, position: int) -> tuple[rules.Aim, ...]:
    changes = queries.said_of(request.actor, model).changes
    if position >= len(changes):
        raise Http404
    return changes[position].aims


def _edits(request: Request) -> bool:
    return request.actor.role in rules.EDITORS


def _places() -> list[tuple[str, str]]:
    return [(WALES, name_of(Place())), *((code, tile.name) for code, tile in tiles().items())]
