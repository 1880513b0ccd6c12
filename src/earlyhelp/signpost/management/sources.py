"""Fetching a feed from a file or an address, within limits of size and time."""

import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from time import monotonic
from typing import IO
from urllib.parse import urlsplit

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.signpost.openreferral import MAX_BYTES, FeedError

SILENCE = 15  # seconds without an answer
WHOLE = 300  # seconds for the whole feed
NOT_CHANGED = 304
_TEMPORARY = frozenset({429, 500, 502, 503, 504})
_CHUNK = 1024 * 1024
_WEB = frozenset({"http", "https"})
_ONLY_WEB = _("Only http and https addresses can be fetched. Save the feed as a file otherwise.")
_CUT_OFF = _("The feed was cut off or garbled on its way. Try again later.")


class BusyError(FeedError):
    """The other side could not answer now. `wait` is how many seconds it asks for, when it says so."""

    def __init__(self, message: str | Promise, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered. A `status` of 304 has no body: nothing has changed."""

    status: int
    body: bytes
    headers: Message


class _StayOnTheWeb(urllib.request.HTTPRedirectHandler):
    """Follows a redirection to http and https only."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        _check_scheme(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def read_source(source: str) -> tuple[bytes, str]:
    """The bytes of a feed and the name under which its services are kept.

    The name of an address is the address without its query or login; that of a file is the name of the file, so
    that the same feed in another folder is the same source. Raises FeedError, which says what to do.
    """
    if "://" in source:
        _check_scheme(source)
        return ask(source).body, address_name(source)
    path = Path(source)
    return _read_file(path), path.name[:250]


def _read_file(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise FeedError(_("The feed is larger than 64 megabytes. Load it in smaller parts."))
        return path.read_bytes()
    except FileNotFoundError as fault:
        raise FeedError(_("There is no such file. Check the path of the feed.")) from fault
    except IsADirectoryError as fault:
        raise FeedError(_("This is a folder, not a file. Give the path of the feed itself.")) from fault
    except OSError as fault:
        raise FeedError(_("The file cannot be read. Check who may read it.")) from fault


def _check_scheme(address: str) -> None:
    if urlsplit(address).scheme.lower() not in _WEB:
        raise FeedError(_ONLY_WEB)


def address_name(address: str) -> str:
    """The name of a source on the web: its address without query or login."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"[:250]


def ask(address: str, headers: Mapping[str, str] | None = None) -> Answer:
    """Fetch an address once. Raises FeedError, or BusyError when it is worth asking again."""
    _check_scheme(address)
    opener = urllib.request.build_opener(_StayOnTheWeb)
    said = {"Accept": "application/json", "User-Agent": "earlyhelp-directory", **(headers or {})}
    try:
        request = urllib.request.Request(address, headers=said)  # noqa: S310 the scheme is checked
        with opener.open(request, timeout=SILENCE) as answer:
            body = _read_within_limits(answer)
            promised = answer.headers.get("Content-Length", "")
            if promised.isdecimal() and len(body) < int(promised):
                raise BusyError(_CUT_OFF)
            return Answer(answer.status, body, answer.headers)
    except urllib.error.HTTPError as fault:
        fault.close()
        return _refused(fault)
    except TimeoutError as fault:
        raise BusyError(_("The feed did not answer in time. Try again later.")) from fault
    except urllib.error.URLError as fault:
        if isinstance(fault.reason, TimeoutError):
            raise BusyError(_("The feed did not answer in time. Try again later.")) from fault
        raise BusyError(
            _("The address cannot be reached. Check how it is written, and the connection.")
        ) from fault
    except (HTTPException, OSError) as fault:
        raise BusyError(_CUT_OFF) from fault
    except ValueError as fault:
        raise FeedError(_CUT_OFF) from fault


def _refused(fault: urllib.error.HTTPError) -> Answer:
    if fault.code == NOT_CHANGED:
        return Answer(NOT_CHANGED, b"", fault.headers)
    if fault.code not in _TEMPORARY:
        raise FeedError(_refusal(fault.code)) from fault
    wait = fault.headers.get("Retry-After", "")
    raise BusyError(_refusal(fault.code), float(wait) if wait.isdecimal() else None) from fault


def _read_within_limits(answer: IO[bytes]) -> bytes:
    """Read in pieces, so that neither an endless feed nor a very slow one holds the command for ever."""
    until = monotonic() + WHOLE
    pieces: list[bytes] = []
    size = 0
    while piece := answer.read(_CHUNK):
        size += len(piece)
        if size > MAX_BYTES:
            raise FeedError(_("The feed is larger than 64 megabytes. Load it in smaller parts."))
        if monotonic() > until:
            raise FeedError(_("The feed took longer than five minutes. Save it as a file and load that."))
        pieces.append(piece)
    return b"".join(pieces)


def _refusal(status: int) -> str:
    if status < 400:  # sent on to an address that is not on the web
        return str(_ONLY_WEB)
    if status in {401, 403}:
        return str(_("The feed refuses to be read without permission. Ask its owner for an open address."))
    if status in {404, 410}:
        return str(_("There is no feed at this address. Check it with its owner."))
    return str(_("The server of the feed answered with an error. Try again later, or ask its owner."))
