"""Requests about rights, for information-governance officers: the list, one request, and each step of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from earlyhelp.desk.forms.rights import LogForm, WordsForm
from earlyhelp.desk.pages.rights import STEPS, ask, day_of, puts_right, request_or_404, steps_now, was_done
from earlyhelp.desk.queries.packs import find_subject, list_recipients, name_of, pack_words
from earlyhelp.govern.actions import audit
from earlyhelp.govern.actions import rights as actions
from earlyhelp.govern.choices import DEEDS, Purpose
from earlyhelp.govern.choices.rights import Outcome, PackState, RightsKind, RightsState
from earlyhelp.govern.models.rights import RecordMark, RightsRequest
from earlyhelp.govern.queries import rights as queries
from earlyhelp.govern.rules.rights import Asked, Incomplete
from earlyhelp.inform.actions import send_message
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import Role


@require_GET
@allow(Role.AUDITOR, purpose=Purpose.ASSURANCE)
def requests(request: Request) -> HttpResponseBase:
    """What was asked and is not answered yet, the first that is due at the top; or what was closed."""
    closed = request.GET.get("show") == "closed"
    running = queries.list_requests(request.actor, today=day_of(request), is_open=not closed)
    audit.record_read(
        by=request.actor, what="rights_request", targets=[one.request for one in running], at=request.at
    )
    return render(request, "desk/rights/list.html", {"running": running, "closed": closed})


@allow(Role.AUDITOR, purpose=Purpose.ASSURANCE)
def log(request: Request) -> HttpResponseBase:
    """Write down what somebody asked."""
    initial = {"received_on": day_of(request), "asked_by": "person"}
    form = LogForm(request.POST or None, today=day_of(request), initial=initial)
    made: list[RightsRequest] = []
    if was_done(request, form, lambda: made.append(_log(request, form.cleaned_data))):
        messages.success(request, _("The request is written down, and its clock runs."))
        return redirect("desk:rights_request", made[0].reference)
    return ask(
        request,
        form,
        title=_("Write down a request"),
        send=_("Save the request"),
        back_url=reverse("desk:rights"),
    )


def _log(request: Request, said: dict[str, Any]) -> RightsRequest:
    subject = find_subject(request.actor, said.pop("subject"))
    if subject is None:
        raise Incomplete(
            _("Your agency has no record with this reference. Check it, and ask the front door.")
        )
    given: dict[str, Any] = {
        name: value if value is not None or name.endswith("_on") else "" for name, value in said.items()
    }
    asked = Asked(
        subject_label=subject.label,
        subject_key=subject.key,
        subject_reference=subject.reference,
        **given,
    )
    return actions.log_request(by=request.actor, asked=asked, at=request.at)


@require_GET
@allow(Role.AUDITOR, purpose=Purpose.ASSURANCE)
def one_request(request: Request, reference: str) -> HttpResponseBase:
    """One request: its clock, what may be done now, its pack, and what was done."""
    found = request_or_404(request, reference)
    pack = queries.find_pack(request.actor, found)
    parts = queries.list_parts(request.actor, pack) if pack else []
    titles = pack_words()["sections"]
    language = request.actor.language
    context = {
        "one": found,
        "running": queries.running_of(request.actor, found, today=day_of(request)),
        "name": name_of(request.actor, found, at=request.at),
        "steps": steps_now(found),
        "pack": pack,
        "parts": [(part, titles[part.section]) for part in parts],
        "left": sum(part.left for part in parts),
        "may_collect": found.kind == RightsKind.ACCESS
        and found.state == RightsState.WORKING
        and (pack is None or pack.state == PackState.EXPIRED),
        "done": [(DEEDS.get(step.did, step.did), step) for step in found.steps.all()],
        "marks": [mark for mark in found.marks.all() if mark.until_at is None],
        "recipients": list_recipients(request.actor, found, at=request.at) if puts_right(found) else [],
        "reader_language": language,
    }
    return render(request, "desk/rights/request.html", context)


@allow(Role.AUDITOR, purpose=Purpose.ASSURANCE)
def step(request: Request, reference: str, what: str) -> HttpResponseBase:
    """One step of a request, with its reason."""
    found = request_or_404(request, reference)
    if what not in STEPS:
        raise Http404
    asked = STEPS[what]
    given = {"label": asked.label} if asked.label else {}
    form = asked.form(request.POST or None, **given)
    if was_done(request, form, lambda: _do(request, found, what, form.cleaned_data)):
        messages.success(request, _("The step is written down."))
        return redirect("desk:rights_request", found.reference)
    back = reverse("desk:rights_request", args=[found.reference])
    return ask(
        request,
        form,
        title=asked.title,
        send=asked.send,
        lead=asked.lead,
        caption=found.reference,
        back_url=back,
    )


def _do(request: Request, found: RightsRequest, what: str, said: dict[str, Any]) -> None:
    done = STEPS[what].act(request.actor, found, said, request.at)
    if what == "answer" and puts_right(done) and done.outcome != Outcome.REFUSED:
        _tell_recipients(request, done)


def _tell_recipients(request: Request, found: RightsRequest) -> None:
    """Whoever was told of the person hears that something was put right, or is not to be used (Article 19)."""
    told = 0
    for one in list_recipients(request.actor, found, at=request.at):
        for officer in one.officers:
            send_message(
                by=request.actor,
                to=officer,
                template="record_put_right",
                context={"reference": one.reference} if one.reference else {},
                at=request.at,
            )
            told += 1
    audit.record(
        by=request.actor, did="rights.recipients_told", target=found, at=request.at, detail={"officers": told}
    )


@allow(Role.AUDITOR, purpose=Purpose.ASSURANCE)
def lift_mark(request: Request, uuid: UUID) -> HttpResponseBase:
    """End a restriction or an objection, after the person was told."""
    mark = (
        RecordMark.objects.select_related("request")
        .filter(pk=uuid, agency_id=request.actor.agency_key)
        .first()
    )
    if mark is None:
        raise Http404
    form = WordsForm(request.POST or None, label=_("Why does it end, and when was the person told?"))
    if was_done(
        request,
        form,
        lambda: actions.lift_mark(
            by=request.actor, mark_id=uuid, because=form.cleaned_data["words"], at=request.at
        ),
    ):
        messages.success(request, _("The record can be used again."))
        return redirect("desk:rights_request", mark.request.reference)
    back = reverse("desk:rights_request", args=[mark.request.reference])
    return ask(
        request,
        form,
        title=_("Let the record be used again"),
        send=_("Save"),
        caption=mark.request.reference,
        back_url=back,
    )
