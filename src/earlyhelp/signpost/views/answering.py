"""A provider without an account answers: link, code, referral. Opening a link does nothing; every step is a POST.

Mailboxes open links by themselves to look for viruses. So nothing is sent, marked or shown by opening one.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit import secret_links
from earlyhelp.kit.access import allow, public
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.kit.secret_links import Entered
from earlyhelp.partnership.choices import Role
from earlyhelp.signpost.actions import answering
from earlyhelp.signpost.actions.moves import move_referral, open_referral
from earlyhelp.signpost.choices.referrals import LinkEnd, ReferralState, Side
from earlyhelp.signpost.forms.answering import CodeForm, MailboxesForm
from earlyhelp.signpost.forms.moves import MOVE_FORMS
from earlyhelp.signpost.models import AnswerLink, Referral
from earlyhelp.signpost.queries import links as queries
from earlyhelp.signpost.rules import links as rules
from earlyhelp.signpost.rules import referrals as referral_rules
from earlyhelp.signpost.views.referrals import facts_of, move_form
from earlyhelp.signpost.views.words import words_of

_PROOFS = "answer_links"
Step = Callable[[Request, AnswerLink, str], HttpResponseBase]


def _as_link(request: Request, token: str, step: Step) -> HttpResponseBase:
    """Do one step as the link of this address; say kindly why not when it is no link or is over."""
    parsed = secret_links.parse_token(token)
    if parsed is None:
        return _over(request, None)
    request.actor = rules.actor_of(parsed.link_id, language=(get_language() or "en")[:2])
    with acting(request.actor):
        link = queries.find_link(by=request.actor, token=parsed)
        why = queries.why_over(link, by=request.actor, at=request.at) if link else None
        if link is None or why is not None:
            return _over(request, why)
        response = step(request, link, token)
    return secret_links.keep_nowhere(response)


def _over(request: Request, why: LinkEnd | None) -> HttpResponse:
    status = HTTPStatus.NOT_FOUND if why is None else HTTPStatus.GONE
    response = render(request, "signpost/answer_over.html", {"why": why}, status=status)
    secret_links.leave_unlogged(response)
    return response


def _is_proven(request: Request, link: AnswerLink) -> bool:
    carried = request.session.get(_PROOFS, {}).get(link.pk.hex, "")
    return secret_links.is_proven(link.proven_at, carried=carried, at=request.at)


@public
def answer(request: Request, token: str) -> HttpResponseBase:
    """The page of a link: first it asks for a code, then it shows the referral."""
    return _as_link(request, token, _answer)


def _answer(request: Request, link: AnswerLink, token: str) -> HttpResponseBase:
    if _is_proven(request, link):
        return _referral_page(request, link, token)
    form = CodeForm(request.POST or None)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        entered = answering.enter_code(
            by=request.actor, link=link, code=form.cleaned_data["code"], at=request.at
        )
        if entered is Entered.RIGHT and link.proven_at is not None:
            request.session[_PROOFS] = {link.pk.hex: link.proven_at.isoformat()}
            return redirect("signpost:answer", token=token)
        if entered is Entered.LOCKED:
            return _over(request, LinkEnd.LOCKED)
        form.add_error(
            "code", _("This code is not right, or its time is over. Try again, or ask for a new one.")
        )
    context = {"form": form, "token": token, "asked": link.codes_asked > 0}
    return render(request, "signpost/answer_code.html", context)


@public
def ask_for_code(request: Request, token: str) -> HttpResponseBase:
    """Send a code to the other mailbox, when the button was pressed."""
    return _as_link(request, token, _ask_for_code)


def _ask_for_code(request: Request, link: AnswerLink, token: str) -> HttpResponseBase:
    if request.method != "POST":
        return redirect("signpost:answer", token=token)
    try:
        answering.ask_for_code(by=request.actor, link=link, at=request.at)
        messages.success(request, _("We have sent a code to your other mailbox. It may take a minute."))
    except rules.TooManyCodes as refusal:
        messages.error(request, str(refusal))
    return redirect("signpost:answer", token=token)


def _opened(request: Request) -> Referral:
    """The referral of the link, marked as seen, with its reading written down on both sides."""
    keys = Referral.objects.values_list("reference", flat=True)
    found = open_referral(by=request.actor, reference=keys.get(), at=request.at)
    answering.note_link_read(by=request.actor, referral=found, at=request.at)
    return found


def _referral_page(request: Request, link: AnswerLink, token: str) -> HttpResponseBase:
    found = _opened(request)
    moves = [words_of(found.state, to) for to in referral_rules.list_moves(found.state, Side.RECEIVER)]
    context = facts_of(request, found, Side.RECEIVER) | {"token": token, "moves": moves, "link": link}
    return render(request, "signpost/answer_referral.html", context)


@public
def answer_move(request: Request, token: str, to: str) -> HttpResponseBase:
    """Answer: accept, decline, wait, start, pause, finish."""
    if to not in MOVE_FORMS:
        return _over(request, None)

    def step(request: Request, link: AnswerLink, token: str) -> HttpResponseBase:
        return _answer_move(request, link, token, ReferralState(to))

    return _as_link(request, token, step)


def _answer_move(request: Request, link: AnswerLink, token: str, to: ReferralState) -> HttpResponseBase:
    if not _is_proven(request, link):
        return redirect("signpost:answer", token=token)
    found = _opened(request)
    if not referral_rules.can_move(found.state, to, Side.RECEIVER):
        return redirect("signpost:answer", token=token)
    form = move_form(request, found, to)
    ends = referral_rules.ends_receivers_access(to, through_link=True)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        try:
            move_referral(
                by=request.actor,
                reference=found.reference,
                to=to,
                seen=form.cleaned_data["seen"],
                said=form.said(),
                at=request.at,
            )
        except RuleError as refusal:
            form.add_error(None, str(refusal))
        else:
            if ends:
                return _over(request, LinkEnd.ANSWERED)
            messages.success(request, str(words_of(found.state, to).done))
            return redirect("signpost:answer", token=token)
    context = {"form": form, "token": token, "words": words_of(found.state, to), "loses_access": ends}
    return render(request, "signpost/answer_move.html", context)


# --- mailboxes ------------------------------------------------------------------------------------------


@allow(Role.ADMINISTRATOR, purpose=Purpose.RUNNING)
def partners(request: Request) -> HttpResponseBase:
    """Every partner that runs services, and how it answers referrals."""
    return render(request, "signpost/partners.html", {"partners": queries.list_partners(by=request.actor)})


@allow(Role.ADMINISTRATOR, purpose=Purpose.RUNNING)
def mailboxes(request: Request, partner_id: UUID) -> HttpResponseBase:
    """Agree two mailboxes with a partner."""
    found = next(
        (one for one in queries.list_partners(by=request.actor) if one.agency.pk == partner_id), None
    )
    if found is None:
        raise Http404
    known: dict[str, Any] = {}
    if found.contact is not None:
        known = {
            "link_mailbox": found.contact.link_mailbox,
            "code_mailbox": found.contact.code_mailbox,
            "agreed_with": found.contact.agreed_with,
        }
    form = MailboxesForm(request.POST or None, initial=known)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        answering.agree_mailboxes(by=request.actor, partner_id=partner_id, at=request.at, **form.cleaned_data)
        messages.success(request, _("The mailboxes are written down."))
        return redirect("signpost:partners")
    return render(request, "signpost/mailboxes.html", {"form": form, "partner": found})
