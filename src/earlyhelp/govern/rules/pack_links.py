"""Who acts through the private link to a pack. What proves who opens it: kit.secret_links."""

from typing import Final
from uuid import UUID

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor

READER_ROLE: Final = "pack_link"


def reader_of(link_id: UUID, *, language: str = "en") -> Actor:
    """Who acts through a link. Row-level security lets its key in to the link's own row and to one pack."""
    return Actor(None, link_id, None, READER_ROLE, Purpose.ASSURANCE, language, "pack link")
