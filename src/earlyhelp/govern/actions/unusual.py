"""Looking through a day's readings, and saying what somebody thinks of one."""

from datetime import date, datetime

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.govern.choices.unusual import Verdict
from earlyhelp.govern.models import ReadingLimits, UnusualReading, UnusualReadingWord
from earlyhelp.govern.queries.unusual import get_day, get_limits, list_limits
from earlyhelp.govern.rules.unusual import (
    BOUNDS,
    Limits,
    check_limits,
    check_may_look,
    check_may_set_limits,
    find_unusual,
)
from earlyhelp.kit.actor import Actor


@transaction.atomic
def find_unusual_reading(*, by: Actor, on: date, at: datetime) -> int:
    """Write down what a person should look at of one day. Again on the same day, nothing is said twice.

    Returns how many findings the day has.
    """
    limits = get_limits(by)
    day = get_day(by=by, on=on, again=limits.again)
    found = find_unusual(day.readings, often=day.often, worked=day.worked, limits=limits)
    rows = [
        UnusualReading(
            agency_id=by.agency_key,
            rule=one.rule,
            practitioner_id=one.practitioner_id,
            practitioner_label=one.practitioner_label,
            on=on,
            target_key=one.target_key,
            target_reference=one.target_reference,
            count=one.count,
            first_at=one.first_at,
            last_at=one.last_at,
            found_at=at,
        )
        for one in found
    ]
    UnusualReading.objects.bulk_create(rows, ignore_conflicts=True)
    audit.record(
        by=by, did="unusual_reading.found", at=at, detail={"on": on.isoformat(), "findings": len(found)}
    )
    return len(found)


@transaction.atomic
def set_limits(*, by: Actor, limits: Limits, why: str, at: datetime) -> ReadingLimits | None:
    """Say from when on a person should look; None when nothing differs. What was found already stays.

    Raises NotAllowed, or FieldError for a number that would find nothing or everything.
    """
    check_may_set_limits(by.role)
    check_limits(limits)
    before = get_limits(by)
    if limits == before:
        return None
    newest = list_limits(by).first()
    made = ReadingLimits.objects.create(
        agency_id=by.agency_key,
        number=newest.number + 1 if newest else 1,
        many=limits.many,
        again=limits.again,
        at_night=limits.at_night,
        why=why.strip(),
        set_by=by.practitioner_key,
        set_by_label=by.label,
        set_at=at,
    )
    changed = {name: (getattr(before, name), getattr(limits, name)) for name in BOUNDS}
    audit.record(by=by, did="reading_limits.set", target=made, at=at, reason=made.why, changed=changed)
    return made


@transaction.atomic
def judge_unusual_reading(
    *, by: Actor, reading: UnusualReading, verdict: Verdict, reason: str, at: datetime
) -> UnusualReadingWord:
    """Say what somebody found who looked at a reading. Raises NotAllowed when it is their own."""
    check_may_look(by.practitioner_id, reading.practitioner_id)
    word = UnusualReadingWord.objects.create(
        reading=reading,
        agency_id=reading.agency_id,
        verdict=verdict,
        reason=reason,
        said_by=by.practitioner_key,
        said_by_label=by.label,
        said_at=at,
    )
    audit.record(
        by=by, did="unusual_reading.judged", target=reading, at=at, detail={"verdict": Verdict(verdict)}
    )
    return word
