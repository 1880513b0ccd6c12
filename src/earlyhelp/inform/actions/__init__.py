"""What this room changes: messages are put in the outbox, sent, read, and sent again by hand."""

from earlyhelp.inform.actions.agreements import follow_agreements
from earlyhelp.inform.actions.delivery import deliver_message, sweep_outbox
from earlyhelp.inform.actions.messages import mark_message_read, retry_message, send_message
from earlyhelp.inform.actions.people import (
    Written,
    deliver_to_person,
    follow_up_people,
    mark_letter_posted,
    stop_messages_about,
    stop_person_message,
    write_to_person,
)
from earlyhelp.inform.actions.unkept import NotHandedOver, hand_over

__all__ = [
    "NotHandedOver",
    "Written",
    "deliver_message",
    "deliver_to_person",
    "follow_agreements",
    "follow_up_people",
    "hand_over",
    "mark_letter_posted",
    "mark_message_read",
    "retry_message",
    "send_message",
    "stop_messages_about",
    "stop_person_message",
    "sweep_outbox",
    "write_to_person",
]
