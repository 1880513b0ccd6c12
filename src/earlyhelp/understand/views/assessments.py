"""Writing down what matters to a person, beside what was written last time."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request
from earlyhelp.understand import actions, queries
from earlyhelp.understand.choices import WhyOpened
from earlyhelp.understand.forms.assessments import AssessmentForm
from earlyhelp.understand.models import Person
from earlyhelp.understand.rules import READERS
from earlyhelp.understand.rules.assessments import Overtaken
from earlyhelp.understand.views.entries import answered, attempt, day_of_request, page_language, person_or_404


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def write_assessment(request: Request, reference: str) -> HttpResponseBase:
    """Write down a conversation. What was written last time stands beside it; what is typed is kept as it is typed."""
    person = person_or_404(request, reference)
    last = queries.get_last_assessment(request.actor, person.pk)
    form = _form(request, person)
    if answered(request, form):
        try:
            said = form.conversation(page_language())
            seen = form.cleaned_data["seen_number"]
            if attempt_write(request, form, person, seen, said):
                messages.success(request, _("The conversation is written down."))
                return redirect("desk:person_what_matters", person.reference)
        except Overtaken as refusal:
            form = _again(request, person, refusal)
    view = request.resolver_match.view_name if request.resolver_match else ""
    if last is not None:
        queries.record_opening(request.actor, person, page=view, because=WhyOpened.HELP, at=request.at)
    context = {
        "form": form,
        "person": person,
        "last": last,
        "autosave_url": reverse("understand:autosave_assessment", args=[person.reference]),
        "back_url": reverse("desk:person_what_matters", args=[person.reference]),
    }
    return render(request, "understand/assessment.html", context)


def attempt_write(request: Request, form: AssessmentForm, person: Person, seen: int, said: Any) -> bool:
    """Save it, or say in the form why not. Raises Overtaken, for which both texts must be shown."""
    return attempt(
        form,
        lambda: actions.write_assessment(
            by=request.actor, person_id=person.pk, seen_number=seen, said=said, at=request.at
        ),
        unless=Overtaken,
    )


@require_POST
@allow(*READERS, purpose=Purpose.EARLY_HELP)
def autosave_assessment(request: Request, reference: str) -> HttpResponseBase:
    """Keep what was typed so far. Answers 204."""
    person = person_or_404(request, reference)
    typed = {name: str(value) for name, value in request.POST.items()}
    actions.save_assessment_draft(by=request.actor, person_id=person.pk, typed=typed, at=request.at)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@require_POST
@allow(*READERS, purpose=Purpose.EARLY_HELP)
def discard_assessment(request: Request, reference: str) -> HttpResponseBase:
    """Throw away what was typed and not saved."""
    person = person_or_404(request, reference)
    actions.discard_assessment_draft(by=request.actor, person_id=person.pk, at=request.at)
    messages.success(request, _("What you had not saved is thrown away."))
    return redirect("desk:person_what_matters", person.reference)


def _form(request: Request, person: Person) -> AssessmentForm:
    today = day_of_request(request)
    if request.method == "POST":
        return AssessmentForm(request.POST, today=today)
    draft = queries.get_assessment_draft(request.actor, person.pk)
    typed: dict[str, Any] = {"talked_on": today}
    seen = queries.get_latest_assessment_number(request.actor, person.pk)
    typed |= dict(draft[0]) if draft else {"seen_number": str(seen)}
    return AssessmentForm(initial=typed, today=today)


def _again(request: Request, person: Person, refusal: Overtaken) -> AssessmentForm:
    """The form as it was typed. It now knows of the colleague's conversation, so it can be sent again."""
    typed = request.POST.copy()
    typed["seen_number"] = str(refusal.number)
    actions.save_assessment_draft(
        by=request.actor,
        person_id=person.pk,
        typed={name: str(value) for name, value in typed.items()},
        at=request.at,
    )
    form = AssessmentForm(typed, today=day_of_request(request))
    form.add_error(None, str(refusal))
    return form
