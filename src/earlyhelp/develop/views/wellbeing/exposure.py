"""What a worker keeps for themselves, and the check-ins that leads may offer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from earlyhelp.develop.actions.wellbeing import exposure as actions
from earlyhelp.develop.forms.wellbeing import DayForm
from earlyhelp.develop.queries.wellbeing import exposure as queries
from earlyhelp.develop.views.wellbeing.asking import (
    EVERYBODY,
    LEADS,
    day_of,
    posted,
    shown,
    was_answered,
    was_done,
)
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request


@allow(*EVERYBODY, purpose=Purpose.OWN_WORK)
def own_days(request: Request) -> HttpResponseBase:
    """What the worker ticked of their own days, in words, and ticking a day."""
    by, today = request.actor, day_of(request)
    consent = queries.get_consent(by)
    initial = {"day": today, "kinds": queries.list_met_on(by, today)}
    form = DayForm(posted(request), initial=initial)
    form.no_later_than("day", today)
    if was_answered(request, form):
        said = form.cleaned_data
        if was_done(
            form, lambda: actions.tick_day(by=by, kinds=said["kinds"], day=said["day"], at=request.at)
        ):
            messages.success(request, _("It is kept, for you only."))
            return redirect("develop:own_days")
    context = {
        "consent": consent,
        "met": queries.list_met(by, today=today),
        "wish": queries.get_own_wish(by),
        "has_team": by.team_id is not None,
    }
    return shown(request, "develop/wellbeing/own.html", form, **context)


@require_POST
@allow(*EVERYBODY, purpose=Purpose.OWN_WORK)
def turn_on(request: Request) -> HttpResponseBase:
    """Begin to keep what one ticks."""
    actions.turn_on(by=request.actor, at=request.at)
    messages.success(request, _("It is on. Turn it off at any time, and all of it is deleted."))
    return redirect("develop:own_days")


@require_POST
@allow(*EVERYBODY, purpose=Purpose.OWN_WORK)
def turn_off(request: Request) -> HttpResponseBase:
    """Stop, and delete all of it."""
    actions.turn_off(by=request.actor, at=request.at)
    messages.success(request, _("It is off, and everything that you had ticked is deleted."))
    return redirect("develop:own_days")


@require_POST
@allow(*EVERYBODY, purpose=Purpose.OWN_WORK)
def wish(request: Request) -> HttpResponseBase:
    """Let the leads of one's team offer a check-in."""
    actions.wish_for_check_in(by=request.actor, at=request.at)
    messages.success(request, _("Whoever leads your team now sees that they may offer you a check-in."))
    return redirect("develop:own_days")


@require_POST
@allow(*EVERYBODY, purpose=Purpose.OWN_WORK)
def take_wish_back(request: Request) -> HttpResponseBase:
    """Take it back: nobody sees that there was a wish."""
    actions.take_wish_back(by=request.actor, at=request.at)
    messages.success(request, _("It is taken back. Nobody sees that it was there."))
    return redirect("develop:own_days")


@allow(*LEADS, purpose=Purpose.OWN_WORK)
def check_ins(request: Request) -> HttpResponseBase:
    """To whom of one's team a check-in may be offered. The page knows no more than that."""
    by = request.actor
    if request.method == "POST":
        wish_id = _key(request.POST.get("wish", ""))
        if wish_id is not None and actions.offer_check_in(by=by, wish_id=wish_id, at=request.at):
            messages.success(request, _("It is noted that you offered a check-in."))
        return redirect("develop:check_ins")
    return render(request, "develop/wellbeing/check_ins.html", {"wishes": queries.list_wishes(by)})


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
