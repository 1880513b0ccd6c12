"""What a system for e-learning reports, as xAPI 1.0.3 writes it: what is read of it, and why it may be refused. Pure.

Moodle's own log store (logstore_xapi) sends an array of statements. Whoever learnt is an account of the system, by its
number; the name that stands beside it is passed over and never kept. Of verbs, only those that end a course matter.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.choices.requirements import Verb
from earlyhelp.kit.errors import RuleError

VERSION: Final = "1.0.3"
MOST_BYTES: Final = 1_000_000
MOST_STATEMENTS: Final = 500
LONGEST_IRI: Final = 500
LONGEST_ACCOUNT: Final = 100
VERBS: Final = {f"http://adlnet.gov/expapi/verbs/{verb.value}": verb for verb in Verb}
# Clocks differ: a statement of the next few minutes is one of now.
_AHEAD: Final = timedelta(minutes=15)
_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s\x00]+")
_VERSION: Final = re.compile(r"1\.0(\.[0-9]+)?")


class NotValid(RuleError):
    """A statement, or the whole body, is no xAPI that is read here. `place` says which statement, from 0."""

    def __init__(self, message: Any, place: int | None = None) -> None:
        super().__init__(message)
        self.place = place


@dataclass(frozen=True, slots=True)
class Reported:
    """One statement. `verb` is None for what is not kept; `digest` tells whether the same id says the same again."""

    id: UUID
    digest: str
    verb: Verb | None
    home_page: str = ""
    account: str = ""
    course: str = ""
    at: datetime | None = None
    is_success: bool = True


def check_version(said: str) -> None:
    """Raise NotValid unless the header X-Experience-API-Version names a version of 1.0."""
    if not _VERSION.fullmatch(said.strip()):
        raise NotValid(_("Send the header X-Experience-API-Version with a version of 1.0."))


def read_statements(body: bytes, *, at: datetime) -> tuple[Reported, ...]:
    """Read a statement or an array of statements, all or none. Raises NotValid."""
    if len(body) > MOST_BYTES:
        raise NotValid(_("The body is larger than 1 MB. Send fewer statements at a time."))
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as fault:
        raise NotValid(_("The body is not JSON.")) from fault
    many = found if isinstance(found, list) else [found]
    if len(many) > MOST_STATEMENTS:
        raise NotValid(_("There are more than 500 statements. Send fewer at a time."))
    read = tuple(_statement(one, place, at) for place, one in enumerate(many))
    if len({one.id for one in read}) != len(read):
        raise NotValid(_("Two statements of the body have the same id."))
    return read


def _statement(said: Any, place: int, at: datetime) -> Reported:
    try:
        return _read(said, at)
    except NotValid as refusal:
        raise NotValid(refusal.message, place) from refusal


def _read(said: Any, at: datetime) -> Reported:
    if not isinstance(said, dict):
        raise NotValid(_("A statement is a JSON object."))
    digest = sha256(json.dumps(said, sort_keys=True, ensure_ascii=True).encode()).hexdigest()
    key = _key(said, digest)
    verb_id = _iri(
        _part(said, "verb", _("The statement has no verb.")).get("id"), _("The id of the verb is no IRI.")
    )
    verb = VERBS.get(verb_id)
    actor = _part(said, "actor", _("The statement has no actor."))
    about = _part(said, "object", _("The statement has no object."))
    if verb is None:
        return Reported(key, digest, None)
    home_page, account = _account(actor)
    if about.get("objectType", "Activity") != "Activity":
        raise NotValid(_("The object of a completed, passed or failed statement must be an activity."))
    course = _iri(about.get("id"), _("The id of the object is no IRI."))
    return Reported(key, digest, verb, home_page, account, course, _time(said, at), _success(said))


def _key(said: Mapping[str, Any], digest: str) -> UUID:
    """The id of the statement; without one, the same words always have the same one."""
    if "id" not in said:
        return uuid5(NAMESPACE_URL, digest)
    try:
        return UUID(str(said["id"]))
    except ValueError as fault:
        raise NotValid(_("The id of the statement is no UUID.")) from fault


def _part(said: Mapping[str, Any], name: str, words: Any) -> Mapping[str, Any]:
    found = said.get(name)
    if not isinstance(found, dict):
        raise NotValid(words)
    return found


def _iri(said: Any, words: Any) -> str:
    if not isinstance(said, str) or len(said) > LONGEST_IRI or not _IRI.fullmatch(said):
        raise NotValid(words)
    return said


def _account(actor: Mapping[str, Any]) -> tuple[str, str]:
    """Where the account is kept, and its number. An e-mail address is refused: it is not asked for, and not kept."""
    account = actor.get("account")
    if not isinstance(account, dict):
        raise NotValid(
            _("The actor must be an account: its homePage and its name. An e-mail address is not taken.")
        )
    home_page = _iri(account.get("homePage"), _("The homePage of the account is no IRI."))
    name = account.get("name")
    if not isinstance(name, str) or not name.strip() or len(name) > LONGEST_ACCOUNT or "\x00" in name:
        raise NotValid(_("The name of the account must be its number in your system, as text."))
    if "@" in name:
        raise NotValid(_("The name of the account is an e-mail address. Send the account’s number instead."))
    return home_page, name.strip()


def _time(said: Mapping[str, Any], at: datetime) -> datetime:
    """When it happened: the statement's own time, or now."""
    if "timestamp" not in said:
        return at
    try:
        found = datetime.fromisoformat(str(said["timestamp"]))
    except ValueError as fault:
        raise NotValid(_("The timestamp is no time of ISO 8601.")) from fault
    if found.tzinfo is None:
        raise NotValid(_("The timestamp does not say its time zone."))
    if found > at + _AHEAD:
        raise NotValid(_("The timestamp is in the future."))
    return found


def _success(said: Mapping[str, Any]) -> bool:
    """False only where the result says so."""
    result = said.get("result")
    if result is None:
        return True
    if not isinstance(result, dict):
        raise NotValid(_("The result is not a JSON object."))
    return result.get("success") is not False and result.get("completion") is not False


def is_completion(verb: Verb, *, is_success: bool) -> bool:
    """Whether a report says that somebody has done the course."""
    return verb != Verb.FAILED and is_success
