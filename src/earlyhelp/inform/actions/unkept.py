"""Handing something over for somebody who asked for it themselves, and keeping nothing of it: no address, no text."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.actions import audit
from earlyhelp.inform import gateway
from earlyhelp.inform.choices import Channel, WrittenIn
from earlyhelp.inform.mail import Failed
from earlyhelp.inform.models import PersonMessage
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import RuleError


class NotHandedOver(RuleError):
    """The way out did not take it. As nothing is kept, nothing is tried again."""


def hand_over(
    *,
    by: Actor,
    channel: Channel,
    written_in: str,
    destination: str,
    body: str,
    at: datetime,
    did: str = "list.handed_over",
) -> None:
    """Give a text to the mail server or the text gateway now, with the neutral sender and subject.

    The row is never written. The audit says that something was handed over, not to whom and not what.
    Raises NotHandedOver.
    """
    # A text in both languages is whole already: it stands in one column of a row that is never written.
    column = "body_cy" if written_in == WrittenIn.BOTH else f"body_{written_in}"
    message = PersonMessage(channel=channel, written_in=written_in, destination=destination, **{column: body})
    if isinstance(gateway.send(message), Failed):
        raise NotHandedOver(
            _("It could not be sent. Check the address or number, or print the list instead.")
        )
    audit.record(by=by, did=did, at=at, detail={"channel": channel.value})
