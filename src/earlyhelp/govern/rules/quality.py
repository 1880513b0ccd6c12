"""A rule of data quality: each room states its own, in one place each, and the desk counts what they find."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from earlyhelp.govern.choices.quality import QualityKind
from earlyhelp.kit.actor import Actor


@dataclass(frozen=True, slots=True)
class QualityRule:
    """What should not be, and what to do about it.

    `rows` gives, as a query set of the actor's own agency, the records to look at; `reference` is the path from one of
    them to the reference that people say, and `page` the address by name that opens it ("" for none).
    """

    code: str
    kind: QualityKind
    title: str | Promise
    put_right: str | Promise
    reference: str
    page: str
    rows: Callable[[Actor, datetime], Any]
