"""Whoever asked opens their pack, without an account: with a private link, and a code that an officer told them."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from earlyhelp.desk.forms.rights import CodeForm
from earlyhelp.desk.pages.rights import download
from earlyhelp.desk.queries.packs import pack_json, pack_pdf, pack_words
from earlyhelp.govern.actions.packs import enter_pack_code, note_pack_read
from earlyhelp.govern.choices.rights import PackLinkEnd
from earlyhelp.govern.models.rights import PackLink
from earlyhelp.govern.queries.rights import find_pack_link, why_pack_link_over
from earlyhelp.govern.rules.pack_links import reader_of
from earlyhelp.kit import secret_links
from earlyhelp.kit.access import public
from earlyhelp.kit.database import acting
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request

_PROOFS: Final = "pack_links"
Act = Callable[[Request, PackLink, str], HttpResponseBase]


def _language() -> str:
    return "cy" if (get_language() or "en").startswith("cy") else "en"


def _as_reader(request: Request, token: str, act: Act) -> HttpResponseBase:
    """Do it as the link of this address; say kindly why not when it is no link or is over."""
    parsed = secret_links.parse_token(token)
    if parsed is None:
        return _over(request, None)
    request.actor = reader_of(parsed.link_id, language=_language())
    with acting(request.actor):
        link = find_pack_link(request.actor, parsed)
        why = why_pack_link_over(request.actor, link, at=request.at) if link else None
        if link is None or why is not None:
            return _over(request, why)
        return secret_links.keep_nowhere(act(request, link, token))


def _over(request: Request, why: PackLinkEnd | None) -> HttpResponse:
    status = HTTPStatus.NOT_FOUND if why is None else HTTPStatus.GONE
    response = render(request, "desk/rights/over.html", {"why": why}, status=status)
    secret_links.leave_unlogged(response)
    return response


def _is_proven(request: Request, link: PackLink) -> bool:
    carried = request.session.get(_PROOFS, {}).get(link.pk.hex, "")
    return secret_links.is_proven(link.proven_at, carried=carried, at=request.at)


@public
def my_pack(request: Request, token: str) -> HttpResponseBase:
    """First it asks for the code, then it shows what is in the pack and gives it to keep."""
    return _as_reader(request, token, _open)


def _open(request: Request, link: PackLink, token: str) -> HttpResponseBase:
    if _is_proven(request, link):
        return _shown(request, link, token)
    form = CodeForm(request.POST or None)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        entered = enter_pack_code(by=request.actor, link=link, code=form.cleaned_data["code"], at=request.at)
        if entered is secret_links.Entered.RIGHT and link.proven_at is not None:
            request.session[_PROOFS] = {link.pk.hex: link.proven_at.isoformat()}
            return redirect("desk:my_pack", token=token)
        if entered is secret_links.Entered.LOCKED:
            return _over(request, PackLinkEnd.LOCKED)
        form.add_error("code", _("This code is not right. Try again."))
    return render(request, "desk/rights/code.html", {"form": form, "token": token})


def _shown(request: Request, link: PackLink, token: str) -> HttpResponseBase:
    note_pack_read(by=request.actor, link=link, at=request.at)
    content = link.pack.content or {}
    language = _language() if _language() in content["languages"] else content["languages"][0]
    words = {name: said[language] for name, said in pack_words()["frame"].items()}
    context = {"pack": link.pack, "content": content, "token": token, "words": words, "written": language}
    return render(request, "desk/rights/my_pack.html", context)


@require_GET
@public
def my_pack_paper(request: Request, token: str) -> HttpResponseBase:
    """The pack as a tagged PDF, once the code was entered. The name of the file says nothing."""
    return _as_reader(request, token, _paper)


def _paper(request: Request, link: PackLink, token: str) -> HttpResponseBase:
    if not _is_proven(request, link):
        return redirect("desk:my_pack", token=token)
    note_pack_read(by=request.actor, link=link, at=request.at)
    made = pack_pdf(link.pack.content or {}, at=link.pack.made_at)
    return download(made, "application/pdf", "information.pdf")


@require_GET
@public
def my_pack_data(request: Request, token: str) -> HttpResponseBase:
    """The pack for a machine, once the code was entered."""
    return _as_reader(request, token, _data)


def _data(request: Request, link: PackLink, token: str) -> HttpResponseBase:
    if not _is_proven(request, link):
        return redirect("desk:my_pack", token=token)
    note_pack_read(by=request.actor, link=link, at=request.at)
    return download(pack_json(link.pack.content or {}), "application/json", "information.json")


@public
def your_rights(request: Request) -> HttpResponseBase:
    """How to ask to see, correct, restrict or stop sharing what is held, in plain words, for anybody."""
    return render(request, "desk/rights/your_rights.html")
