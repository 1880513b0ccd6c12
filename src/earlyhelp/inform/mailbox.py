"""The demonstration's mail server: it takes every e-mail and keeps it in a folder, and sends nothing on.

Not for real work: it has no password and throws nothing away.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

_SHOWN = 200


@dataclass(frozen=True, slots=True)
class CaughtMail:
    """An e-mail as it was caught. `name` is its key in the folder; `language` is empty when it is in both."""

    name: str
    subject: str
    sender: str
    recipient: str
    language: str
    sent_at: datetime | None
    text: str


class _Keeper:
    """What aiosmtpd calls with each e-mail."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 aiosmtpd's name
        """Keep one e-mail, whole or not at all."""
        name = f"{time.time_ns():020d}"
        unfinished = self.folder / f"{name}.part"
        try:
            unfinished.write_bytes(envelope.content)
            unfinished.rename(self.folder / f"{name}.eml")
        except OSError:
            return "452 There is no room for this message"
        return "250 Message kept"


@contextmanager
def open_mailbox(folder: Path, *, host: str = "127.0.0.1", port: int = 2525) -> Iterator[Controller]:
    """Catch e-mails into `folder` while the context lasts. Raises OSError when the port is taken."""
    folder.mkdir(parents=True, exist_ok=True)
    controller = Controller(_Keeper(folder), hostname=host, port=port)
    controller.start()
    try:
        yield controller
    finally:
        controller.stop()


def list_mail(folder: Path) -> list[CaughtMail]:
    """The newest e-mails, newest first."""
    newest = sorted(folder.glob("*.eml"), reverse=True)[:_SHOWN]
    return [_read(path) for path in newest]


def get_mail(folder: Path, name: str) -> CaughtMail | None:
    """One e-mail by its key, or None when there is none. Digits only: no name leads out of the folder."""
    path = folder / f"{name}.eml"
    return _read(path) if name.isdecimal() and path.is_file() else None


def _read(path: Path) -> CaughtMail:
    email = message_from_bytes(path.read_bytes(), policy=policy.default)
    return CaughtMail(
        name=path.stem,
        subject=str(email.get("Subject", "")),
        sender=str(email.get("From", "")),
        recipient=str(email.get("To", "")),
        language=_language_of(email),
        sent_at=_date_of(email),
        text=_text_of(email),
    )


def _language_of(email: EmailMessage) -> str:
    """The one language of an e-mail. A header that names several is none that a page can say of a link."""
    said = str(email.get("Content-Language", ""))
    return "" if "," in said else said


def _date_of(email: EmailMessage) -> datetime | None:
    try:
        sent_at = parsedate_to_datetime(str(email.get("Date", "")))
    except ValueError:
        return None
    # "-0000" in a mail means UTC without saying where the sender is, and is read as a naive time.
    return sent_at if sent_at.tzinfo else sent_at.replace(tzinfo=UTC)


def _text_of(email: EmailMessage) -> str:
    body = email.get_body(preferencelist=("plain",))
    try:
        return str(body.get_content()).strip() if body else ""
    except LookupError:
        # A character set or a kind of content that does not exist: not one of ours.
        return ""
