"""Following a decision up, and recording what the family was told."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.kit.forms import Form, language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve import actions as actions_of_room
from earlyhelp.solve.actions import followups as actions
from earlyhelp.solve.forms.followups import FamilyToldForm, FollowUpForm, ThanksForm
from earlyhelp.solve.queries import Case
from earlyhelp.solve.queries import followups as queries
from earlyhelp.solve.views.showing import get_case_or_404


@require_GET
@allow(*FRONT_DOOR_ROLES, purpose=Purpose.OWN_WORK)
def overdue(request: Request) -> HttpResponseBase:
    """Decisions whose day has come: mine, and those that nobody has. Names nobody who is helped."""
    found = queries.list_overdue(by=request.actor, at=request.at)
    return render(request, "solve/followups/list.html", {"found": found})


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def follow_up(request: Request, reference: str) -> HttpResponseBase:
    """Set another day, give it to somebody else, or say that nothing more is to be done."""
    case = _decided(request, reference)
    following = queries.get_following(request.actor, case.decisions[0])
    form = FollowUpForm(
        request.POST if request.method == "POST" else None,
        owners=queries.list_owners_to_choose(request.actor, case.notification),
        today=request.at.astimezone(LONDON).date(),
        initial={"owner": str(following.practitioner.pk) if following.practitioner else "team"},
    )
    if _may_send(request, form) and _followed(request, case, form):
        messages.success(request, _("It is recorded who follows this decision up."))
        return redirect("solve:case", case.notification.reference)
    return _form_page(request, "solve/followups/follow_up.html", case, form, following=following)


def _followed(request: Request, case: Case, form: FollowUpForm) -> bool:
    try:
        actions.follow_up(
            by=request.actor, notification_id=case.notification.pk, at=request.at, **form.arguments
        )
    except Practitioner.DoesNotExist as missing:  # pragma: no cover: the form lists the same people
        raise Http404 from missing
    except (
        NotAllowed
    ):  # pragma: no cover: reading the case asked the same; the middleware answers if it changed
        raise
    except RuleError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def family_told(request: Request, reference: str) -> HttpResponseBase:
    """Record how the family heard of the decision, or why they were not told."""
    case = _decided(request, reference)
    form = FamilyToldForm(request.POST if request.method == "POST" else None)
    if _may_send(request, form):
        cleaned = form.cleaned_data
        actions.tell_family(
            by=request.actor,
            notification_id=case.notification.pk,
            how=cleaned["how"],
            note=cleaned["note"] or "",
            at=request.at,
        )
        messages.success(request, _("It is recorded how the family heard."))
        return redirect("solve:case", case.notification.reference)
    return _form_page(request, "solve/followups/family_told.html", case, form)


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def thank_officer(request: Request, reference: str) -> HttpResponseBase:
    """Thank the officer who noticed, with one of a few sentences."""
    case = _decided(request, reference)
    form = ThanksForm(request.POST if request.method == "POST" else None)
    if _may_send(request, form):
        actions_of_room.thank_officer(
            by=request.actor, notification=case.notification, event=form.cleaned_data["event"], at=request.at
        )
        messages.success(request, _("The officer hears your thanks."))
        return redirect("solve:case", case.notification.reference)
    return _form_page(request, "solve/followups/thank.html", case, form)


def _decided(request: Request, reference: str) -> Case:
    case = get_case_or_404(request, reference)
    if not case.decisions:
        raise Http404
    return case


def _may_send(request: Request, form: Form) -> bool:
    if request.method != "POST":
        return False
    if language_switch_requested(request):
        form.hide_errors()
        return False
    return form.is_valid()


def _form_page(
    request: Request, template: str, case: Case, form: Form, **context: object
) -> HttpResponseBase:
    status = HTTPStatus.BAD_REQUEST if form.is_bound and form.errors else HTTPStatus.OK
    shown = {"form": form, "case": case, "notification": case.notification} | context
    return render(request, template, shown, status=status)
