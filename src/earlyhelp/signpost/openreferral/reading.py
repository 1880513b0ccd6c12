"""From bytes to a JSON value, and to the list of records in it. Nothing here looks inside a record."""

import json
import math
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.errors import RuleError
from earlyhelp.signpost.openreferral.older import is_older, renewed

MAX_BYTES = 64 * 1024 * 1024
MAX_SERVICES = 50_000


class FeedError(RuleError):
    """The whole feed could not be read. The message says what to do."""


def read_json(feed: bytes | str) -> object:
    """Decode and parse a feed. Raises FeedError for anything that is not one JSON document."""
    text = _decode(feed)
    if not text.strip():
        raise FeedError(_("The feed is empty. Check the address or the file, and fetch it again."))
    if text.lstrip().startswith("<"):
        raise FeedError(
            _("The feed is a web page or XML, not JSON. Ask its owner for the address of the JSON feed.")
        )
    try:
        return json.loads(text, parse_int=_whole, parse_constant=lambda name: name)
    except json.JSONDecodeError as fault:
        raise FeedError(_not_json(fault, text)) from fault
    except RecursionError as fault:
        raise FeedError(
            _("The feed is nested far too deeply to be a directory. Ask its owner for another copy.")
        ) from fault


def list_records(value: object) -> list[tuple[str, object]]:
    """The records of a feed, each with its path: a list, a page, or one whole service.

    A page has `contents`, or `content` as Open Referral UK 1.0 had it; records of 1.0 come out as those of 3.0.
    """
    path, records = "", value
    if isinstance(value, Mapping) and ("contents" in value or "content" in value):
        path = "contents" if "contents" in value else "content"
        records = value[path]
    elif isinstance(value, Mapping) and "id" in value and "name" in value:
        return [("service", renewed(value) if is_older(value) else value)]
    if not isinstance(records, list):
        raise FeedError(
            _(
                "The feed holds no list of services. Ask its owner for the /services address of an"
                " Open Referral UK 3.0 feed."
            )
        )
    if len(records) > MAX_SERVICES:
        raise FeedError(_("The feed has more than 50,000 services. Load it in smaller parts."))
    older = path == "content" or any(is_older(record) for record in records)
    return [
        (f"{path}[{place}]", renewed(record) if older else record) for place, record in enumerate(records)
    ]


def _decode(feed: bytes | str) -> str:
    if len(feed) > MAX_BYTES:
        raise FeedError(_("The feed is larger than 64 megabytes. Load it in smaller parts."))
    if isinstance(feed, str):
        return feed.removeprefix("\ufeff")
    try:
        return feed.decode(json.detect_encoding(feed)).removeprefix("\ufeff")
    except UnicodeDecodeError as fault:
        raise FeedError(
            _("The feed is not text in UTF-8. Save it again as UTF-8, or ask its owner to.")
        ) from fault


def _whole(digits: str) -> int | float:
    """An integer, unless it has so many digits that it can only be a mistake (or an attack)."""
    return int(digits) if len(digits) < 20 else math.inf


def _not_json(fault: json.JSONDecodeError, text: str) -> str | Promise:
    if fault.pos >= len(text.rstrip()) - 1 or fault.msg.startswith("Unterminated"):
        return _("The feed is cut off before its end. Fetch it again; nothing was loaded.")
    return format_lazy(
        _(
            "The feed is not JSON. Ask its owner for the JSON of an Open Referral UK 3.0 feed."
            " First fault: line {line}, column {column}."
        ),
        line=fault.lineno,
        column=fault.colno,
    )
