"""Taking back a link, a joining or "not the same", each on a page that asks why."""

from collections.abc import Callable
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES
from earlyhelp.understand import actions
from earlyhelp.understand.forms.searches import TakeBackForm
from earlyhelp.understand.queries.said_of_people import Said, get_said


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def take_back(request: Request, kind: str, said_id: UUID) -> HttpResponseBase:
    """Ask why, and take it back. What was said stays visible, with the reason."""
    try:
        said = get_said(request.actor, kind, said_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        _UNDO[said.kind](request, said, form.cleaned_data["because"])
        messages.success(request, _("It is taken back. It stays in the record."))
        return redirect("desk:person_sources", said.person.reference)
    status = HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    return render(request, "understand/take_back.html", {"form": form, "said": said}, status=status)


def _link(request: Request, said: Said, because: str) -> None:
    if said.reported_id is not None:
        actions.undo_link(by=request.actor, reported_id=said.reported_id, because=because, at=request.at)
    elif said.record_id is not None:
        actions.undo_link_of_record(
            by=request.actor, record_id=said.record_id, because=because, at=request.at
        )


def _join(request: Request, said: Said, because: str) -> None:
    actions.undo_join(by=request.actor, join_id=said.key, because=because, at=request.at)


def _not_same(request: Request, said: Said, because: str) -> None:
    actions.undo_not_same(by=request.actor, said_id=said.key, because=because, at=request.at)


_UNDO: dict[str, Callable[[Request, Said, str], None]] = {
    "link": _link,
    "join": _join,
    "not-same": _not_same,
}
