"""Fetching a feed from a file or an address, within limits of size and time."""

import urllib.error
import urllib.request
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from time import monotonic
from typing import IO
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from earlyhelp.signpost.openreferral import MAX_BYTES, FeedError

SILENCE = 15  # seconds without an answer
WHOLE = 300  # seconds for the whole feed
_CHUNK = 1024 * 1024
_WEB = frozenset({"http", "https"})
_ONLY_WEB = _("Only http and https addresses can be fetched. Save the feed as a file otherwise.")
_CUT_OFF = _("The feed was cut off or garbled on its way. Try again later.")


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
        return _fetch(source), _address_name(source)
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


def _address_name(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"[:250]


def _fetch(address: str) -> bytes:
    opener = urllib.request.build_opener(_StayOnTheWeb)
    try:
        request = urllib.request.Request(  # noqa: S310 the scheme is checked
            address, headers={"Accept": "application/json", "User-Agent": "earlyhelp-directory"}
        )
        with opener.open(request, timeout=SILENCE) as answer:
            feed = _read_within_limits(answer)
            promised = answer.headers.get("Content-Length", "")
        if promised.isdecimal() and len(feed) < int(promised):
            raise FeedError(_CUT_OFF)
        return feed
    except urllib.error.HTTPError as fault:
        fault.close()
        raise FeedError(_refusal(fault.code)) from fault
    except TimeoutError as fault:
        raise FeedError(_("The feed did not answer in time. Try again later.")) from fault
    except urllib.error.URLError as fault:
        if isinstance(fault.reason, TimeoutError):
            raise FeedError(_("The feed did not answer in time. Try again later.")) from fault
        raise FeedError(
            _("The address cannot be reached. Check how it is written, and the connection.")
        ) from fault
    except (HTTPException, OSError, ValueError) as fault:
        raise FeedError(_CUT_OFF) from fault


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
