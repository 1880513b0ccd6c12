"""E-mails by which somebody is invited, or sets another password: in their language, a link, nothing about anybody."""

from email.utils import formataddr
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from earlyhelp.kit.secret_links import Token
from earlyhelp.partnership.models import Invitation, PasswordLink
from earlyhelp.partnership.rules.joiners import INVITATION_LIVES
from earlyhelp.partnership.rules.passwords import LINK_LIVES

_OURS: Final = {"Auto-Submitted": "auto-generated"}
OVER: Final = gettext_lazy("This invitation cannot be used any more. Ask your administrator for a new one.")


def send(invitation: Invitation, token: Token) -> str:
    """Hand the e-mail to the mail server. Returns the path of the link. Raises smtplib.SMTPException, OSError."""
    person = invitation.practitioner
    path = reverse("partnership:join", args=[str(token)])
    told = {"link": settings.SITE_ADDRESS.rstrip("/") + path, "days": INVITATION_LIVES.days}
    with override(person.language):
        EmailMessage(
            subject=_("Set up your account"),
            body=render_to_string("partnership/mail/invitation.txt", told),
            from_email=formataddr((_("Early Action Together"), settings.DEFAULT_FROM_EMAIL)),
            to=[person.email],
            headers=_OURS | {"Content-Language": person.language},
        ).send()
    return path


def send_password_link(link: PasswordLink, token: Token) -> str:
    """Hand the e-mail to the mail server. Returns the path of the link. Raises smtplib.SMTPException, OSError."""
    person = link.practitioner
    path = reverse("partnership:set_password", args=[str(token)])
    told = {
        "link": settings.SITE_ADDRESS.rstrip("/") + path,
        "minutes": int(LINK_LIVES.total_seconds() // 60),
    }
    with override(person.language):
        EmailMessage(
            subject=_("Set another password"),
            body=render_to_string("partnership/mail/password_link.txt", told),
            from_email=formataddr((_("Early Action Together"), settings.DEFAULT_FROM_EMAIL)),
            to=[person.email],
            headers=_OURS | {"Content-Language": person.language},
        ).send()
    return path
