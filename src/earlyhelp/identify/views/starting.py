"""The first question, and whom to ring when somebody is at risk."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from earlyhelp.govern.choices import Purpose
from earlyhelp.identify import actions, queries, rules
from earlyhelp.identify.choices import Danger, Setting, Track
from earlyhelp.identify.forms import CallForm, DangerForm, ToldForm, answers_in
from earlyhelp.identify.models import Draft
from earlyhelp.identify.pages import area_choices, only, opened_at, opened_in, setting_of_writer
from earlyhelp.identify.views.gone import after_sending, back_to_drafts
from earlyhelp.identify.views.prefilling import with_incident
from earlyhelp.kit.access import allow
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.kit.time_words import due_by
from earlyhelp.kit.working_days import LONDON, due_at, received_on
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Team
from earlyhelp.partnership.queries import get_safeguarding_team
from earlyhelp.partnership.rules import NoFrontDoor


@allow(Role.NOTIFIER, purpose=Purpose.EARLY_HELP)
def start(request: Request) -> HttpResponseBase:
    """Ask whether anyone is in danger, before anything else."""
    quick = setting_of_writer(request.actor) == Setting.CONTROL_ROOM
    form = (CallForm if quick else DangerForm)(request.POST or None)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        answer = Danger(form.cleaned_data["danger"])
        draft = actions.start_draft(by=request.actor, danger=answer, at=request.at)
        if isinstance(form, CallForm):
            _keep_call(request, draft, form)
        return onward(draft)
    return render(request, "identify/start.html", {"form": form})


def _keep_call(request: Request, draft: Draft, form: CallForm) -> None:
    """Put what was typed during the call, and what its incident knows, into the draft."""
    typed, said, _found = with_incident(request, form.typed)
    actions.save_draft(
        by=request.actor,
        draft_id=draft.pk,
        page=rules.Page.REPORT,
        typed=typed,
        opened=opened_in({}, request.at),
        at=request.at,
    )
    if form.cleaned_data["incident_number"]:
        messages.info(request, said)


@allow(Role.NOTIFIER, purpose=Purpose.EARLY_HELP)
def danger(request: Request, draft_id: UUID) -> HttpResponseBase:
    """Ask the first question again; everything typed stays."""
    try:
        draft = queries.get_draft(by=request.actor, draft_id=draft_id)
    except rules.DraftGone as gone:
        return after_sending(request, draft_id) or back_to_drafts(request, gone)
    form = DangerForm(request.POST or None, initial={"danger": draft.danger})
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        answer = Danger(form.cleaned_data["danger"])
        return onward(
            actions.answer_danger(by=request.actor, draft_id=draft_id, danger=answer, at=request.at)
        )
    return render(request, "identify/start.html", {"form": form, "draft": draft})


@allow(Role.NOTIFIER, purpose=Purpose.SAFEGUARDING)
def safeguarding(request: Request, draft_id: UUID) -> HttpResponseBase:
    """Say whom to ring, what to send and by when; write down whom they told."""
    try:
        draft = queries.get_draft(by=request.actor, draft_id=draft_id)
    except rules.DraftGone as gone:
        return after_sending(request, draft_id) or back_to_drafts(request, gone)
    sent = request.POST if request.method == "POST" else answers_in(only(draft.typed, rules.Page.TOLD))
    form = ToldForm(sent, at=request.at)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST":
        answer = _keep_told(request, draft, form)
        if answer is not None:
            return answer
    elif "problems" not in request.GET:
        form.hide_errors()
    team = _whom_to_ring(request.actor, draft)
    return render(request, "identify/safeguarding.html", _page(request, draft, form, team))


def _keep_told(request: Request, draft: Draft, form: ToldForm) -> HttpResponseBase | None:
    """Save what was typed, whatever it is; go on when it can be read."""
    readable = form.is_valid()
    try:
        actions.save_draft(
            by=request.actor,
            draft_id=draft.pk,
            page=rules.Page.TOLD,
            typed=only(dict(request.POST.lists()), rules.Page.TOLD),
            opened=opened_in(request.POST, request.at),
            at=request.at,
        )
    except rules.DraftChanged as changed:
        form.add_error(None, str(changed))
        return None
    if "later" in request.POST:
        return redirect("identify:drafts")
    return redirect("identify:write", draft.pk) if readable else None


def onward(draft: Draft) -> HttpResponseBase:
    """The page that follows the first question."""
    early = rules.track_of(draft.danger) == Track.EARLY_HELP
    return redirect("identify:write" if early else "identify:safeguarding", draft.pk)


def _whom_to_ring(by: Actor, draft: Draft) -> Team | None:
    """The team for the area that was typed, or else for one's own. None when the service knows no team there."""
    typed = (draft.typed.get("area") or [""])[0]
    try:
        return get_safeguarding_team(by=by, area_code=typed or area_choices(by)[1])
    except NoFrontDoor:
        return None


def _page(request: Request, draft: Draft, form: ToldForm, team: Team | None) -> dict[str, object]:
    confirm_by = due_at(draft.started_at, rules.WORKING_DAYS_TO_CONFIRM)
    return {
        "draft": draft,
        "form": form,
        "team": team,
        "in_danger": draft.danger == Danger.NOW,
        "office_open": _office_open(request.at),
        "confirm_by": due_by(confirm_by),
        "opened": opened_at(request.at),
        "autosave_url": reverse("identify:autosave", args=[draft.pk]) + "?page=told",
        "back_url": reverse("identify:danger", args=[draft.pk]),
    }


def _office_open(at: datetime) -> bool:
    local = at.astimezone(LONDON)
    return received_on(at) == local.date() and local.hour >= rules.OFFICE_OPENS
