"""Find support: for anyone, in both languages, without signing in, and without a trace.

What is searched for is sent in the body of a POST and never stands in an address: an address is kept by the browser,
by every proxy and in the server's log. The pages carry no token against forged requests, so no cookie is set: they act
for nobody, and a stranger gains nothing by making somebody else search. What they can send is counted instead.
"""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt

from earlyhelp.inform.actions import NotHandedOver
from earlyhelp.inform.choices import Channel
from earlyhelp.inform.queries import is_set_up
from earlyhelp.kit.access import public
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.forms.language import remember
from earlyhelp.kit.http import Request, client_address
from earlyhelp.signpost.actions.finding import make_remark, send_list
from earlyhelp.signpost.choices.finding import RemarkKind
from earlyhelp.signpost.facts import list_helplines
from earlyhelp.signpost.forms.finding import GROUPS, FindForm, RemarkForm, SendForm
from earlyhelp.signpost.models import Service
from earlyhelp.signpost.queries.finding import Found, find_support, get_public_service
from earlyhelp.signpost.queries.leaflets import get_leaflet, get_leaflet_paper
from earlyhelp.signpost.rules.finding import TooManySent

_CHIPS = ("words", "place", "for_whom", "age", "language", "within", "only")


# Without a token: nobody is signed in, nothing is changed, and the page sets no cookie that a token would need. What is
# looked for goes by POST only so that it stands in no address and no log.
@public
@csrf_exempt
def find(request: Request) -> HttpResponseBase:
    """Ask, and answer on the same page."""
    switched = language_switch_requested(request)
    typed = _without_removed(request.POST)
    form = FindForm(typed if request.method == "POST" else None)
    asks = request.method == "POST" and (bool(typed.get("shown")) or not switched)
    if asks and form.is_valid():
        return _results(request, form, typed, switched=switched)
    if switched or "remove" in request.POST:
        form.hide_errors()
    return _unkept(render(request, "signpost/find/ask.html", {"form": form, "helplines": list_helplines()}))


@public
def find_in_welsh(request: Request) -> HttpResponseBase:
    """The Welsh address of the finder: opens it in Welsh."""
    response = redirect("finding:find")
    remember(response, "cy")
    return response


# Without a token, for the same reason: nobody is signed in. Another site could send a remark as anybody could by hand;
# it changes nothing until a steward looks at it.
@public
@csrf_exempt
def remark(request: Request, service_id: UUID) -> HttpResponseBase:
    """Something is wrong here: a visitor says what."""
    found = _service(request, service_id)
    form = RemarkForm(request.POST or None)
    done = False
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        try:
            make_remark(
                by=request.actor,
                service_id=service_id,
                kind=RemarkKind(form.cleaned_data["kind"]),
                note=form.cleaned_data["note"],
                visitor=client_address(request),
                at=request.at,
            )
            done = True
        except TooManySent as refusal:
            form.add_error(None, str(refusal))
    return _unkept(render(request, "signpost/find/remark.html", {"form": form, "found": found, "done": done}))


@public
def leaflet(request: Request, service_id: UUID) -> HttpResponseBase:
    """A service on a sheet in both languages, to be printed from the browser."""
    try:
        sides = get_leaflet(service_id, by=request.actor, at=request.at)
    except Service.DoesNotExist:
        raise Http404 from None
    context = {"sides": sides, "key": service_id, "is_large": _is_large(request)}
    return render(request, "signpost/find/leaflet.html", context)


@public
def leaflet_paper(request: Request, service_id: UUID) -> HttpResponseBase:
    """The same as a tagged PDF. The name of the file says nothing."""
    try:
        paper = get_leaflet_paper(
            service_id,
            by=request.actor,
            address=settings.SITE_ADDRESS.rstrip("/"),
            is_large=_is_large(request),
            at=request.at,
        )
    except Service.DoesNotExist:
        raise Http404 from None
    response = HttpResponse(paper, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="leaflet.pdf"'
    return response


def _is_large(request: Request) -> bool:
    return request.GET.get("print") == "large"


def _results(request: Request, form: FindForm, typed: QueryDict, *, switched: bool) -> HttpResponse:
    found, total = find_support(by=request.actor, sought=form.sought(), at=request.at)
    texts = is_set_up(by=request.actor, channel=Channel.TEXT)
    sending = "send" in typed and not switched
    keys = " ".join(str(one.service.pk) for one in found)
    send_form = SendForm(typed if sending else None, texts=texts, initial={"keys": keys})
    sent = sending and send_form.is_valid() and _sent(request, send_form)
    # What was typed stays in the form, and the form says that its answer is on the page.
    typed["shown"] = "1"
    context = {
        "form": form,
        "send_form": send_form,
        "sent": sent,
        "chips": _chips(form),
        "found": found,
        "total": total,
        "where": form.where,
        "helplines": list_helplines(),
        "carried": [
            (name, value) for name, values in typed.lists() if name in form.fields for value in values
        ],
    }
    page = "signpost/find/print.html" if "print" in typed else "signpost/find/results.html"
    return _unkept(render(request, page, context))


def _sent(request: Request, form: SendForm) -> bool:
    answers = form.cleaned_data
    channel = Channel.EMAIL if answers["email"] else Channel.TEXT
    try:
        send_list(
            by=request.actor,
            keys=answers["keys"],
            channel=channel,
            destination=answers["email"] or answers["telephone"],
            language=(get_language() or "en")[:2],
            visitor=client_address(request),
            at=request.at,
        )
    except (TooManySent, NotHandedOver) as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _without_removed(sent: QueryDict) -> QueryDict:
    """What was typed, less the filter whose cross was pressed: "name" or "name:value"."""
    typed = sent.copy()
    name, _colon, value = typed.get("remove", "").partition(":")
    if name:
        typed.setlist(name, [one for one in typed.getlist(name) if one != value])
    return typed


def _chips(form: FindForm) -> list[dict[str, str]]:
    """The filters that are on, each with what to send to take it off."""
    chips = []
    for name in (*GROUPS, *_CHIPS):
        answer = form.cleaned_data[name]
        labels = {str(key): str(label) for key, label in getattr(form.fields[name], "choices", [])}
        chosen = answer if isinstance(answer, list) else [answer]
        chips += [
            {"remove": f"{name}:{value}", "text": labels.get(str(value), str(value))}
            for value in chosen
            if value
        ]
    return chips


def _service(request: Request, service_id: UUID) -> Found:
    try:
        return get_public_service(service_id, by=request.actor, at=request.at)
    except Service.DoesNotExist:
        raise Http404 from None


def _unkept(response: HttpResponse) -> HttpResponse:
    """No browser and no cache on the way keeps what was asked."""
    patch_cache_control(response, no_store=True, private=True)
    return response
