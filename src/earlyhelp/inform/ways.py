"""Which ways out to people are set up here."""

from django.conf import settings

from earlyhelp.inform.choices import Channel


def is_configured(channel: str) -> bool:
    """Whether messages can leave this way. A letter is printed here, and e-mail has a mail server."""
    return channel != Channel.TEXT or bool(settings.NOTIFY["key"] and settings.NOTIFY["text_template"])


def has_gateway(channel: str) -> bool:
    """Whether this way leads through Notify, which can be asked what became of a message."""
    return channel == Channel.TEXT or bool(settings.NOTIFY["key"] and settings.NOTIFY["email_template"])
