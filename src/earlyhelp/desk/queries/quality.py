"""Data quality: what the rooms' rules find among the records of one agency, as counts and as references."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Final

from django.db.models import F

from earlyhelp.govern.actions import audit
from earlyhelp.govern.choices import EntryKind
from earlyhelp.govern.choices.quality import QualityKind
from earlyhelp.govern.rules.quality import QualityRule
from earlyhelp.identify.queries import QUALITY as IDENTIFY
from earlyhelp.kit.actor import Actor
from earlyhelp.signpost.queries.quality import QUALITY as SIGNPOST
from earlyhelp.solve.queries.quality import QUALITY as SOLVE
from earlyhelp.understand.queries.quality import QUALITY as UNDERSTAND

PER_PAGE: Final = 50
RULES: Final[tuple[QualityRule, ...]] = (*IDENTIFY, *UNDERSTAND, *SOLVE, *SIGNPOST)
_BY_CODE: Final = {rule.code: rule for rule in RULES}


@dataclass(frozen=True, slots=True)
class Counted:
    """A rule with the number of records that it finds."""

    rule: QualityRule
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what a rule finds: references in their order, and the one after which the next page starts."""

    rule: QualityRule
    references: Sequence[str]
    further: str


def list_quality(*, by: Actor, at: datetime) -> list[tuple[QualityKind, list[Counted]]]:
    """How many records each rule finds, by kind. One query for each rule; no record is named."""
    order = list(QualityKind)
    rules = sorted(RULES, key=lambda rule: order.index(rule.kind))
    return [
        (kind, [Counted(rule, _references(by, rule, at).count()) for rule in some])
        for kind, some in groupby(rules, key=lambda rule: rule.kind)
    ]


def list_found(*, by: Actor, code: str, after: str, at: datetime) -> Found:
    """The references that one rule finds, from after one of them on. Written down. Raises LookupError for no rule."""
    rule = _BY_CODE[code]
    rows = _references(by, rule, at)
    if after:
        rows = rows.filter(found__gt=after)
    references = list(rows[: PER_PAGE + 1])
    shown = references[:PER_PAGE]
    audit.record(
        by=by, did="quality.listed", kind=EntryKind.READ, at=at, detail={"rule": code, "shown": len(shown)}
    )
    return Found(rule, shown, shown[-1] if len(references) > PER_PAGE else "")


def _references(by: Actor, rule: QualityRule, at: datetime) -> Any:
    rows = rule.rows(by, at).annotate(found=F(rule.reference)).order_by("found")
    return rows.values_list("found", flat=True).distinct()
