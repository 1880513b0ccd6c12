"""The menu: the few pages that a role works in."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from earlyhelp.partnership.choices import Role
from earlyhelp.solve.choices.emergencies import EMERGENCY

_WORK = ("desk:my_work", _("My work"))
_SERVICES = ("signpost:service_list", _("Services"))
_CHECKS = ("solve:checks", _("Checks"))
_MEETINGS = ("solve:meetings", _("Meetings"))
_FAMILIES = ("solve:my_episodes", _("Families"))
_CASELOAD = ("solve:caseloads", _("Caseload"))
_MESSAGES = ("inform:messages", _("Messages"))
_STANDARDS = ("solve:standards", _("Standards"))
_FRONT_DOOR = (
    _WORK,
    ("solve:queue", _("Queue")),
    _CASELOAD,
    _MEETINGS,
    ("understand:search", _("Search")),
    ("signpost:returned", _("Referrals")),
    _SERVICES,
    _MESSAGES,
)
_GOVERNANCE = ("govern:governance", _("Governance"))
_UNMET = ("signpost:unmet", _("Needs not met"))
MENU = {
    Role.NOTIFIER: (
        _WORK,
        ("identify:start", _("Notify")),
        ("desk:my_notifications", _("My notifications")),
        _SERVICES,
        _MESSAGES,
    ),
    Role.SUPERVISOR: (_WORK, ("desk:team", _("My team")), _UNMET, _MESSAGES),
    Role.DECISION_MAKER: _FRONT_DOOR,
    Role.COORDINATOR: (
        *_FRONT_DOOR[:2],
        ("solve:who_has_what", _("Who has what")),
        *_FRONT_DOOR[2:],
        _STANDARDS,
    ),
    Role.PARTNER: (_WORK, _FAMILIES, _CHECKS, _MEETINGS, _SERVICES, _MESSAGES),
    Role.SERVICE_WORKER: (
        _WORK,
        ("signpost:inbox", _("Referrals")),
        _CHECKS,
        _MEETINGS,
        ("signpost:ours", _("Our entries")),
        _SERVICES,
        _MESSAGES,
    ),
    Role.AUDITOR: (_WORK, ("govern:audit", _("Audit")), _GOVERNANCE, _MESSAGES),
    Role.ADMINISTRATOR: (
        _WORK,
        ("partnership:administration", _("Administration")),
        ("inform:failed", _("Messages not sent")),
        ("exchange:imports", _("Imports")),
        ("signpost:steward", _("Directory")),
        ("signpost:partners", _("Partners")),
        _STANDARDS,
        _GOVERNANCE,
        _SERVICES,
        _MESSAGES,
    ),
}


def menu(request: HttpRequest) -> dict[str, Any]:
    """Return the menu of the practitioner's role, with the page that is open marked."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"navigation": []}
    opened = _opened_in_emergency(request)
    items = [
        {"href": reverse(name), "text": text, "current": request.path == reverse(name)}
        for name, text in MENU[Role(user.role)]
    ]
    return {"navigation": items, "emergency": opened}


def _opened_in_emergency(request: HttpRequest) -> dict[str, Any] | None:
    """What stays at the top of every page while a record is open in an emergency. From the session: no query."""
    key, reference, until = request.session.get(EMERGENCY, ("", "", ""))
    left = datetime.fromisoformat(until) - timezone.now() if until else timedelta(0)
    if left <= timedelta(0):
        return None
    return {"key": key, "reference": reference, "minutes": max(1, int(left.total_seconds() // 60))}
