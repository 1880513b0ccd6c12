"""Talks about development: one's own, those with people one supervises, and signing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from earlyhelp.develop import actions, queries
from earlyhelp.develop.forms.supervision import ObjectionForm, SignForm, TalkForm
from earlyhelp.develop.models import DevelopmentTalk
from earlyhelp.develop.rules.supervision import SUPERVISING, may_supervise
from earlyhelp.develop.views.sending import posted, show, was_done, was_sent
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner


@require_GET
@allow(*Role, purpose=Purpose.OWN_WORK)
def talks(request: Request) -> HttpResponseBase:
    """The talks about one's own development, and whom one supervises."""
    context = {
        "talks": queries.list_own_talks(by=request.actor, at=request.at),
        "people": queries.list_supervised(by=request.actor),
    }
    return render(request, "develop/supervision/own.html", context)


@allow(*SUPERVISING, purpose=Purpose.OWN_WORK)
def talks_with(request: Request, practitioner_id: UUID) -> HttpResponseBase:
    """What a supervisor agreed with one worker, and writing down the next talk."""
    by, worker = request.actor, _worker_or_404(request, practitioner_id)
    if not may_supervise(by, worker_id=worker.pk, agency_id=worker.agency_id, team_id=worker.team_id):
        raise PermissionDenied
    today = request.at.astimezone(LONDON).date()
    form = TalkForm(posted(request), initial={"held_on": today})

    def write() -> None:
        said: dict[str, Any] = dict(form.cleaned_data)
        said.pop("read")
        actions.write_talk(by=by, worker=worker, at=request.at, **said)

    if was_sent(request, form) and was_done(form, write):
        messages.success(request, _("It is kept, and you have signed it. The worker is asked to sign too."))
        return redirect("develop:talks_with", worker.pk)
    found = queries.list_talks_with(by=by, worker=worker, at=request.at)
    return show(request, "develop/supervision/with.html", form, worker=worker, talks=found)


@allow(*Role, purpose=Purpose.OWN_WORK)
def talk(request: Request, talk_id: UUID) -> HttpResponseBase:
    """One talk: reading, signing, saying that it was agreed differently."""
    by, found = request.actor, _talk_or_404(request, talk_id)
    mark = queries.mark_of_talk(by=by, talk=found)
    is_worker = by.practitioner_id == found.worker_id
    is_signing = "words" not in request.POST
    sign: SignForm | None = None
    objection: ObjectionForm | None = None
    if is_worker and found.worker_signed_at is None:
        sign = SignForm(posted(request) if is_signing else None, initial={"read": mark})
        objection = ObjectionForm(None if is_signing else posted(request), initial={"read": mark})
    if sign is not None and is_signing and was_sent(request, sign):
        signed = sign
        if was_done(
            signed,
            lambda: actions.sign_talk(by=by, talk=found, read=signed.cleaned_data["read"], at=request.at),
        ):
            messages.success(request, _("You have signed it."))
            return redirect("develop:talk", talk_id)
    if objection is not None and not is_signing and was_sent(request, objection):
        objected = objection
        if was_done(
            objected,
            lambda: actions.object_to_talk(by=by, talk=found, at=request.at, **objected.cleaned_data),
        ):
            messages.success(request, _("Your supervisor hears how you see it."))
            return redirect("develop:talk", talk_id)
    shown = sign if is_signing else objection
    may_rewrite = not is_worker and not found.is_signed and by.role in SUPERVISING
    return show(
        request,
        "develop/supervision/talk.html",
        shown,
        talk=found,
        sign=sign,
        objection=objection,
        may_rewrite=may_rewrite,
    )


@allow(*SUPERVISING, purpose=Purpose.OWN_WORK)
def rewrite_talk(request: Request, talk_id: UUID) -> HttpResponseBase:
    """Put right what was agreed, as the supervisor, while not both have signed."""
    by, found = request.actor, _talk_or_404(request, talk_id)
    if by.practitioner_id != found.supervisor_id or found.is_signed:
        return redirect("develop:talk", talk_id)
    initial = {
        "held_on": found.held_on,
        "agreed": found.agreed,
        "next_on": found.next_on,
        "read": queries.mark_of_talk(by=by, talk=found),
    }
    form = TalkForm(posted(request), initial=initial)
    if was_sent(request, form) and was_done(
        form,
        lambda: actions.rewrite_talk(by=by, talk=found, at=request.at, **form.cleaned_data),
    ):
        messages.success(request, _("It is kept, and you have signed it. The worker is asked to sign too."))
        return redirect("develop:talk", talk_id)
    return show(request, "develop/supervision/rewrite.html", form, talk=found)


def _worker_or_404(request: Request, practitioner_id: UUID) -> Practitioner:
    try:
        return queries.get_supervised(by=request.actor, practitioner_id=practitioner_id)
    except Practitioner.DoesNotExist as missing:
        raise Http404 from missing


def _talk_or_404(request: Request, talk_id: UUID) -> DevelopmentTalk:
    try:
        return queries.get_talk(by=request.actor, talk_id=talk_id, at=request.at)
    except DevelopmentTalk.DoesNotExist as missing:
        raise Http404 from missing
