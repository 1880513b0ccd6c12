"""Where systems for e-learning report what was completed, passed or failed, as xAPI 1.0.3 says.

A system shows its user name and its key (HTTP Basic). The user name says whose system it is, so that it is looked for
behind that agency's wall. Anything but statements of the three verbs is answered as taken, and not kept.
"""

from base64 import b64decode
from binascii import Error as NotBase64
from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from earlyhelp.develop.actions.elsewhere import SaysOtherwise, receive_statements
from earlyhelp.develop.models import LearningFeed
from earlyhelp.develop.queries.elsewhere import find_feed
from earlyhelp.develop.rules.statements import (
    MOST_BYTES,
    VERSION,
    NotValid,
    check_version,
    read_statements,
)
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import public
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.http import Request
from earlyhelp.partnership.models import Agency


# Without a token against forged requests: nobody is signed in here, and no cookie is looked at; the key is the proof.
@public
@csrf_exempt
def statements(request: Request) -> HttpResponseBase:
    """Take statements, one or an array of them: all or none. Answers with their ids."""
    answer = _answer(request)
    answer["X-Experience-API-Version"] = VERSION
    answer["Cache-Control"] = "no-store"
    return answer


def _answer(request: Request) -> HttpResponse:
    if request.method != "POST":
        refusal = _refused(HTTPStatus.METHOD_NOT_ALLOWED, _("Statements are sent here with POST."))
        refusal["Allow"] = "POST"
        return refusal
    shown = _shown(request.headers.get("Authorization", ""))
    agency = Agency.objects.filter(code=shown[0], closed_on=None).first() if shown else None
    if shown is None or agency is None:
        return _unknown()
    with acting(Actor.system(Purpose.RUNNING, agency_id=agency.pk)) as by:
        feed = find_feed(by, feed_id=shown[1], secret=shown[2])
        return _taken(request, by, feed) if feed else _unknown()


def _taken(request: Request, by: Actor, feed: LearningFeed) -> HttpResponse:
    try:
        if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
            return _refused(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                _("The body is larger than 1 MB. Send fewer statements at a time."),
            )
        check_version(request.headers.get("X-Experience-API-Version", ""))
        said = read_statements(request.body, at=request.at)
        receive_statements(by=by, feed=feed, statements=said, at=request.at)
    except NotValid as refusal:
        return _refused(HTTPStatus.BAD_REQUEST, str(refusal), place=refusal.place)
    except SaysOtherwise as refusal:
        return _refused(HTTPStatus.CONFLICT, str(refusal))
    return JsonResponse([str(one.id) for one in said], safe=False)


def _shown(header: str) -> tuple[str, UUID, str] | None:
    """The code of the agency, the key of the system and its secret, as HTTP Basic carries them."""
    scheme, _space, rest = header.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        name, _colon, secret = b64decode(rest.strip(), validate=True).decode().partition(":")
        code, _dot, key = name.rpartition(".")
        return (code, UUID(key), secret) if secret else None
    except (NotBase64, ValueError):
        return None


def _unknown() -> HttpResponse:
    refusal = _refused(
        HTTPStatus.UNAUTHORIZED, _("Show the user name and the key of a system that may report here.")
    )
    refusal["WWW-Authenticate"] = 'Basic realm="xAPI", charset="UTF-8"'
    return refusal


def _refused(status: HTTPStatus, words: str, *, place: int | None = None) -> HttpResponse:
    said: dict[str, object] = {"error": words}
    if place is not None:
        said["statement"] = place
    return JsonResponse(said, status=status, json_dumps_params={"ensure_ascii": False})
