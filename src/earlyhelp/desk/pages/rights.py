"""The frame of every page about a request: who may open it, its head, and a form for each step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from typing import Any, Final

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.desk.forms.rights import AnswerForm, AskForm, IdentityForm, WordsForm
from earlyhelp.govern.actions import rights as actions
from earlyhelp.govern.choices.rights import RightsKind, RightsState
from earlyhelp.govern.models.rights import RightsRequest
from earlyhelp.govern.queries.rights import get_request
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.forms import Form, language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.kit.working_days import LONDON

Act = Callable[[Actor, RightsRequest, Mapping[str, Any], datetime], RightsRequest]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a request: its page, and the action that it leads to. `label` is the form's question, if its own."""

    title: str | Promise
    send: str | Promise
    form: type[Form]
    act: Act
    at_states: frozenset[str]
    label: str | Promise = ""
    lead: str | Promise = ""


_R = RightsState
STEPS: Final[Mapping[str, Step]] = {
    "identity": Step(
        _("Who asks is known"),
        _("Save"),
        IdentityForm,
        lambda by, one, said, at: actions.confirm_identity(
            by=by, request_id=one.pk, proof=said["proof"], at=at
        ),
        frozenset({_R.RECEIVED, _R.WAITING}),
    ),
    "ask": Step(
        _("Ask the person something"),
        _("Save, and let the clock rest"),
        AskForm,
        lambda by, one, said, at: actions.ask_the_person(
            by=by, request_id=one.pk, why=said["why"], words=said["words"], at=at
        ),
        frozenset({_R.RECEIVED, _R.WORKING}),
        lead=_("The clock rests from today until the person answers. Ask only for what you really need."),
    ),
    "heard": Step(
        _("The person has answered"),
        _("Save, and let the clock go on"),
        WordsForm,
        lambda by, one, said, at: actions.note_answer_of_person(
            by=by, request_id=one.pk, words=said["words"], at=at
        ),
        frozenset({_R.WAITING}),
        label=_("What did they answer?"),
    ),
    "extend": Step(
        _("Take two months more"),
        _("Save"),
        WordsForm,
        lambda by, one, said, at: actions.extend_request(
            by=by, request_id=one.pk, because=said["words"], at=at
        ),
        frozenset({_R.RECEIVED, _R.WAITING, _R.WORKING}),
        label=_("Why is it so much, and how did you tell the person today?"),
        lead=_(
            "Only where there is very much, or it is very hard to find; and the person must be told today."
        ),
    ),
    "answer": Step(
        _("Answer the request"),
        _("Save the answer"),
        AnswerForm,
        lambda by, one, said, at: actions.answer_request(
            by=by, request_id=one.pk, outcome=said["outcome"], words=said["words"], at=at
        ),
        frozenset({_R.WORKING}),
    ),
    "refuse": Step(
        _("Refuse the request"),
        _("Refuse"),
        WordsForm,
        lambda by, one, said, at: actions.refuse_request(
            by=by, request_id=one.pk, because=said["words"], at=at
        ),
        frozenset({_R.RECEIVED, _R.WAITING, _R.WORKING}),
        label=_("Why, in the words in which the person is told?"),
        lead=_("Only where it is plainly unfounded or far too much, or where section 45(4) applies."),
    ),
    "withdraw": Step(
        _("The person takes it back"),
        _("Save"),
        WordsForm,
        lambda by, one, said, at: actions.withdraw_request(
            by=by, request_id=one.pk, because=said["words"], at=at
        ),
        frozenset({_R.RECEIVED, _R.WAITING, _R.WORKING}),
        label=_("What did they say?"),
    ),
}


def steps_now(request: RightsRequest) -> list[tuple[str, str | Promise]]:
    """Which steps a request may take now, as a page offers them."""
    found = [(what, step.title) for what, step in STEPS.items() if request.state in step.at_states]
    if request.state == RightsState.WAITING and not request.identity:
        found = [one for one in found if one[0] != "heard"]
    if request.extended_on is not None:
        found = [one for one in found if one[0] != "extend"]
    return found


def request_or_404(request: Request, reference: str) -> RightsRequest:
    """One request of the officer's own agency. Raises Http404."""
    try:
        return get_request(request.actor, reference)
    except RightsRequest.DoesNotExist as missing:
        raise Http404 from missing


def day_of(request: Request) -> date:
    """The day in Wales."""
    return request.at.astimezone(LONDON).date()


def was_done(request: Request, form: Form, act: Callable[[], Any]) -> bool:
    """Whether the form was sent whole and what it asks was done. A refusal stands in the form."""
    if language_switch_requested(request):
        form.hide_errors()
        return False
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act()
    except RuleError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def ask(
    request: Request, form: Form, template: str = "desk/rights/ask.html", **words: Any
) -> HttpResponseBase:
    """The page around one form. `words`: title, send, back_url, caption, lead."""
    wrong = request.method == "POST" and bool(form.errors)
    status = HTTPStatus.BAD_REQUEST if wrong else HTTPStatus.OK
    return render(request, template, {"form": form} | words, status=status)


def download(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file to keep. Its name names nobody, and no browser or cache on the way keeps it."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=kind, headers=headers)


def puts_right(request: RightsRequest) -> bool:
    """Whether other agencies must hear of the answer: what was put right, or is not to be used or shared."""
    return request.kind != RightsKind.ACCESS
