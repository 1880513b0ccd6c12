"""What waits for a practitioner, and what became of what they sent."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from earlyhelp.desk import queries
from earlyhelp.govern.choices import Purpose
from earlyhelp.identify.models import Notification
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.queries import get_practitioner
from earlyhelp.solve.actions import mark_feedback_read
from earlyhelp.solve.queries import get_team_figures, list_thanks
from earlyhelp.understand.rules import READERS

# Who finds the page of data quality here; an information governance officer finds it under Governance.
_LOOKS_AFTER_QUALITY = (Role.COORDINATOR, Role.SUPERVISOR)


@allow(*Role, purpose=Purpose.OWN_WORK)
def my_work(request: Request) -> HttpResponseBase:
    """What waits for the practitioner who is signed in."""
    shown: dict[str, object] = {"work": queries.list_work(by=request.actor, at=request.at)}
    if request.actor.role == Role.NOTIFIER:
        shown["officer"] = queries.get_officer_work(by=request.actor)
    shown["looks_after_quality"] = request.actor.role in _LOOKS_AFTER_QUALITY
    shown["reads_fairness"] = request.actor.role == Role.COORDINATOR
    shown["may_open_in_emergency"] = request.actor.role in READERS
    return render(request, "desk/my_work.html", shown)


@allow(Role.NOTIFIER, purpose=Purpose.OWN_WORK)
def my_notifications(request: Request) -> HttpResponseBase:
    """An officer's notifications, with what happened."""
    page, sent = queries.list_sent(by=request.actor, page=request.GET.get("page"))
    return render(request, "desk/my_notifications.html", {"page": page, "sent": sent})


@require_GET
@allow(Role.NOTIFIER, purpose=Purpose.OWN_WORK)
def my_thanks(request: Request) -> HttpResponseBase:
    """What went well because of an officer's notifications, in words without people."""
    return render(request, "desk/my_thanks.html", {"thanks": list_thanks(request.actor, at=request.at)})


@allow(Role.NOTIFIER, purpose=Purpose.OWN_WORK)
def my_notification(request: Request, reference: str) -> HttpResponseBase:
    """One of an officer's notifications: what happened since, then the report as sent."""
    try:
        sent, questions = queries.get_sent(by=request.actor, reference=reference, at=request.at)
    except Notification.DoesNotExist as missing:
        raise Http404 from missing
    mark_feedback_read(by=request.actor, notification_id=sent.notification.pk, at=request.at)
    return render(request, "desk/my_notification.html", {"sent": sent, "questions": questions})


@allow(Role.SUPERVISOR, purpose=Purpose.OWN_WORK)
def team(request: Request) -> HttpResponseBase:
    """A team's own figures: how much it sent and how soon it heard. Nobody is named."""
    figures = get_team_figures(request.actor, at=request.at)
    practitioner = get_practitioner(by=request.actor)
    return render(request, "desk/team.html", {"figures": figures, "team": practitioner.team})
