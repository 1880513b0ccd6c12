"""What this room stores."""

from earlyhelp.inform.models.messages import Message
from earlyhelp.inform.models.people import PersonMessage

__all__ = ["Message", "PersonMessage"]
