"""Groups of training: made, asked, and what came of them, as a page and as a file."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext, override

from earlyhelp.develop.actions.evaluation import make_group
from earlyhelp.develop.choices.evaluation import Wave
from earlyhelp.develop.forms.evaluation import GroupForm
from earlyhelp.develop.models import EvaluatedGroup
from earlyhelp.develop.queries import evaluation as queries
from earlyhelp.develop.queries.evaluation import Asking
from earlyhelp.develop.queries.instruments import get_instrument, list_instruments
from earlyhelp.develop.rules.change_chart import draw_changes
from earlyhelp.develop.rules.pairs import Step
from earlyhelp.develop.rules.rounds import ORGANISERS
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.effects import Effect
from earlyhelp.kit.errors import FieldError, RuleError
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.kit.spreadsheets import csv_of


def in_welsh() -> bool:
    """Whether the page is in Welsh."""
    return (get_language() or "en").startswith("cy")


@allow(*ORGANISERS, purpose=Purpose.ASSURANCE)
def groups(request: Request) -> HttpResponseBase:
    """The groups of the agency, the latest first."""
    found = queries.list_groups(request.actor)
    return render(request, "develop/evaluation/groups.html", {"groups": found})


@allow(*ORGANISERS, purpose=Purpose.ASSURANCE)
def new_group(request: Request) -> HttpResponseBase:
    """Make a group that is asked before and after its training."""
    by = request.actor
    usable = list_instruments(by)
    form = GroupForm(
        request.POST if request.method == "POST" else None,
        teams=[(str(one.pk), one.name) for one in queries.list_teams(by)],
        instruments=[
            (
                f"{one.instrument.code}:{one.instrument.version}",
                one.instrument.title_cy if in_welsh() else one.instrument.title_en,
            )
            for one in usable
        ],
        initial={"instrument": f"{usable[0].instrument.code}:{usable[0].instrument.version}"},
    )
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        try:
            made = _make(request, form.cleaned_data)
        except FieldError as wrong:
            form.add_error(wrong.field, str(wrong))
        except RuleError as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("develop:group", group_id=made.pk)
    status = HTTPStatus.BAD_REQUEST if request.method == "POST" and form.errors else HTTPStatus.OK
    context = {"form": form, "usable": usable, "in_welsh": in_welsh()}
    return render(request, "develop/evaluation/new_group.html", context, status=status)


def _make(request: Request, said: dict[str, Any]) -> EvaluatedGroup:
    code, _colon, version = said["instrument"].partition(":")
    return make_group(
        by=request.actor,
        name=said["name"],
        course_code=said["course_code"],
        trained_on=said["trained_on"],
        people=said["people"],
        teams=[UUID(team) for team in said["teams"]],
        instrument=code,
        version=int(version),
        at=request.at,
    )


@allow(*ORGANISERS, purpose=Purpose.ASSURANCE)
def group(request: Request, group_id: UUID) -> HttpResponseBase:
    """One group: when it is asked, the private address of each asking, and words to send to everybody."""
    found = _group_or_404(request, group_id)
    askings = queries.list_askings(request.actor, found, at=request.at)
    named = {one.pk: one.name for one in queries.list_teams(request.actor)}
    instrument = get_instrument(request.actor, found.instrument, found.version)
    context = {
        "group": found,
        "askings": [(one, _texts(one)) for one in askings],
        "teams": [named[team] for team in found.teams if team in named],
        "instrument": instrument.title_cy if in_welsh() else instrument.title_en,
        "is_any_over": sum(one.state == "over" for one in askings) > 1,
    }
    return render(request, "develop/evaluation/group.html", context)


def _texts(asking: Asking) -> list[tuple[str, str]]:
    """Words for everybody of the group, in both languages, with the address. Nobody knows who has answered."""
    if asking.state != "open":
        return []
    texts = []
    for language in ("cy", "en"):
        with override(language):
            words = gettext(
                "Please answer a few short questions about the training of your group. It takes three minutes. "
                "This goes to everybody, because nobody knows who has answered. Nobody sees what one person answered."
            )
        texts.append((language, f"{words}\n{asking.address}"))
    return texts


@allow(*ORGANISERS, purpose=Purpose.ASSURANCE)
def group_result(request: Request, group_id: UUID) -> HttpResponseBase:
    """What matched answers of a group show, sub-scale by sub-scale."""
    found = _group_or_404(request, group_id)
    result = queries.get_result(request.actor, found, at=request.at)
    context = {
        "group": found,
        "result": result,
        "scales": [
            {
                "title": one.scale.title_cy if in_welsh() else one.scale.title_en,
                "lowest": one.lowest,
                "highest": one.highest,
                "steps": one.steps,
                "chart": draw_changes([(str(wave.label), _change(step)) for wave, step in one.steps])
                if any(step.paired for _wave, step in one.steps)
                else None,
            }
            for one in result.scales
        ],
        "has_follow_up": any(wave is not Wave.PRE for wave in result.over) and Wave.PRE in result.over,
        "is_swemwbs": result.instrument.conversion == "swemwbs",
    }
    return render(request, "develop/evaluation/result.html", context)


def _change(step: Step) -> Effect | None:
    return step.paired.change if step.paired else None


@allow(*ORGANISERS, purpose=Purpose.ASSURANCE)
def group_file(request: Request, group_id: UUID) -> HttpResponseBase:
    """The same as CSV: what the page does not show is not in it."""
    found = _group_or_404(request, group_id)
    result = queries.get_result(request.actor, found, at=request.at)
    header = ["instrument", "version", "scale", "title", "lowest", "highest", "asked_before", "step", "matched",
              "lost", "lost_percent", "mean_before", "mean_after", "change", "change_low", "change_high",
              "d_av", "d_av_low", "d_av_high", "d_z", "d_z_low", "d_z_high"]  # fmt: skip
    rows = [
        [
            found.instrument,
            found.version,
            one.scale.code,
            one.scale.title_cy if in_welsh() else one.scale.title_en,
            one.lowest,
            one.highest,
            step.asked,
            wave.value,
            *_row(step),
        ]
        for one in result.scales
        for wave, step in one.steps
    ]
    response = HttpResponse(csv_of(header, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="training-{found.trained_on}.csv"'
    return response


_FIGURES = 11


def _row(step: Step) -> list[object]:
    counts: list[object] = (
        ["fewer than ten", "", ""] if step.matched is None else [step.matched, step.lost, step.lost_share]
    )
    if step.paired is None:
        return [*counts, *(["left out"] * _FIGURES)]
    found: list[object] = [*counts, round(step.paired.before, 1), round(step.paired.after, 1)]
    for effect in (step.paired.change, step.paired.d_av, step.paired.d_z):
        found += (
            ["", "", ""]
            if effect is None
            else [round(n, 1) for n in (effect.estimate, effect.low, effect.high)]
        )
    return found


def _group_or_404(request: Request, group_id: UUID) -> EvaluatedGroup:
    try:
        return queries.get_group(request.actor, group_id)
    except EvaluatedGroup.DoesNotExist:
        raise Http404 from None
