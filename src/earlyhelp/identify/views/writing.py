"""The one page on which a notification is written."""

from uuid import UUID

from django.http import HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from earlyhelp.govern.choices import Purpose
from earlyhelp.identify import actions, queries, rules
from earlyhelp.identify.choices import Track
from earlyhelp.identify.pages import Written, answers_of, opened_at, opened_in, read_draft
from earlyhelp.identify.tracks import knows_incidents
from earlyhelp.identify.views import prefilling
from earlyhelp.identify.views.gone import after_sending, back_to_drafts, mending
from earlyhelp.kit.access import allow
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import Role


@allow(Role.NOTIFIER, purpose=Purpose.EARLY_HELP)
def write(request: Request, draft_id: UUID) -> HttpResponseBase:
    """Write the report. Whatever is sent is kept first and judged afterwards."""
    try:
        draft = queries.get_draft(by=request.actor, draft_id=draft_id)
    except rules.DraftGone as gone:
        return after_sending(request, draft_id) or back_to_drafts(request, gone)
    posted: QueryDict | None = request.POST if request.method == "POST" else None
    said = ""
    if posted is not None and prefilling.is_asked(request):
        posted, said = prefilling.answered(request)
    written = read_draft(by=request.actor, draft=draft, at=request.at, sent=posted)
    if language_switch_requested(request):
        written.hide_errors()
    elif posted is not None:
        answer = _keep(request, written)
        if answer is not None:
            return answer
    elif "problems" in request.GET:
        written.judge(request.at)
    else:
        written.hide_errors()
    return render(request, "identify/write.html", _page(request, written, said))


def _keep(request: Request, written: Written) -> HttpResponseBase | None:
    """Save; then go on to the check, or show what to put right."""
    try:
        actions.save_draft(
            by=request.actor,
            draft_id=written.draft.pk,
            page=rules.Page.REPORT,
            typed=answers_of(written),
            opened=opened_in(request.POST, request.at),
            at=request.at,
        )
    except rules.DraftChanged as changed:
        written.form.add_error(None, str(changed))
        return None
    if written.button_pressed or prefilling.is_asked(request):
        written.hide_errors()
        return None
    if "later" in request.POST:
        return redirect("identify:drafts")
    if written.judge(request.at):
        return redirect("identify:check", written.draft.pk)
    here = (written.form.errors, *written.rows.problems())
    elsewhere = not any(here)
    return redirect(mending(written)) if elsewhere else None


def _page(request: Request, written: Written, said: str) -> dict[str, object]:
    draft = written.draft
    safeguarding = written.track == Track.SAFEGUARDING
    return {
        "draft": draft,
        "form": written.form,
        "rows": written.rows,
        "people": written.people,
        "relations": written.relations,
        "safeguarding": safeguarding,
        "knows_incidents": knows_incidents(written.setting),
        "from_incident": written.form.came_from_incident,
        "incident_said": said,
        "opened": opened_at(request.at),
        "autosave_url": reverse("identify:autosave", args=[draft.pk]),
        "incident_url": reverse("identify:incident", args=[draft.pk]),
        "back_url": reverse("identify:safeguarding" if safeguarding else "identify:danger", args=[draft.pk]),
    }
