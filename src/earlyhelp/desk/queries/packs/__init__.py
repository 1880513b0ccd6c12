"""Everything that is held about one person: collected from every room by its declarations, and made into a pack."""

from earlyhelp.desk.queries.packs.collecting import ORDER, collect_lines
from earlyhelp.desk.queries.packs.making import make_content, pack_json, pack_pdf, pack_schema
from earlyhelp.desk.queries.packs.recipients import Recipient, list_recipients
from earlyhelp.desk.queries.packs.subjects import Subject, find_subject, name_of
from earlyhelp.desk.queries.packs.words import pack_words

__all__ = [
    "ORDER",
    "Recipient",
    "Subject",
    "collect_lines",
    "find_subject",
    "list_recipients",
    "make_content",
    "name_of",
    "pack_json",
    "pack_pdf",
    "pack_schema",
    "pack_words",
]
