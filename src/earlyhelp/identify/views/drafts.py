"""Unfinished work: kept while it is written, found again, thrown away."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from earlyhelp.govern.choices import Purpose
from earlyhelp.identify import actions, queries, rules
from earlyhelp.identify.choices import Track
from earlyhelp.identify.models import Draft
from earlyhelp.identify.pages import only, opened_in
from earlyhelp.identify.typed import said_in, typed_in
from earlyhelp.identify.views.gone import after_sending, back_to_drafts
from earlyhelp.kit.access import allow
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.kit.time_words import written_moment
from earlyhelp.partnership.choices import Role


@allow(Role.NOTIFIER, purpose=Purpose.OWN_WORK)
def drafts(request: Request) -> HttpResponseBase:
    """What was begun and not sent."""
    found = [_listed(draft) for draft in queries.list_my_drafts(by=request.actor)]
    return render(request, "identify/drafts.html", {"drafts": found})


@allow(Role.NOTIFIER, purpose=Purpose.OWN_WORK)
def discard(request: Request, draft_id: UUID) -> HttpResponseBase:
    """Ask once more, then throw a draft away."""
    try:
        draft = queries.get_draft(by=request.actor, draft_id=draft_id)
        if request.method == "POST" and not language_switch_requested(request):
            actions.discard_draft(by=request.actor, draft_id=draft_id, at=request.at)
            messages.success(request, _("The draft was discarded."))
            return redirect("identify:drafts")
    except rules.DraftGone as gone:
        return after_sending(request, draft_id) or back_to_drafts(request, gone)
    context = {"draft": _listed(draft), "back_url": reverse("identify:drafts")}
    return render(request, "identify/discard.html", context)


@require_POST
@allow(Role.NOTIFIER, purpose=Purpose.EARLY_HELP)
def autosave(request: Request, draft_id: UUID) -> HttpResponseBase:
    """Keep what was typed so far, sent as a form or as JSON (name to a value or a list of them).

    Answers 204; 400 for what holds no answers; 409 when a page opened later has saved; 410 when the draft is gone.
    """
    if request.content_type == "application/json":
        typed = typed_in(said_in(request.body))
    else:
        typed = {name: [str(value) for value in values] for name, values in request.POST.lists()}
    page = rules.Page.TOLD if request.GET.get("page") == rules.Page.TOLD else rules.Page.REPORT
    if not only(typed, page):
        # Every page of ours sends its boxes, empty ones too. What sends none of them must not empty the draft.
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    opened = opened_in({name: values[0] for name, values in typed.items() if values}, request.at)
    try:
        actions.save_draft(
            by=request.actor,
            draft_id=draft_id,
            page=page,
            typed=only(typed, page),
            opened=opened,
            at=request.at,
        )
    except rules.DraftChanged:
        return HttpResponse(status=HTTPStatus.CONFLICT)
    except rules.DraftGone:
        return HttpResponse(status=HTTPStatus.GONE)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def _listed(draft: Draft) -> dict[str, object]:
    """A draft as its writer will know it again."""
    typed = draft.typed
    given, family, place = (
        (typed.get(name) or [""])[0].strip()
        for name in ("people-0-given_name", "people-0-family_name", "place")
    )
    safeguarding = rules.track_of(draft.danger) == Track.SAFEGUARDING
    return {
        "id": draft.pk,
        "who": " ".join(part for part in (given, family) if part)[:100],
        "place": place[:100],
        "safeguarding": safeguarding,
        "saved": written_moment(draft.saved_at),
        "started": written_moment(draft.started_at),
    }
