"""Checking the answers, sending them, and what happens next."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from earlyhelp.govern.choices import Purpose
from earlyhelp.identify import actions, queries, rules
from earlyhelp.identify.answers import people_cards, relations_section, report_sections
from earlyhelp.identify.choices import Danger, Track
from earlyhelp.identify.coaching import advice_on, lacks_strengths, lacks_words
from earlyhelp.identify.forms import PEOPLE, SendForm
from earlyhelp.identify.models import Draft
from earlyhelp.identify.pages import Written, read_draft
from earlyhelp.identify.report import Report
from earlyhelp.identify.tracks import clocks_of, pattern_in
from earlyhelp.identify.views.gone import after_sending, back_to_drafts, mending
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.kit.time_words import due_by, written_date
from earlyhelp.kit.working_days import LONDON, due_at
from earlyhelp.partnership.choices import Role


@allow(Role.NOTIFIER, purpose=Purpose.EARLY_HELP)
def check(request: Request, draft_id: UUID) -> HttpResponseBase:
    """Show the answers, with what would make them more use; send them."""
    try:
        draft = queries.get_draft(by=request.actor, draft_id=draft_id)
    except rules.DraftGone as gone:
        return after_sending(request, draft_id) or back_to_drafts(request, gone)
    written = read_draft(by=request.actor, draft=draft, at=request.at, whole=True)
    report = written.judge(request.at)
    if report is None:
        return redirect(mending(written))
    form = _form(request, report)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        try:
            _check_unchanged(request, draft)
            whole = replace(report, **form.reasons)
            sent = actions.submit_notification(
                by=request.actor, draft_id=draft_id, report=whole, at=request.at
            )
            return redirect("identify:sent", sent.reference)
        except RuleError as refusal:
            form.add_error(None, str(refusal))
    return render(request, "identify/check.html", _page(request, written, report, form))


@allow(Role.NOTIFIER, purpose=Purpose.OWN_WORK)
def sent(request: Request, reference: str) -> HttpResponseBase:
    """Give the reference to say aloud, and say what happens next and by when."""
    found = queries.list_my_notifications(by=request.actor).filter(reference=reference).first()
    if found is None:
        raise Http404
    context = {
        "notification": found,
        "safeguarding": found.track == Track.SAFEGUARDING,
        "in_danger": found.danger == Danger.NOW,
        "decided_by": due_by(due_at(found.submitted_at, rules.WORKING_DAYS_TO_DECIDE)),
    }
    if clocks := clocks_of(found.track, found.submitted_at):
        context |= {
            "acknowledge_by": due_by(clocks.acknowledge_by),
            "chase_on": written_date(clocks.chase_on.astimezone(LONDON).date()),
        }
    return render(request, "identify/sent.html", context)


def _check_unchanged(request: Request, draft: Draft) -> None:
    """Nobody sends answers that they were not shown. Raises ReportChanged."""
    if request.POST.get("shown", draft.saved_at.isoformat()) != draft.saved_at.isoformat():
        raise rules.ReportChanged


def _form(request: Request, report: Report) -> SendForm:
    """Ask why something is missing only where it is."""
    return SendForm(
        request.POST if request.method == "POST" else None,
        strengths=lacks_strengths(report),
        words=lacks_words(report, on=_today(request)),
    )


def _hint(found: rules.Finding, draft: Draft) -> dict[str, object]:
    """One piece of advice, with the way to its answer and the person it is about."""
    page = "identify:safeguarding" if found.field == "told_whom" else "identify:write"
    anchors = {"relations": "relations-fold", "people": "people"}
    field = f"{PEOPLE}-{found.person}-{found.field}" if found.person is not None else found.field
    anchor = anchors.get(found.field, f"id_{field}")
    return {
        "message": found.message,
        "person": None if found.person is None else found.person + 1,
        "href": f"{reverse(page, args=[draft.pk])}#{anchor}",
    }


def _today(request: Request) -> date:
    return request.at.astimezone(LONDON).date()


def _page(request: Request, written: Written, report: Report, form: SendForm) -> dict[str, object]:
    draft, on = written.draft, _today(request)
    earlier = queries.list_earlier_days(by=request.actor, people=report.people, at=request.at)
    labels = dict(written.form.fields["area"].choices)  # type: ignore[attr-defined]
    return {
        "draft": draft,
        "form": form,
        "shown": draft.saved_at.isoformat(),
        "advice": [_hint(found, draft) for found in advice_on(report, track=written.track, on=on)],
        "events": pattern_in(report, track=written.track, earlier=earlier, on=on),
        "people": people_cards(report, draft.pk),
        "relations": relations_section(report, draft.pk),
        "sections": report_sections(report, draft, area=str(labels.get(report.area, ""))),
        "safeguarding": written.track == Track.SAFEGUARDING,
        "back_url": reverse("identify:write", args=[draft.pk]),
    }
