"""Checking the answers, sending them, and what happens next."""

from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from earlyhelp.govern.choices import Purpose
from earlyhelp.identify import actions, queries, rules
from earlyhelp.identify.answers import people_cards, report_sections
from earlyhelp.identify.choices import Danger, Track
from earlyhelp.identify.forms import SendForm
from earlyhelp.identify.models import Draft
from earlyhelp.identify.pages import Written, read_draft
from earlyhelp.identify.report import Report
from earlyhelp.identify.views.gone import after_sending, back_to_drafts, mending
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.kit.time_words import due_by
from earlyhelp.kit.working_days import due_at
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
    form = SendForm(request.POST if request.method == "POST" else None)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST":
        try:
            _check_unchanged(request, draft)
            sent = actions.submit_notification(
                by=request.actor, draft_id=draft_id, report=report, at=request.at
            )
            return redirect("identify:sent", sent.reference)
        except RuleError as refusal:
            form.add_error(None, str(refusal))
    return render(request, "identify/check.html", _page(written, report, form))


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
    return render(request, "identify/sent.html", context)


def _check_unchanged(request: Request, draft: Draft) -> None:
    """Nobody sends answers that they were not shown. Raises ReportChanged."""
    if request.POST.get("shown", draft.saved_at.isoformat()) != draft.saved_at.isoformat():
        raise rules.ReportChanged


def _page(written: Written, report: Report, form: SendForm) -> dict[str, object]:
    draft = written.draft
    labels = dict(written.form.fields["area"].choices)  # type: ignore[attr-defined]
    return {
        "draft": draft,
        "form": form,
        "shown": draft.saved_at.isoformat(),
        "advice": rules.advice_on(report, track=written.track),
        "people": people_cards(report, draft.pk),
        "sections": report_sections(report, draft, area=str(labels.get(report.area, ""))),
        "safeguarding": written.track == Track.SAFEGUARDING,
        "back_url": reverse("identify:write", args=[draft.pk]),
    }
