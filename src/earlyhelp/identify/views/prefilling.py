"""Finding the incident that a notification is about, and taking out again what it filled."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from earlyhelp.govern.choices import Purpose
from earlyhelp.identify import prefill, queries, rules
from earlyhelp.identify.forms import answers_in
from earlyhelp.identify.models import Incident
from earlyhelp.identify.pages import only
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import Role

FIND, REMOVE = "find_incident", "drop_incident"


@require_POST
@allow(Role.NOTIFIER, purpose=Purpose.EARLY_HELP)
def incident(request: Request, draft_id: UUID) -> HttpResponseBase:
    """What the incident of the number that was just typed fills, as JSON. Nothing is saved: the page saves itself.

    Answers {"said": sentence, "found": bool, "values": box to value}; 410 when the draft is gone.
    """
    try:
        queries.get_draft(by=request.actor, draft_id=draft_id)
    except rules.DraftGone:
        return HttpResponse(status=HTTPStatus.GONE)
    before = only(dict(request.POST.lists()), rules.Page.REPORT)
    filled, said, found = with_incident(request, before)
    values = {name: one[0] for name, one in filled.items() if before.get(name) != one}
    return JsonResponse({"said": said, "found": found, "values": values})


def answered(request: Request) -> tuple[QueryDict, str]:
    """The answers that were just sent, after an incident was found or taken out; and the sentence that says so."""
    typed = {name: [str(value) for value in values] for name, values in request.POST.lists()}
    if FIND in request.POST:
        filled, said, _found = with_incident(request, typed)
    else:
        filled, said = _without_incident(request, typed), _("What came from the incident was removed.")
    return answers_in(filled) or QueryDict(), said


def is_asked(request: Request) -> bool:
    """Whether one of this module's buttons was pressed."""
    return FIND in request.POST or REMOVE in request.POST


def with_incident(request: Request, typed: dict[str, list[str]]) -> tuple[dict[str, list[str]], str, bool]:
    """The answers filled from the incident whose number was typed, what to say, and whether there is one."""
    number = (typed.get("incident_number") or [""])[0].strip()
    if not number:
        return typed, _("Enter the incident number first. You can also go on without it."), False
    facts = _facts(request, number)
    if facts is None:
        sentence = _("We do not know this incident number. Check it, or go on without: nothing is lost.")
        return typed, sentence, False
    if prefill.is_filled(typed) not in ("", facts.number):
        typed = _without_incident(request, typed)
    filled = prefill.fill(typed, facts)
    return filled, _("What the incident knows is filled in and marked. Change or remove anything."), True


def _without_incident(request: Request, typed: dict[str, list[str]]) -> dict[str, list[str]]:
    facts = _facts(request, prefill.is_filled(typed))
    return typed if facts is None else prefill.drop(typed, facts)


def _facts(request: Request, number: str) -> prefill.Facts | None:
    try:
        return prefill.facts_of(queries.get_incident(by=request.actor, number=number, at=request.at))
    except Incident.DoesNotExist:
        return None
