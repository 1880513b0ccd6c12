"""Referrals after they were sent: the service's inbox, one referral for either side, and what came back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, Role
from earlyhelp.partnership.queries.codelists import list_offered
from earlyhelp.signpost.actions.moves import mark_returned_handled, move_referral, open_referral
from earlyhelp.signpost.choices.lists import DECLINE_REASONS
from earlyhelp.signpost.choices.referrals import HelpOutcome, InboxTab, ReferralState, ReferralView, Side
from earlyhelp.signpost.forms.moves import MOVE_FORMS, MoveForm
from earlyhelp.signpost.models import Referral
from earlyhelp.signpost.queries import loop as loop_queries
from earlyhelp.signpost.queries import referrals as queries
from earlyhelp.signpost.queries.links import last_link_of
from earlyhelp.signpost.rules import referrals as rules
from earlyhelp.signpost.rules import states
from earlyhelp.signpost.views import showing
from earlyhelp.signpost.views.words import words_of
from earlyhelp.understand.queries import find_granted_person


@allow(Role.SERVICE_WORKER, purpose=Purpose.EARLY_HELP)
def inbox(request: Request) -> HttpResponseBase:
    """A service's referrals by stage, with how many stand in each."""
    wanted = request.GET.get("tab", "")
    tab = InboxTab(wanted) if wanted in InboxTab.values else InboxTab.NEW
    counts = queries.count_inbox(by=request.actor)
    page = queries.list_inbox(by=request.actor, tab=tab, at=request.at, page=request.GET.get("page"))
    context = {
        "tab": tab,
        "tabs": [{"tab": one, "count": counts[one], "current": one is tab} for one in InboxTab],
        "page": page,
        "query": f"tab={tab.value}&",
        "today": request.at.astimezone(LONDON).date(),
    }
    return render(request, "signpost/inbox.html", context)


@allow(Role.SERVICE_WORKER, *FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def referral(request: Request, reference: str) -> HttpResponseBase:
    """One referral, with its steps and what this side can do next. The receiver's first reading opens it."""
    found = _found(request, reference)
    side = rules.side_of(request.actor, queries.parties_of(found, by=request.actor))
    assert side is not None  # the query refuses whoever is on neither side
    steps = queries.list_steps(by=request.actor, referral=found)
    context = facts_of(request, found, side) | {
        "moves": [words_of(found.state, to) for to in rules.list_moves(found.state, side)],
        "timeline": showing.timeline_items(steps, in_welsh=(get_language() or "en").startswith("cy")),
        "is_sender": side is Side.SENDER,
        "opened": find_granted_person(request.actor, found.reported_id, at=request.at)
        if side is Side.RECEIVER
        else None,
        "is_returned": states.OWNER[ReferralState(found.state)] is Side.SENDER and found.handled_at is None,
    }
    return render(request, "signpost/referral.html", context)


@allow(Role.SERVICE_WORKER, *FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def move(request: Request, reference: str, to: str) -> HttpResponseBase:
    """Take a referral to another state: what it means, what to say, and one button."""
    if to not in MOVE_FORMS:
        raise Http404
    state = ReferralState(to)
    found = _found(request, reference)
    side = rules.side_of(request.actor, queries.parties_of(found, by=request.actor))
    if request.method != "POST" and not rules.can_move(found.state, state, side):
        messages.info(request, _("This referral has moved on. This is where it stands now."))
        return redirect("signpost:referral", reference=found.reference)
    form = move_form(request, found, state)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        try:
            return _moved(request, found, state, form)
        except RuleError as refusal:
            form.add_error(None, str(refusal))
    context = {
        "form": form,
        "referral": found,
        "words": words_of(found.state, state),
        "loses_access": state in states.CLOSED_TO_RECEIVER and side is Side.RECEIVER,
    }
    return render(request, "signpost/move.html", context)


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def returned(request: Request) -> HttpResponseBase:
    """Referrals that a service declined: why, and what can be done next."""
    return render(
        request,
        "signpost/returned.html",
        {"returned": queries.list_returned(by=request.actor, at=request.at)},
    )


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def open_referrals(request: Request) -> HttpResponseBase:
    """Referrals on which a service works, with how long they have been out; or one of the other ways to look."""
    wanted = request.GET.get("view", "")
    view = ReferralView(wanted) if wanted in ReferralView.values else None
    page, lines = queries.list_open_referrals(
        by=request.actor, at=request.at, page=request.GET.get("page"), view=view
    )
    rows = [{"line": line, "colour": showing.STATE_COLOURS[line.state]} for line in lines]
    context = {"page": page, "rows": rows, "view": view, "current": view.value if view else "open"}
    context["query"] = f"view={view.value}&" if view else ""
    return render(request, "signpost/open_referrals.html", context)


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
@require_POST
def handled(request: Request, reference: str) -> HttpResponseBase:
    """Take a declined referral off the list."""
    try:
        mark_returned_handled(by=request.actor, reference=reference, at=request.at)
    except Referral.DoesNotExist:
        raise Http404 from None
    except rules.CannotMove as refusal:
        messages.error(request, str(refusal))
        return redirect("signpost:returned")
    messages.success(request, _("The referral is marked as dealt with."))
    return redirect("signpost:returned")


def _found(request: Request, reference: str) -> Referral:
    try:
        return open_referral(by=request.actor, reference=reference, at=request.at)
    except Referral.DoesNotExist:
        raise Http404 from None


def facts_of(request: Request, found: Referral, side: Side) -> dict[str, Any]:
    """What a page shows of a referral to this side."""
    shown = side is Side.RECEIVER or rules.is_shown(found.state, hears_progress=found.hears_progress)
    return {
        "referral": found,
        "colour": showing.STATE_COLOURS[ReferralState(found.state)],
        "particulars": showing.particulars_rows(found),
        "referrer": showing.referrer_rows(
            name=found.referrer_name,
            agency=_referrer_agency(found),
            team=found.referrer_team.name,
            telephone=found.referrer_team.telephone,
        ),
        "outcome": HelpOutcome(found.help_outcome).label if found.help_outcome and shown else "",
        "goals": queries.list_goals(by=request.actor, referral=found),
        "shows_progress": shown,
        "next_step": states.NEXT[ReferralState(found.state)],
        "around": loop_queries.list_around(by=request.actor, referral=found, side=side),
        "link": last_link_of(found, by=request.actor) if side is Side.SENDER else None,
        "is_open": rules.is_open(found.state),
        "now": request.at,
    }


def _referrer_agency(found: Referral) -> str:
    """The referring agency's name as it was when the referral was sent."""
    in_welsh = (get_language() or "en").startswith("cy")
    return found.referrer_agency_cy if in_welsh else found.referrer_agency_en


def move_form(request: Request, found: Referral, to: ReferralState) -> MoveForm:
    """The form of a move, with a question for each of the person's goals where it ends the help."""
    seen = rules.version_of(found.state, found.state_at)
    today = request.at.astimezone(LONDON).date()
    more: dict[str, Any] = {}
    if to is ReferralState.COMPLETED:
        more["goals"] = queries.list_goals(by=request.actor, referral=found)
    if to is ReferralState.DECLINED:
        more["reasons"] = list_offered(request.actor, DECLINE_REASONS)
    form = MOVE_FORMS[to](request.POST or None, seen=seen, today=today, **more)
    form.fields["note"].help_text = str(words_of(found.state, to).note_hint)
    return form


def _moved(request: Request, found: Referral, to: ReferralState, form: MoveForm) -> HttpResponse:
    words = words_of(found.state, to)
    move_referral(
        by=request.actor,
        reference=found.reference,
        to=to,
        seen=form.cleaned_data["seen"],
        said=form.said(),
        at=request.at,
    )
    messages.success(request, str(words.done))
    if to in states.CLOSED_TO_RECEIVER and request.actor.role == Role.SERVICE_WORKER:
        return redirect("signpost:inbox")
    return redirect("signpost:referral", reference=found.reference)
