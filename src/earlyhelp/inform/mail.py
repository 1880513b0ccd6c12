"""A message as an e-mail: in its reader's language, with a reference and a link; nothing about a person."""

import smtplib
from contextlib import suppress
from dataclasses import dataclass
from email.utils import formataddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from earlyhelp.inform.choices import Failure
from earlyhelp.inform.models import Message

_PERMANENT = 500


@dataclass(frozen=True, slots=True)
class Failed:
    """Why an e-mail was not sent, with the mail server's number for it when it gave one."""

    why: Failure
    code: int | None = None


def send(message: Message) -> Failed | None:
    """Hand a message to the mail server. Returns None when it was taken, and otherwise why not.

    A connection that breaks once we have begun to speak counts as interrupted, not as unreachable: the server
    may have taken the message without our hearing so.
    """
    connection = get_connection()
    try:
        connection.open()
    except (smtplib.SMTPException, OSError) as problem:
        return not_open(problem)
    try:
        email = compose(message)
        email.connection = connection
        email.send()
    except (smtplib.SMTPException, OSError) as problem:
        return not_taken(problem)
    finally:
        # The message is with the server or it is not; how the goodbye goes changes neither.
        with suppress(smtplib.SMTPException, OSError):
            connection.close()
    return None


def not_open(problem: Exception) -> Failed:
    """Why a mail server could not be spoken to."""
    if isinstance(problem, smtplib.SMTPResponseException):
        return _refused(problem.smtp_code, Failure.REFUSED)
    return Failed(Failure.UNREACHABLE)


def not_taken(problem: Exception) -> Failed:
    """Why a mail server did not take a message."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return _refused(next(iter(problem.recipients.values()))[0], Failure.ADDRESS_REFUSED)
    if isinstance(problem, smtplib.SMTPResponseException):
        return _refused(problem.smtp_code, Failure.REFUSED)
    return Failed(Failure.INTERRUPTED)


def _refused(code: int, why: Failure) -> Failed:
    return Failed(why if code >= _PERMANENT else Failure.BUSY, code)


def compose(message: Message) -> EmailMultiAlternatives:
    """Write the e-mail in its reader's language: subject, plain text, simple HTML."""
    with override(message.language):
        told = {
            "message": message,
            "sentence": message.get_template_display(),
            "link": settings.SITE_ADDRESS.rstrip("/") + reverse("inform:message", args=[message.pk]),
        }
        email = EmailMultiAlternatives(
            subject=_("You have a new message about your work"),
            body=render_to_string("inform/mail/message.txt", told),
            from_email=formataddr((_("Early Action Together"), settings.DEFAULT_FROM_EMAIL)),
            to=[message.recipient.email],
            headers={
                # Made from the row's key: however often it is sent, it is the same message.
                "Message-ID": f"<{message.pk}@{urlsplit(settings.SITE_ADDRESS).hostname}>",
                "Auto-Submitted": "auto-generated",
                "Content-Language": message.language,
            },
        )
        email.attach_alternative(render_to_string("inform/mail/message.html", told), "text/html")
        if message.calendar:
            # The method stands in the type too, so that a mail program shows it as an invitation.
            method = "CANCEL" if "METHOD:CANCEL" in message.calendar else "REQUEST"
            email.attach("invitation.ics", message.calendar, f"text/calendar; method={method}")
    return email
