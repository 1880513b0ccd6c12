"""Writing down how it is safe to reach a person."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request
from earlyhelp.understand import actions, queries
from earlyhelp.understand.choices import WhyOpened
from earlyhelp.understand.forms.contacts import ContactForm
from earlyhelp.understand.models import ContactPlan
from earlyhelp.understand.rules import READERS
from earlyhelp.understand.rules.contacts import PlanOvertaken
from earlyhelp.understand.views.entries import answered, attempt, day_of_request, person_or_404


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def record_contact_plan(request: Request, reference: str) -> HttpResponseBase:
    """Ask the person, and write down what they answered. The answers before stay."""
    person = person_or_404(request, reference)
    plans = queries.list_contact_plans(request.actor, person.pk)
    own = next((one for one in plans if one.agency_id == request.actor.agency_id), None)
    seen = queries.get_latest_plan_number(request.actor, person.pk)
    form = _form(request, own, seen)
    if answered(request, form):
        try:
            done = attempt(
                form,
                lambda: actions.record_contact_plan(
                    by=request.actor,
                    person_id=person.pk,
                    seen_number=form.cleaned_data["seen_number"],
                    plan=form.plan(),
                    at=request.at,
                ),
                unless=PlanOvertaken,
            )
            if done:
                messages.success(request, _("It is written down how it is safe to reach them."))
                return redirect("desk:person_contact", person.reference)
        except PlanOvertaken as refusal:
            typed = request.POST.copy()
            typed["seen_number"] = str(seen)
            form = ContactForm(typed, today=day_of_request(request))
            form.add_error(None, str(refusal))
    reports = queries.list_reports_now(request.actor, person)
    view = request.resolver_match.view_name if request.resolver_match else ""
    queries.record_opening(request.actor, person, page=view, because=WhyOpened.HELP, at=request.at)
    context = {
        "form": form,
        "person": person,
        "way": queries.get_safe_way(request.actor, person.pk, reports),
        "back_url": reverse("desk:person_contact", args=[person.reference]),
    }
    return render(request, "understand/contact.html", context)


def _form(request: Request, own: ContactPlan | None, seen: int) -> ContactForm:
    today = day_of_request(request)
    if request.method == "POST":
        return ContactForm(request.POST, today=today)
    known: dict[str, Any] = {"seen_number": str(seen), "asked_on": today}
    if own is not None:
        for name in ContactForm.base_fields:
            if name not in known:
                known[name] = getattr(own, name)
    return ContactForm(initial=known, today=today)
