"""A meeting on the screen: the cases on the left, one of them on the right; and last time's actions."""

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.kit.forms import Form, language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.partnership.models import Agency, Practitioner
from earlyhelp.partnership.queries.codelists import list_offered_by_group
from earlyhelp.solve.actions import meeting_access, meeting_agenda, meeting_sitting
from earlyhelp.solve.choices.lists import DECISION_REASONS
from earlyhelp.solve.choices.meetings import CaseState, MeetingState
from earlyhelp.solve.forms import meetings as forms
from earlyhelp.solve.models import Attendance, CaseWithholding, Meeting, MeetingCase
from earlyhelp.solve.queries import meeting_cases as reading
from earlyhelp.solve.queries import meetings as queries
from earlyhelp.solve.queries.meeting_cases import CasePage
from earlyhelp.solve.rules.meetings import ATTENDING_ROLES, may_lead
from earlyhelp.solve.views.meetings import HIDDEN, meeting_or_404


@require_GET
@allow(*ATTENDING_ROLES, purpose=Purpose.EARLY_HELP)
def case(request: Request, reference: str, case_id: UUID) -> HttpResponseBase:
    """One case of a meeting beside the list of all."""
    found = meeting_or_404(request, reference)
    return _show(request, found, case_or_404(request, found, case_id))


@require_POST
@allow(*ATTENDING_ROLES, purpose=Purpose.EARLY_HELP)
def write(request: Request, reference: str, case_id: UUID, what: str) -> HttpResponseBase:
    """Write something about a case. Whatever goes wrong, what was typed is on the page that says so."""
    found = meeting_or_404(request, reference)
    page = case_or_404(request, found, case_id)
    if what == "take":
        return _take(request, found, page)
    if what not in _WRITING:
        raise Http404
    made = _forms(request, found, page, {what: request.POST})
    form = made[what]
    if language_switch_requested(request):
        form.hide_errors()
        return _show(request, found, page, made)
    if form.is_valid():
        try:
            _WRITING[what](request, page.case, form)
        except NotAllowed:
            raise
        except RuleError as refusal:
            page = case_or_404(request, found, case_id)
            made = _forms(request, found, page, {what: _up_to_date(request, page)})
            made[what].add_error(None, str(refusal))
            return _show(request, found, page, made, what, HTTPStatus.CONFLICT)
        messages.success(request, _("It is written down."))
        if what == "remove":
            return redirect("solve:meeting", found.reference)
        return redirect("solve:meeting_case", found.reference, case_id)
    return _show(request, found, page, made, what, HTTPStatus.BAD_REQUEST)


@allow(*ATTENDING_ROLES, purpose=Purpose.EARLY_HELP)
def open_actions(request: Request, reference: str) -> HttpResponseBase:
    """With what the meeting opens: the actions of the last one that are still open."""
    found = meeting_or_404(request, reference)
    wrong = None
    if request.method == "POST":
        key = request.POST.get("action", "")
        form = forms.ReviewForm(request.POST, prefix=key)
        if form.is_valid():
            try:
                meeting_sitting.review_action(
                    by=request.actor,
                    meeting_id=found.pk,
                    meeting_action_id=UUID(key),
                    at=request.at,
                    **form.cleaned_data,
                )
            except NotAllowed:
                raise
            except RuleError as refusal:
                form.add_error(None, str(refusal))
            else:
                return redirect("solve:meeting_actions", found.reference)
        wrong = form
    rows = [
        (
            one,
            wrong
            if wrong is not None and wrong.prefix == str(one.kept.pk)
            else forms.ReviewForm(prefix=str(one.kept.pk)),
        )
        for one in queries.list_open_actions_before(request.actor, found)
    ]
    context = {
        "meeting": found,
        "rows": rows,
        "form": wrong,
        "may_review": may_lead(request.actor, agency_id=found.agency_id)
        and found.state == MeetingState.UNDER_WAY,
    }
    status = HTTPStatus.BAD_REQUEST if wrong is not None else HTTPStatus.OK
    return render(request, "solve/meeting_actions.html", context, status=status)


def case_or_404(request: Request, found: Meeting, case_id: UUID) -> CasePage:
    """The case, or no page: a withheld case is not even known to be there by its key."""
    try:
        return reading.get_case_page(request.actor, found, case_id, at=request.at)
    except MeetingCase.DoesNotExist as missing:
        raise Http404 from missing


def _take(request: Request, found: Meeting, page: CasePage) -> HttpResponseBase:
    try:
        meeting_sitting.take_case(by=request.actor, case_id=page.case.pk, at=request.at)
    except NotAllowed:
        raise
    except RuleError as refusal:
        messages.error(request, str(refusal))
    return redirect("solve:meeting_case", found.reference, page.case.pk)


def _up_to_date(request: Request, page: CasePage) -> Any:
    """What was typed, knowing now of what a colleague wrote, so that it can be sent again."""
    typed = request.POST.copy()
    typed["decide-expected_number"] = str(page.number)
    typed["tell-expected_version"] = str(page.case.version)
    return typed


def _show(
    request: Request,
    found: Meeting,
    page: CasePage,
    made: Mapping[str, Form] | None = None,
    wrong: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponseBase:
    lines = reading.list_agenda(request.actor, found, at=request.at)
    reading.list_names(request.actor, found, lines, at=request.at)
    made = made or _forms(request, found, page, {})
    is_to_come = found.state in queries.TO_COME
    context = {
        "meeting": found,
        "page": page,
        "case": page.case,
        "lines": lines,
        "done": sum(
            1 for one in lines if one.case and one.case.state in (CaseState.DECIDED, CaseState.SEALED)
        ),
        "leads": may_lead(request.actor, agency_id=found.agency_id),
        "is_under_way": found.state == MeetingState.UNDER_WAY,
        "is_to_come": is_to_come,
        "names_hidden": bool(request.session.get(HIDDEN)),
        "forms": made,
        "wrong": wrong,
        "form": made[wrong] if wrong else None,
    }
    return render(request, "solve/meeting_case.html", context, status=status)


def _forms(request: Request, found: Meeting, page: CasePage, sent: Mapping[str, Any]) -> dict[str, Form]:
    """Every form of the page, each under its own prefix; the one that was sent holds what was typed."""
    attendances = queries.list_attendances(request.actor, found)
    leads = may_lead(request.actor, agency_id=found.agency_id)
    present = _agencies(found, attendances)
    own = present if leads else [one for one in present if one.pk == request.actor.agency_id]
    case = page.case
    told = {
        "expected_version": case.version,
        "people": case.people,
        "strengths": case.strengths,
        "known": case.known,
    }
    own_agency = {"from_agency": str(request.actor.agency_key)}
    reasons = list_offered_by_group(request.actor, DECISION_REASONS, agency_id=case.agency_id)
    decided = {"expected_number": page.number, "agreed": [str(one.pk) for one in present]}
    return {
        "say": forms.SayForm(sent.get("say"), prefix="say", agencies=own, initial=own_agency),
        "decide": forms.DecideForm(
            sent.get("decide"),
            prefix="decide",
            about=case.about,
            agencies=present,
            reasons=reasons,
            initial=decided,
        ),
        "dissent": forms.DissentForm(sent.get("dissent"), prefix="dissent", agencies=own),
        "act": forms.TakeOnForm(sent.get("act"), prefix="act", people=_people(found, attendances)),
        "tell": forms.TellForm(sent.get("tell"), prefix="tell", initial=told),
        "withhold": forms.WithholdForm(
            sent.get("withhold"), prefix="withhold", agencies=[a for a in present if a.pk != found.agency_id]
        ),
        "show": forms.ShowForm(sent.get("show"), prefix="show"),
        "remove": forms.WhyForm(sent.get("remove"), prefix="remove"),
    }


def _agencies(found: Meeting, attendances: Sequence[Attendance]) -> list[Agency]:
    there = {found.agency_id: found.agency}
    there |= {one.attends_for.pk: one.attends_for for one in attendances if one.attends_for is not None}
    return list(there.values())


def _people(found: Meeting, attendances: Sequence[Attendance]) -> list[Practitioner]:
    who = {found.chair_id: found.chair}
    who |= {one.practitioner.pk: one.practitioner for one in attendances if one.practitioner is not None}
    return list(who.values())


def _say(request: Request, case: MeetingCase, form: Any) -> None:
    said = form.cleaned_data
    meeting_sitting.add_input(
        by=request.actor,
        case_id=case.pk,
        from_agency_id=UUID(said["from_agency"]),
        certainty=said["certainty"],
        text=said["text"],
        at=request.at,
    )


def _decide(request: Request, case: MeetingCase, form: Any) -> None:
    meeting_sitting.decide_case(
        by=request.actor, case_id=case.pk, expected_number=form.number, decided=form.decided, at=request.at
    )


def _dissent(request: Request, case: MeetingCase, form: Any) -> None:
    said = form.cleaned_data
    meeting_sitting.add_dissent(
        by=request.actor,
        case_id=case.pk,
        from_agency_id=UUID(said["from_agency"]),
        words=said["words"],
        at=request.at,
    )


def _act(request: Request, case: MeetingCase, form: Any) -> None:
    said = form.cleaned_data
    who = Practitioner.objects.get(pk=said["practitioner"]) if said["practitioner"] else None
    meeting_sitting.add_meeting_action(
        by=request.actor,
        case_id=case.pk,
        text=said["text"],
        due_on=said["due_on"],
        practitioner=who,
        somebody=said["somebody"],
        at=request.at,
    )


def _tell(request: Request, case: MeetingCase, form: Any) -> None:
    said = form.cleaned_data
    seen = said.pop("expected_version")
    meeting_agenda.tell_meeting(
        by=request.actor,
        case_id=case.pk,
        expected_version=int(seen) if seen.isdecimal() else -1,
        at=request.at,
        **said,
    )


def _withhold(request: Request, case: MeetingCase, form: Any) -> None:
    said = form.cleaned_data
    meeting_access.withhold_case(
        by=request.actor,
        case_id=case.pk,
        from_agency_id=UUID(said["from_agency"]),
        why=said["why"],
        at=request.at,
    )


def _let_see(request: Request, case: MeetingCase, form: Any) -> None:
    for one in CaseWithholding.objects.filter(case=case, ended_at=None):
        if str(one.from_agency_id) == form.cleaned_data["from_agency"]:
            meeting_access.end_withholding(
                by=request.actor, case_id=case.pk, from_agency_id=one.from_agency_id, at=request.at
            )


def _remove(request: Request, case: MeetingCase, form: Any) -> None:
    meeting_agenda.remove_case(by=request.actor, case_id=case.pk, why=form.cleaned_data["why"], at=request.at)


_WRITING: Final[Mapping[str, Callable[[Request, MeetingCase, Any], None]]] = {
    "say": _say,
    "decide": _decide,
    "dissent": _dissent,
    "act": _act,
    "tell": _tell,
    "withhold": _withhold,
    "show": _let_see,
    "remove": _remove,
}
