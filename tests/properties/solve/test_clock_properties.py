"""Whatever is asked and answered when: a pause never makes anything due earlier, and later never means sooner."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from earlyhelp.kit.working_days import OfficeHours, working_minutes
from earlyhelp.solve.choices.standards import LimitUnit
from earlyhelp.solve.rules.clocks import Limit, Pause, due_after

START = datetime(2026, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))
SPANS = st.integers(0, 14 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))
LIMITS = st.one_of(
    st.builds(Limit, st.integers(0, 10), st.just(LimitUnit.DAYS)),
    st.builds(Limit, st.integers(1, 40), st.just(LimitUnit.HOURS)),
)
FAR = START + timedelta(days=4 * 365)


@st.composite
def stories(draw: st.DrawFn) -> tuple[datetime, Limit, list[Pause]]:
    """When it was sent, how long there is, and the questions that were out."""
    sent = draw(MOMENTS)
    pauses = [
        Pause(sent + begins, sent + begins + lasts)
        for begins, lasts in draw(st.lists(st.tuples(SPANS, SPANS), max_size=4))
    ]
    return sent, draw(LIMITS), pauses


@given(stories(), st.tuples(SPANS, SPANS))
@settings(max_examples=60, deadline=None)
def test_one_more_pause_never_makes_it_due_earlier(
    story: tuple[datetime, Limit, list[Pause]], more: tuple[timedelta, timedelta]
) -> None:
    sent, limit, pauses = story
    begins, lasts = more
    another = Pause(sent + begins, sent + begins + lasts)
    before = due_after(sent, limit, at=FAR, pauses=pauses)
    assert due_after(sent, limit, at=FAR, pauses=[*pauses, another]) >= before
    assert before >= limit.due_at(sent)


@given(stories(), SPANS)
@settings(max_examples=60, deadline=None)
def test_a_longer_pause_never_makes_it_due_earlier(
    story: tuple[datetime, Limit, list[Pause]], longer: timedelta
) -> None:
    sent, limit, pauses = story
    if not pauses:
        return
    last = max(pauses, key=lambda pause: pause.from_at)
    assert last.until_at is not None
    grown = [*(one for one in pauses if one is not last), Pause(last.from_at, last.until_at + longer)]
    assert due_after(sent, limit, at=FAR, pauses=grown) >= due_after(sent, limit, at=FAR, pauses=pauses)


@given(MOMENTS, SPANS, LIMITS)
@settings(max_examples=60, deadline=None)
def test_what_is_sent_later_is_never_due_sooner(sent: datetime, later: timedelta, limit: Limit) -> None:
    assert limit.due_at(sent + later) >= limit.due_at(sent)


@given(MOMENTS, st.integers(1, 39))
@settings(max_examples=60, deadline=None)
def test_so_many_working_hours_are_so_many(sent: datetime, amount: int) -> None:
    due = Limit(amount, LimitUnit.HOURS).due_at(sent)
    assert working_minutes(sent, due) == 60 * amount
    assert OfficeHours().are_on(due)
