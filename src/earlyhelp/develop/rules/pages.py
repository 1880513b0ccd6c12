"""The rows of the room's home page: each noun of this room puts its own here."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the address by name, what the page is for, and which roles may open it. No roles: everybody."""

    name: str
    title: str | Promise
    sentence: str | Promise
    roles: frozenset[str] = frozenset()


ROWS: Final = (
    Row(
        "develop:notes",
        _("Private notes"),
        _("Notes about your own practice that nobody but you can read."),
    ),
    Row(
        "develop:talks",
        _("Talks about development"),
        _("What you and your supervisor agreed about your own development, signed by both."),
    ),
    Row(
        "develop:organisation",
        _("Our organisation"),
        _("How far we are as an organisation that knows about trauma, and what we do next."),
    ),
    Row(
        "develop:programme",
        _("The programme"),
        _("Workstreams, pledges of partners and quarterly reports."),
    ),
)
