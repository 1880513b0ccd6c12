"""What this room changes: messages are put in the outbox, sent, read, and sent again by hand."""

from earlyhelp.inform.actions.delivery import deliver_message, sweep_outbox
from earlyhelp.inform.actions.messages import mark_message_read, retry_message, send_message

__all__ = ["deliver_message", "mark_message_read", "retry_message", "send_message", "sweep_outbox"]
