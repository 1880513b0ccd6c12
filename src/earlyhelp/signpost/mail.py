"""E-mails to the agreed mailboxes of a partner without accounts: both languages, nothing about anybody."""

from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

_LANGUAGES = ("cy", "en")


def send_link_mail(mailbox: str, *, path: str, days: int) -> None:
    """Send a link. Raises SMTPException or OSError when the mail server does not take it."""
    link = settings.SITE_ADDRESS.rstrip("/") + path
    _send(mailbox, "signpost/mail/link.txt", {"link": link, "days": days})


def send_code_mail(mailbox: str, *, code: str, minutes: int) -> None:
    """Send a code to the other mailbox. Raises as send_link_mail does."""
    _send(mailbox, "signpost/mail/code.txt", {"code": code, "minutes": minutes})


def send_stop_mail(mailbox: str) -> None:
    """Say that a referral was taken back, without a link. Raises as send_link_mail does."""
    _send(mailbox, "signpost/mail/stop.txt", {})


def _send(mailbox: str, template: str, told: dict[str, object]) -> None:
    subjects, bodies = [], []
    for language in _LANGUAGES:
        with override(language):
            subjects.append(_("A message for your organisation"))
            bodies.append(render_to_string(template, told).strip())
    EmailMessage(
        subject=" | ".join(dict.fromkeys(subjects)),
        body="\n\n– – –\n\n".join(bodies) + "\n",
        from_email=formataddr(("Early Action Together", settings.DEFAULT_FROM_EMAIL)),
        to=[mailbox],
        headers={"Auto-Submitted": "auto-generated", "Content-Language": ", ".join(_LANGUAGES)},
    ).send()
