"""Ways out to people: GOV.UK Notify where it is configured, and the mail server.

Notify's own templates hold nothing but `((subject))` and `((body))`: the words are ours, in both languages, and stand
in this room's templates. Its protocol: https://docs.notifications.service.gov.uk/rest-api.html
"""

import smtplib
from contextlib import suppress
from dataclasses import dataclass
from email.utils import formataddr
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext as _
from django.utils.translation import override
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

from earlyhelp.inform.choices import Channel, Failure, WrittenIn
from earlyhelp.inform.mail import Failed, not_open, not_taken
from earlyhelp.inform.models import PersonMessage
from earlyhelp.inform.ways import has_gateway, is_configured

_PERMANENT: Final = range(400, 500)
_BAD_REQUEST: Final = 400
_BUSY: Final = frozenset({403, 408, 429})  # 403: the clocks differ; 429: too many for now
_DELIVERED: Final = frozenset({"delivered", "received"})
_FAILED: Final = frozenset(
    {"permanent-failure", "temporary-failure", "technical-failure", "validation-failed"}
)
_SECONDS: Final = 10


@dataclass(frozen=True, slots=True)
class Taken:
    """A way out took the message. `key` is what the gateway knows it by; a mail server gives none."""

    key: str = ""


def send(message: PersonMessage) -> Taken | Failed:
    """Hand a message over. A second try asks the gateway first whether it has the message already."""
    if not is_configured(message.channel):
        return Failed(Failure.NOT_SET_UP)
    return _by_notify(message) if has_gateway(message.channel) else _by_mail(message)


def ask(message: PersonMessage) -> bool | None:
    """Whether a message that the gateway took has arrived: True, False, or None when nobody can say yet."""
    try:
        answer = _client().get_notification_by_id(message.gateway_key)
    except APIError:
        return None
    status = answer["status"]
    return True if status in _DELIVERED else False if status in _FAILED else None


def subject_of(message: PersonMessage) -> str:
    """A subject that says nothing, in the language of the message."""
    languages = {WrittenIn.BOTH: ("cy", "en")}.get(WrittenIn(message.written_in), (message.written_in,))
    words = []
    for language in languages:
        with override(language):
            words.append(_("A message for you"))
    return " / ".join(words)


def _client() -> Any:
    """A client for this call only: it is not made for threads, and a worker may have several."""
    return NotificationsAPIClient(  # type: ignore[no-untyped-call]
        settings.NOTIFY["key"], base_url=settings.NOTIFY["address"], timeout=_SECONDS
    )


def _by_notify(message: PersonMessage) -> Taken | Failed:
    reference = str(message.pk)
    try:
        if message.attempts > 1:
            known = _client().get_all_notifications(reference=reference)["notifications"]
            if known:
                return Taken(known[0]["id"])
        answer = _hand_over(message, reference)
    except APIError as problem:
        return _refused(message, problem)
    return Taken(answer["id"])


def _hand_over(message: PersonMessage, reference: str) -> Any:
    if message.channel == Channel.TEXT:
        return _client().send_sms_notification(
            phone_number=message.destination,
            template_id=settings.NOTIFY["text_template"],
            personalisation={"body": message.body},
            reference=reference,
        )
    return _client().send_email_notification(
        email_address=message.destination,
        template_id=settings.NOTIFY["email_template"],
        personalisation={"subject": subject_of(message), "body": message.body},
        reference=reference,
    )


def _refused(message: PersonMessage, problem: APIError) -> Failed:
    """Without an answer nobody knows whether it was taken; the next try asks before it sends again."""
    if problem.response is None:
        return Failed(Failure.UNREACHABLE)
    code = problem.status_code
    if code in _BUSY or code not in _PERMANENT:
        return Failed(Failure.BUSY, code)
    wrong = Failure.WRONG_NUMBER if message.channel == Channel.TEXT else Failure.ADDRESS_REFUSED
    return Failed(wrong if code == _BAD_REQUEST else Failure.REFUSED, code)


def _by_mail(message: PersonMessage) -> Taken | Failed:
    connection = get_connection()
    try:
        connection.open()
    except (smtplib.SMTPException, OSError) as problem:
        return not_open(problem)
    try:
        email = EmailMessage(
            subject=subject_of(message),
            body=message.body,
            from_email=formataddr((settings.NEUTRAL_SENDER, settings.DEFAULT_FROM_EMAIL)),
            to=[message.destination],
            headers={
                "Message-ID": f"<{message.pk}@{urlsplit(settings.SITE_ADDRESS).hostname}>",
                "Auto-Submitted": "auto-generated",
                "Content-Language": "cy, en" if message.written_in == WrittenIn.BOTH else message.written_in,
            },
            connection=connection,
        )
        email.send()
    except (smtplib.SMTPException, OSError) as problem:
        return not_taken(problem)
    finally:
        with suppress(smtplib.SMTPException, OSError):
            connection.close()
    return Taken()
