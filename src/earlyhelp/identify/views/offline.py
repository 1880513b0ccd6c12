"""Writing without a signal: the shells that a telephone keeps, and where it sends what was written.

The shells, the worker and the manifest are the same for every visitor and hold nothing about anybody.
"""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from earlyhelp.govern.choices import Purpose
from earlyhelp.identify import actions, offline, queries, rules
from earlyhelp.identify.models import Draft
from earlyhelp.identify.pages import Written, only, opened_at, read_draft
from earlyhelp.identify.views.gone import mending
from earlyhelp.kit.access import allow, public
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import Role


@public
@require_GET
def write_offline(request: Request) -> HttpResponseBase:
    """The page on which a notification is written without a signal."""
    with translation.override(_language(request)):
        shown = offline.blank_forms(by=Actor.nobody(), at=request.at)
        return _shell(request, "identify/offline.html", shown)


@public
@require_GET
def waiting(request: Request) -> HttpResponseBase:
    """What waits on this telephone to be sent. The telephone fills it in."""
    with translation.override(_language(request)):
        return _shell(request, "identify/waiting.html", {})


@public
@require_GET
def offline_worker(request: Request) -> HttpResponseBase:
    """The service worker, for the whole service."""
    script = offline.worker_script(request.at)
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response["Service-Worker-Allowed"] = "/"
    response["Cache-Control"] = "no-cache"
    return response


@public
@require_GET
def manifest(request: Request) -> HttpResponseBase:
    """What a telephone needs to install the service among its own programs."""
    language = _language(request)
    icon = {"type": "image/png", "purpose": "any"}
    with translation.override(language):
        said = {
            "id": "/",
            "name": _("Early Action Together"),
            "short_name": _("Early Action"),
            "description": _(
                "Police, councils, health and charities in Wales, working together so that people get help early."
            ),
            "lang": language,
            "start_url": reverse("desk:my_work"),
            "scope": "/",
            "display": "standalone",
            "background_color": "#f5f8f8",
            "theme_color": "#0b4a50",
            "icons": [
                icon | {"src": static("kit/icon-192.png"), "sizes": "192x192"},
                icon | {"src": static("kit/icon-512.png"), "sizes": "512x512"},
                icon
                | {"src": static("kit/icon-maskable-512.png"), "sizes": "512x512", "purpose": "maskable"},
            ],
        }
    return JsonResponse(said, content_type="application/manifest+json")


@require_GET
@allow(Role.NOTIFIER, purpose=Purpose.OWN_WORK)
def offline_session(request: Request) -> HttpResponseBase:
    """Tell a telephone that has a signal again who is signed in, and give it a fresh token to send with."""
    owner = offline.owner_of(request.actor.practitioner_id)
    return JsonResponse({"owner": owner, "token": get_token(request)})


@require_POST
@allow(Role.NOTIFIER, purpose=Purpose.EARLY_HELP)
def offline_send(request: Request, draft_id: UUID) -> HttpResponseBase:
    """Send what was written without a signal. Sent again, it answers the same reference.

    Answers 200 with the reference; 400 for what can not be read; 409 when somebody else wrote it, or a page opened
    later has saved; 410 when there is nothing of this key; 422 with what to put right, and where.
    """
    if not (request.content_type or "").startswith("application/json"):
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)  # a form's body was read already, as a form
    item = offline.read_item(request.body)
    if item is None or not rules.is_own_key(draft_id):
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    if item.owner != offline.owner_of(request.actor.practitioner_id):
        return JsonResponse({"state": "other"}, status=HTTPStatus.CONFLICT)
    with translation.override(item.language):
        sent = queries.find_sent(by=request.actor, draft_id=draft_id)
        if sent is not None:
            return JsonResponse({"reference": sent.reference})
        try:
            return _judge_and_send(request, _received(request, draft_id, item), send=item.typed is not None)
        except rules.DraftChanged:
            href = reverse("identify:write", args=[draft_id])
            return JsonResponse({"state": "changed", "href": href}, status=HTTPStatus.CONFLICT)
        except rules.DraftGone:
            return JsonResponse({"state": "gone"}, status=HTTPStatus.GONE)


def _received(request: Request, draft_id: UUID, item: offline.Item) -> Draft:
    """The draft as the server now has it. Raises DraftGone, DraftChanged."""
    if item.typed is None or item.danger is None:
        return queries.get_draft(by=request.actor, draft_id=draft_id)
    return actions.receive_draft(
        by=request.actor,
        draft_id=draft_id,
        danger=item.danger,
        typed={page: only(item.typed, page) for page in rules.Page},
        # A telephone whose clock is fast must not keep the officer from putting it right on another page.
        opened=min(item.opened, int(opened_at(request.at))),
        at=request.at,
    )


def _judge_and_send(request: Request, draft: Draft, *, send: bool) -> HttpResponseBase:
    written = read_draft(by=request.actor, draft=draft, at=request.at, whole=True)
    report = written.judge(request.at)
    if report is None:
        return _to_mend(_problems(written), mending(written))
    check = reverse("identify:check", args=[draft.pk])
    if not send:
        return _to_mend([], check)
    try:
        sent = actions.submit_notification(by=request.actor, draft_id=draft.pk, report=report, at=request.at)
    except rules.DraftGone:
        raise
    except RuleError as refusal:
        return _to_mend([{"where": "", "message": str(refusal)}], check)
    return JsonResponse({"reference": sent.reference})


def _to_mend(problems: list[dict[str, str]], href: str) -> HttpResponseBase:
    return JsonResponse({"problems": problems, "href": href}, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _problems(written: Written) -> list[dict[str, str]]:
    """What to put right, in the order of the page."""
    found = [problem for part in written.parts for problem in part.problems()]
    return [{"where": problem.where, "message": problem.message} for problem in found]


def _language(request: Request) -> str:
    asked = request.GET.get("language", get_language())
    return "cy" if (asked or "").startswith("cy") else "en"


def _shell(request: Request, template: str, shown: dict[str, Any]) -> HttpResponseBase:
    """Draw a page as nobody: what a telephone keeps must not say who was signed in."""
    places = (
        ("desk:my_work", _("My work")),
        ("identify:offline", _("Write without a signal")),
        ("identify:waiting", _("Waiting to send")),
    )
    # The language stands in the addresses of the shells: a telephone without a signal asks for them by address.
    menu = [
        {
            "href": reverse(name)
            if name not in offline.SHELLS
            else f"{reverse(name)}?language={get_language()}",
            "text": text,
            "current": request.path == reverse(name),
        }
        for name, text in places
    ]
    as_nobody = {"user": AnonymousUser(), "messages": [], "navigation": menu}
    as_nobody |= {"offline_owner": "", "writes_offline": False}
    return render(request, template, as_nobody | shown | {"here": request.path})
