"""Months of the audit that are taken out of the service: when they may be, and how a line of their file is read."""

from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.errors import RuleError

# Looking into reading and answering what somebody asks about their record need the last two years at hand.
MONTHS_AT_HAND: Final = 24
# The columns of an entry in the order of its canonical text, and what stands between them.
COLUMNS: Final = (
    "id",
    "agency_id",
    "practitioner_id",
    "practitioner_label",
    "role",
    "purpose",
    "kind",
    "did",
    "target_label",
    "target_key",
    "target_reference",
    "reason",
    "detail",
    "at",
)
BETWEEN: Final = "\x1f"


class TooYoung(RuleError):
    """This month of the audit is still needed at hand."""


class NotWhole(RuleError):
    """The audit is not as it was written, so that nothing is taken out of it."""


def can_archive(month: date, *, on: date) -> bool:
    """Whether this month, named by any of its days, ended long enough ago."""
    return (on.year - month.year) * 12 + on.month - month.month > MONTHS_AT_HAND


def check_can_archive(month: date, *, on: date) -> None:
    """Raises TooYoung."""
    if not can_archive(month, on=on):
        raise TooYoung(_("The last 24 months of the audit stay in the service. Name an earlier month."))


def columns_of(text: str) -> dict[str, str]:
    """The columns of an entry, each as text, from its canonical text; the text whole when it can not be cut."""
    parts = text.split(BETWEEN)
    return dict(zip(COLUMNS, parts, strict=True)) if len(parts) == len(COLUMNS) else {"text": text}


def text_of(columns: dict[str, str]) -> str:
    """The canonical text of an entry, from its columns. Raises KeyError when one is missing."""
    return columns["text"] if "text" in columns else BETWEEN.join(columns[name] for name in COLUMNS)
