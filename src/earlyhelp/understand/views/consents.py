"""Writing down that the privacy notice was given, and whether a child understood a decision."""

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
from earlyhelp.understand.choices.consents import ConsentPurpose
from earlyhelp.understand.facts.notices import EDITION
from earlyhelp.understand.forms.consents import CompetenceForm, NoticeGivenForm
from earlyhelp.understand.models import Person
from earlyhelp.understand.rules import READERS
from earlyhelp.understand.rules.consents import Recipient
from earlyhelp.understand.views.entries import answered, attempt, day_of_request, person_or_404


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def give_notice(request: Request, reference: str) -> HttpResponseBase:
    """Write down that a person was given the privacy notice: the step before consent."""
    person = person_or_404(request, reference)
    form = NoticeGivenForm(request.POST or None, today=day_of_request(request))
    if answered(request, form) and attempt(
        form,
        lambda: actions.record_notice(
            by=request.actor, person_id=person.pk, notice=form.notice(EDITION), at=request.at
        ),
    ):
        messages.success(request, _("It is written down that they got the privacy notice."))
        return redirect("desk:person_consent", person.reference)
    return _page(request, person, form, "understand/notice_given.html")


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def record_competence(request: Request, reference: str) -> HttpResponseBase:
    """Write down whether a child understood one decision on one day."""
    person = person_or_404(request, reference)
    about, _colon, to = request.GET.get("about", "").partition(":")
    form = CompetenceForm(
        request.POST or None,
        today=day_of_request(request),
        recipients=queries.list_recipients(request.actor),
        initial={"purpose": about, "to": to} if to else None,
    )
    if answered(request, form):
        said = form.cleaned_data
        done = attempt(
            form,
            lambda: actions.record_competence(
                by=request.actor,
                person_id=person.pk,
                purpose=ConsentPurpose(said["purpose"]),
                to=Recipient.of_key(said["to"]),
                understands=said["understands"],
                why=said["why"],
                on=said["on"],
                at=request.at,
            ),
        )
        if done:
            messages.success(request, _("It is written down, for this decision and this day."))
            return redirect("desk:person_consent", person.reference)
    return _page(request, person, form, "understand/competence.html")


def _page(request: Request, person: Person, form: Any, template: str) -> HttpResponseBase:
    back = reverse("desk:person_consent", args=[person.reference])
    return render(request, template, {"form": form, "person": person, "back_url": back})
