"""Opening one person's record in an emergency, closing it, and what the owner's officer says of it."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from earlyhelp.govern.actions.breakglass import close_glass
from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.choices.breakglass import GlassState
from earlyhelp.govern.models import BreakGlass
from earlyhelp.govern.queries.breakglass import (
    Glass,
    get_glass_to_review,
    get_my_glass,
    list_glasses_to_review,
    list_my_glasses,
)
from earlyhelp.kit.access import allow, step_up
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import Role
from earlyhelp.solve.actions.emergencies import (
    answer_review,
    open_in_emergency,
    record_refusal,
    review_opening,
)
from earlyhelp.solve.choices.emergencies import EMERGENCY
from earlyhelp.solve.forms.emergencies import AnswerGlassForm, EmergencyForm, ReviewGlassForm
from earlyhelp.solve.rules.emergencies import CannotOpen
from earlyhelp.solve.views.asking import ask, posted, was_answered, was_done
from earlyhelp.understand.rules import READERS


@step_up()
@allow(*READERS, purpose=Purpose.SAFEGUARDING)
def emergency(request: Request) -> HttpResponseBase:
    """Ask to open one record in an emergency; and what the practitioner opened before."""
    form = EmergencyForm(posted(request), initial={"reference": request.session.pop("emergency_for", "")})
    if was_answered(request, form):
        try:
            glass = open_in_emergency(by=request.actor, at=request.at, **form.cleaned_data)
        except CannotOpen as refusal:
            record_refusal(by=request.actor, at=request.at)
            form.add_error(None, str(refusal))
        except RuleError as refusal:
            form.add_error(None, str(refusal))
        else:
            request.session[EMERGENCY] = [str(glass.pk), glass.record_reference, glass.until_at.isoformat()]
            return redirect("desk:person", glass.record_reference)
    return ask(
        request,
        form,
        template="solve/emergency/open.html",
        glasses=list_my_glasses(request.actor, at=request.at),
        back_url=reverse("desk:my_work"),
    )


@require_POST
@allow(*READERS, purpose=Purpose.SAFEGUARDING)
def close(request: Request, glass_id: UUID) -> HttpResponseBase:
    """Close it before its time."""
    try:
        close_glass(by=request.actor, glass_id=glass_id, at=request.at)
        messages.success(
            request, _("The record is closed. The agency that keeps it reviews why it was opened.")
        )
    except BreakGlass.DoesNotExist as missing:
        raise Http404 from missing
    except RuleError as refusal:
        messages.error(request, str(refusal))
    request.session.pop(EMERGENCY, None)
    return redirect("solve:own_glass", glass_id)


@allow(*READERS, purpose=Purpose.SAFEGUARDING)
def own_glass(request: Request, glass_id: UUID) -> HttpResponseBase:
    """One opening of the practitioner's own, and the answer to the officer when more is asked."""
    glass = _glass(lambda: get_my_glass(request.actor, glass_id, at=request.at))
    form = AnswerGlassForm(posted(request))
    if was_answered(request, form) and was_done(
        form,
        lambda: answer_review(
            by=request.actor, glass_id=glass_id, words=form.cleaned_data["words"], at=request.at
        ),
    ):
        messages.success(request, _("Your answer is with the officer."))
        return redirect("solve:own_glass", glass_id)
    return ask(
        request,
        form,
        template="solve/emergency/own.html",
        glass=glass,
        is_asked=glass.state is GlassState.ASKED,
        back_url=reverse("solve:emergency"),
    )


@allow(Role.AUDITOR, purpose=Purpose.ASSURANCE)
def glasses(request: Request) -> HttpResponseBase:
    """Openings of the agency's records in emergencies: what waits for a review first. Names nobody of the records."""
    found = list_glasses_to_review(request.actor, at=request.at)
    return render(request, "solve/emergency/list.html", {"glasses": found})


@allow(Role.AUDITOR, purpose=Purpose.ASSURANCE)
def review_glass(request: Request, glass_id: UUID) -> HttpResponseBase:
    """One opening: who, when, why and what was said of it; and the officer's own finding."""
    glass = _glass(lambda: get_glass_to_review(request.actor, glass_id, at=request.at))
    form = ReviewGlassForm(posted(request))
    if was_answered(request, form) and was_done(
        form,
        lambda: review_opening(by=request.actor, glass_id=glass_id, at=request.at, **form.cleaned_data),
    ):
        messages.success(request, _("It is written down, and whoever opened the record is told."))
        return redirect("solve:glasses")
    return ask(
        request,
        form,
        template="solve/emergency/review.html",
        glass=glass,
        may_review=glass.state in (GlassState.TO_REVIEW, GlassState.ASKED),
        back_url=reverse("solve:glasses"),
    )


def _glass(find: Callable[[], Glass]) -> Glass:
    try:
        return find()
    except BreakGlass.DoesNotExist as missing:
        raise Http404 from missing
