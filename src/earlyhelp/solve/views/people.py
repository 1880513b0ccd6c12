"""Who a report is about: link, not the same, a new person, undo."""

from collections.abc import Callable
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from earlyhelp.govern.choices import Purpose
from earlyhelp.identify.models import ReportedPerson
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import Role
from earlyhelp.solve import queries
from earlyhelp.solve.forms import UndoForm
from earlyhelp.solve.views.showing import get_case_or_404, show_case
from earlyhelp.understand import actions
from earlyhelp.understand.models import Person


@require_POST
@allow(Role.DECISION_MAKER, purpose=Purpose.EARLY_HELP)
def link(request: Request, reference: str, position: int) -> HttpResponseBase:
    """The two are one person."""
    person_id, other_id = _key(request, "person"), _key(request, "other")

    def change(reported_id: UUID) -> None:
        if person_id is not None:
            actions.link_reported(
                by=request.actor, reported_id=reported_id, person_id=person_id, at=request.at
            )
        elif other_id is not None:
            actions.link_reports(by=request.actor, reported_id=reported_id, other_id=other_id, at=request.at)
        else:
            raise Http404

    return _change(request, reference, position, change, _("They are linked. You can undo this."))


@require_POST
@allow(Role.DECISION_MAKER, purpose=Purpose.EARLY_HELP)
def not_same(request: Request, reference: str, position: int) -> HttpResponseBase:
    """The two are two people."""
    person_id, other_id = _key(request, "person"), _key(request, "other")
    if (person_id is None) == (other_id is None):
        raise Http404

    def change(reported_id: UUID) -> None:
        actions.say_not_same(
            by=request.actor, reported_id=reported_id, person_id=person_id, other_id=other_id, at=request.at
        )

    return _change(request, reference, position, change, _("Remembered. You will not be asked again."))


@require_POST
@allow(Role.DECISION_MAKER, purpose=Purpose.EARLY_HELP)
def new_person(request: Request, reference: str, position: int) -> HttpResponseBase:
    """Nobody knows this person yet."""

    def change(reported_id: UUID) -> None:
        actions.make_person(by=request.actor, reported_id=reported_id, at=request.at)

    return _change(request, reference, position, change, _("The new person is recorded. You can undo this."))


@allow(Role.DECISION_MAKER, purpose=Purpose.EARLY_HELP)
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
    except (ReportedPerson.DoesNotExist, Person.DoesNotExist) as missing:
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


def _key(request: Request, name: str) -> UUID | None:
    """A key that the page carries, or None when it carries none. Raises Http404 for what is no key."""
    typed = request.POST.get(name, "")
    if not typed:
        return None
    try:
        return UUID(typed)
    except ValueError as wrong:
        raise Http404 from wrong
