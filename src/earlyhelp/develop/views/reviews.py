"""Colleagues who read for each other: one's own results, the next one to read, and a team in sum."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from earlyhelp.develop.actions import reviews as actions
from earlyhelp.develop.forms.reviews import SizeForm
from earlyhelp.develop.queries import reviews as queries
from earlyhelp.develop.rules.reviews import REVIEWING, NothingToRead
from earlyhelp.develop.views.sending import posted, show, was_done, was_sent
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import Role


@require_GET
@allow(*REVIEWING, purpose=Purpose.OWN_WORK)
def peer_review(request: Request) -> HttpResponseBase:
    """What colleagues found in one's own notifications, and whether one waits to be read."""
    by, at = request.actor, request.at
    context = {
        "reviewed": queries.list_own_reviewed(by=by, at=at),
        "open": queries.get_open_review(by, at=at),
        "waiting": queries.count_to_read(by, at=at),
    }
    return render(request, "develop/reviews/own.html", context)


@require_POST
@allow(*REVIEWING, purpose=Purpose.OWN_WORK)
def take(request: Request) -> HttpResponseBase:
    """Take on the next one, and go there."""
    try:
        key = actions.take_review(by=request.actor, at=request.at)
    except NothingToRead as refusal:
        messages.info(request, str(refusal))
        return redirect("develop:peer_review")
    return redirect("desk:review", key)


@allow(Role.SUPERVISOR, purpose=Purpose.OWN_WORK)
def team(request: Request) -> HttpResponseBase:
    """How many are drawn of one's team, and what colleagues found, in sum."""
    by, at = request.actor, request.at
    form = SizeForm(posted(request), initial={"size": queries.get_size(by)})
    if was_sent(request, form) and was_done(
        form, lambda: actions.set_size(by=by, size=form.cleaned_data["size"], at=at)
    ):
        messages.success(request, _("It is kept, and counts from the next draw on."))
        return redirect("develop:peer_review_team")
    found = queries.get_team_reviews(by=by, at=at)
    return show(request, "develop/reviews/team.html", form, found=found)
