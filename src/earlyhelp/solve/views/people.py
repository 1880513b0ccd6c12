"""Who a report is about: not the same, a new person, undo. Linking is `understand`'s, after its preview."""

from collections.abc import Callable
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES
from earlyhelp.solve import queries
from earlyhelp.solve.forms import UndoForm
from earlyhelp.solve.views.showing import get_case_or_404, show_case
from earlyhelp.understand import actions
from earlyhelp.understand.rules import Side, SideKind, side_of


@require_POST
@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def not_same(request: Request, reference: str, position: int) -> HttpResponseBase:
    """The two are two people."""
    other = _side(request)

    def change(reported_id: UUID) -> None:
        one = Side(SideKind.REPORT, reported_id)
        actions.part_sides(by=request.actor, one=one, other=other, at=request.at)

    return _change(request, reference, position, change, _("Remembered. You will not be asked again."))


@require_POST
@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def new_person(request: Request, reference: str, position: int) -> HttpResponseBase:
    """Nobody knows this person yet."""

    def change(reported_id: UUID) -> None:
        actions.make_person(by=request.actor, reported_id=reported_id, at=request.at)

    return _change(request, reference, position, change, _("The new person is recorded. You can undo this."))


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def undo(request: Request, reference: str, position: int) -> HttpResponseBase:
    """Take a link back, and say why."""
    if request.method != "POST":
        return redirect("solve:case", reference)
    form = UndoForm(request.POST, prefix=f"undo-{position}")
    if not form.is_valid():
        case = get_case_or_404(request, reference)
        return show_case(request, case, undo=(position, form), status=HTTPStatus.BAD_REQUEST)

    def change(reported_id: UUID) -> None:
        because = form.cleaned_data["because"]
        actions.undo_link(by=request.actor, reported_id=reported_id, because=because, at=request.at)

    return _change(request, reference, position, change, _("The link is undone. It stays in the record."))


def _change(
    request: Request, reference: str, position: int, change: Callable[[UUID], None], done: str
) -> HttpResponseBase:
    """Change who somebody is, and come back to them on the page; or show why it was refused."""
    try:
        reported = queries.get_reported(by=request.actor, reference=reference, position=position)
        change(reported.pk)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except (
        NotAllowed
    ):  # pragma: no cover: the page's own roles asked the same; the middleware answers if it changed
        raise
    except RuleError as refusal:
        case = get_case_or_404(request, reference)
        return show_case(request, case, refusal=refusal, status=HTTPStatus.CONFLICT)
    messages.success(request, done)
    return redirect(f"{reverse('solve:case', args=[reference])}#person-{position}")


def _side(request: Request) -> Side:
    """The other one, as the page carries it. Raises Http404 for what is none."""
    other = side_of(request.POST.get("other", ""))
    if other is None:
        raise Http404
    return other
