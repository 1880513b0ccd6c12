"""A member of the family reads the plan and answers, without an account. Opening a link shows nothing; a code does.

Mailboxes open links by themselves to look for viruses: so nothing is sent, marked or shown by opening one.
"""

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from earlyhelp.kit import secret_links
from earlyhelp.kit.access import public
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.kit.secret_links import Entered
from earlyhelp.solve.actions import family_replies as actions
from earlyhelp.solve.actions.family_links import ask_for_family_code
from earlyhelp.solve.choices.family_links import CodeWay, FamilyLinkEnd
from earlyhelp.solve.forms.visits import FamilyCodeForm, FamilyReplyForm
from earlyhelp.solve.models import FamilyLink
from earlyhelp.solve.queries import family_links as queries
from earlyhelp.solve.queries.papers import as_pdf
from earlyhelp.solve.rules import family_links as rules
from earlyhelp.solve.views.plans import page_language

_PROOFS = "family_links"
Step = Callable[[Request, FamilyLink, str], HttpResponseBase]


def _as_reader(request: Request, token: str, step: Step) -> HttpResponseBase:
    """Do one step as the link of this address; say kindly why not when it is no link or is over."""
    parsed = secret_links.parse_token(token)
    if parsed is None:
        return _over(request, None)
    request.actor = rules.reader_of(parsed.link_id, language=page_language())
    with acting(request.actor):
        link = queries.find_family_link(by=request.actor, token=parsed)
        why = queries.why_over(link, by=request.actor, at=request.at) if link else None
        if link is None or why is not None:
            return _over(request, why)
        response = step(request, link, token)
    return secret_links.keep_nowhere(response)


def _over(request: Request, why: FamilyLinkEnd | None) -> HttpResponse:
    status = HTTPStatus.NOT_FOUND if why is None else HTTPStatus.GONE
    response = render(request, "solve/family/over.html", {"why": why}, status=status)
    secret_links.leave_unlogged(response)
    return response


def _is_proven(request: Request, link: FamilyLink) -> bool:
    carried = request.session.get(_PROOFS, {}).get(link.pk.hex, "")
    return secret_links.is_proven(link.proven_at, carried=carried, at=request.at)


@public
def open_plan(request: Request, token: str) -> HttpResponseBase:
    """The page of a link: first it asks for the code, then it shows the plan and asks whether it is right."""
    return _as_reader(request, token, _open)


def _open(request: Request, link: FamilyLink, token: str) -> HttpResponseBase:
    if _is_proven(request, link):
        return _plan(request, link, token)
    form = FamilyCodeForm(request.POST or None)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        entered = actions.enter_family_code(
            by=request.actor, link=link, code=form.cleaned_data["code"], at=request.at
        )
        if entered is Entered.RIGHT and link.proven_at is not None:
            request.session[_PROOFS] = {link.pk.hex: link.proven_at.isoformat()}
            return redirect("family_plan:open", token=token)
        if entered is Entered.LOCKED:
            return _over(request, FamilyLinkEnd.LOCKED)
        form.add_error("code", _("This code is not right, or its time is over. Try again."))
    context = {"form": form, "token": token, "is_sent": link.code_way != CodeWay.SPOKEN}
    return render(request, "solve/family/code.html", context)


@public
def ask_for_code(request: Request, token: str) -> HttpResponseBase:
    """Send a code by the other way, when the button was pressed."""
    return _as_reader(request, token, _ask_for_code)


def _ask_for_code(request: Request, link: FamilyLink, token: str) -> HttpResponseBase:
    if request.method == "POST":
        try:
            ask_for_family_code(by=request.actor, link=link, at=request.at)
            messages.success(request, _("We have sent you a code. It may take a minute."))
        except rules.TooManyCodes as refusal:
            messages.error(request, str(refusal))
    return redirect("family_plan:open", token=token)


def _plan(request: Request, link: FamilyLink, token: str) -> HttpResponseBase:
    form = FamilyReplyForm(request.POST or None)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        try:
            actions.give_family_reply(
                by=request.actor,
                link=link,
                answer=form.cleaned_data["answer"],
                words=form.cleaned_data["own_words"],
                language=page_language(),
                at=request.at,
            )
        except RuleError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Thank you. Your worker will read what you said."))
            return redirect("family_plan:open", token=token)
    version = queries.get_paper_of(link, by=request.actor)
    actions.note_family_reading(by=request.actor, link=link, at=request.at)
    parts = version.content["parts"]
    part = next((one for one in parts if one["language"] == page_language()), parts[0])
    context = {
        "form": form,
        "token": token,
        "part": part,
        "link": link,
        "replies": queries.list_replies_of(link, by=request.actor),
    }
    return render(request, "solve/family/plan.html", context)


@public
def paper(request: Request, token: str) -> HttpResponseBase:
    """The plan as a PDF, once the code was entered. The name of the file says nothing."""
    return _as_reader(request, token, _paper)


def _paper(request: Request, link: FamilyLink, token: str) -> HttpResponseBase:
    if not _is_proven(request, link):
        return redirect("family_plan:open", token=token)
    version = queries.get_paper_of(link, by=request.actor)
    actions.note_family_reading(by=request.actor, link=link, at=request.at)
    headers = {"Content-Disposition": 'attachment; filename="information.pdf"'}
    return HttpResponse(as_pdf(version, by=request.actor), content_type="application/pdf", headers=headers)
