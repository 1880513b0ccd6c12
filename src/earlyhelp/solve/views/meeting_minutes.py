"""The minutes of a meeting: on the page, as a paper in Welsh and English, confirmed and corrected."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit import pdf
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.solve.actions.meeting_minutes import correct_minutes
from earlyhelp.solve.choices.meetings import MeetingState
from earlyhelp.solve.forms.meetings import CorrectForm
from earlyhelp.solve.models import Minutes
from earlyhelp.solve.queries import meeting_minutes as queries
from earlyhelp.solve.queries.meeting_paper import paper_of, part_of
from earlyhelp.solve.queries.meetings import list_attendances
from earlyhelp.solve.rules.meetings import ATTENDING_ROLES, may_lead
from earlyhelp.solve.views.meetings import meeting_or_404

_TEMPLATE = "solve/typst/minutes.typ"


@allow(*ATTENDING_ROLES, purpose=Purpose.EARLY_HELP)
def minutes(request: Request, reference: str) -> HttpResponseBase:
    """The reader's own copy; for those who lead, the form to confirm or to correct it."""
    found = meeting_or_404(request, reference)
    leads = may_lead(request.actor, agency_id=found.agency_id)
    try:
        copy = queries.get_minutes(request.actor, found, at=request.at)
    except Minutes.DoesNotExist:
        copy = None
    form = None
    if copy is not None and leads:
        form = CorrectForm(
            request.POST or None, cases=copy.content["cases"], initial={"expected_version": copy.version}
        )
    if form is not None and language_switch_requested(request):
        form.hide_errors()
    elif form is not None and request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        seen = said["expected_version"]
        try:
            correct_minutes(
                by=request.actor,
                meeting_id=found.pk,
                expected_version=int(seen) if seen.isdecimal() else 0,
                case_id=said["case"],
                text=said["text"],
                at=request.at,
            )
        except RuleError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The correction is a new version, and everybody invited hears."))
            return redirect("solve:meeting_minutes", found.reference)
    context = {
        "meeting": found,
        "leads": leads,
        "copy": copy,
        "part": part_of(copy.content, request.actor.language) if copy else None,
        "versions": queries.list_minutes(request.actor, found),
        "distribution": queries.list_distribution(request.actor, found) if leads else [],
        "attendances": list_attendances(request.actor, found) if leads and copy is None else [],
        "is_to_confirm": found.state == MeetingState.TO_CONFIRM,
        "form": form,
    }
    status = HTTPStatus.BAD_REQUEST if form is not None and form.is_bound and form.errors else HTTPStatus.OK
    return render(request, "solve/meeting_minutes.html", context, status=status)


@require_GET
@allow(*ATTENDING_ROLES, purpose=Purpose.EARLY_HELP)
def paper(request: Request, reference: str) -> HttpResponseBase:
    """The minutes as a tagged PDF, Welsh first and English after it. Only what the reader's agency may see."""
    found = meeting_or_404(request, reference)
    try:
        copy = queries.get_minutes(request.actor, found, at=request.at)
    except Minutes.DoesNotExist as missing:
        raise Http404 from missing
    made = pdf.compile(_TEMPLATE, paper_of(copy), "cy", at=copy.confirmed_at)
    name = "-".join((found.reference, str(copy.version)))
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer
