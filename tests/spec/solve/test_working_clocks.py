"""The four clocks on real calendars: weekends, bank holidays, the change of the hour, cut-offs, pauses."""

from datetime import datetime, time

import pytest
from django.utils.translation import override

from earlyhelp.kit.time_words import Tone
from earlyhelp.kit.working_days import LONDON, OfficeHours
from earlyhelp.solve.choices.standards import FrontDoorClock, LimitUnit
from earlyhelp.solve.rules.clocks import Limit, Pause, Reading, due_after, read_clock

DAYS, HOURS = LimitUnit.DAYS, LimitUnit.HOURS


def on(text: str) -> datetime:
    """A moment by the clock in Wales, such as "2026-03-02 09:30"."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def written(moment: datetime) -> str:
    """The same the other way round."""
    return moment.astimezone(LONDON).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("sent", "limit", "due"),
    [
        # An ordinary Monday; the last minute before the cut-off; the first after it.
        ("2026-03-02 09:30", Limit(1), "2026-03-03 17:00"),
        ("2026-03-02 17:00", Limit(1), "2026-03-03 17:00"),
        ("2026-03-02 17:01", Limit(1), "2026-03-04 17:00"),
        ("2026-03-02 09:30", Limit(4, HOURS), "2026-03-02 13:30"),
        ("2026-03-02 15:30", Limit(4, HOURS), "2026-03-03 11:30"),
        ("2026-03-02 23:30", Limit(4, HOURS), "2026-03-03 13:00"),
        ("2026-03-02 06:00", Limit(4, HOURS), "2026-03-02 13:00"),
        # Friday, Saturday, Sunday.
        ("2026-03-06 16:00", Limit(1), "2026-03-09 17:00"),
        ("2026-03-06 16:00", Limit(4, HOURS), "2026-03-09 12:00"),
        ("2026-03-07 10:00", Limit(1), "2026-03-10 17:00"),
        ("2026-03-08 10:00", Limit(4, HOURS), "2026-03-09 13:00"),
        # The hour is lost on 29 March 2026 and comes back on 25 October, at night: working time is the same.
        ("2026-03-27 16:00", Limit(2, HOURS), "2026-03-30 10:00"),
        ("2026-03-29 01:30", Limit(1), "2026-03-31 17:00"),
        ("2026-10-23 16:00", Limit(2, HOURS), "2026-10-26 10:00"),
        ("2026-10-25 01:30", Limit(1), "2026-10-27 17:00"),
        # Easter 2026: Good Friday is 3 April, Easter Monday 6 April.
        ("2026-04-02 16:30", Limit(1), "2026-04-07 17:00"),
        ("2026-04-02 16:00", Limit(4, HOURS), "2026-04-07 12:00"),
        ("2026-04-02 08:00", Limit(7), "2026-04-15 17:00"),
        # Christmas 2026: Boxing Day is a Saturday, so Monday 28 December is its substitute day.
        ("2026-12-24 16:00", Limit(1), "2026-12-29 17:00"),
        ("2026-12-24 16:00", Limit(2, HOURS), "2026-12-29 10:00"),
        ("2026-12-24 08:00", Limit(7), "2027-01-07 17:00"),
        # St David's Day is no bank holiday.
        ("2027-02-26 10:00", Limit(1), "2027-03-01 17:00"),
    ],
)
def test_when_something_is_due(sent: str, limit: Limit, due: str) -> None:
    assert written(due_after(on(sent), limit, at=on(sent))) == due


@pytest.mark.parametrize(
    ("pauses", "due"),
    [
        ([], "2026-03-03 17:00"),
        # Two working hours on the same day, then none at night, then a whole night and a morning.
        ([("2026-03-02 10:00", "2026-03-02 12:00")], "2026-03-04 11:00"),
        ([("2026-03-02 18:00", "2026-03-02 23:00")], "2026-03-03 17:00"),
        ([("2026-03-02 16:00", "2026-03-03 10:00")], "2026-03-04 11:00"),
        # Several, in any order, and two that overlap: shared time is added once.
        (
            [("2026-03-03 10:00", "2026-03-03 11:00"), ("2026-03-02 10:00", "2026-03-02 12:00")],
            "2026-03-04 12:00",
        ),
        (
            [("2026-03-02 10:00", "2026-03-02 12:00"), ("2026-03-02 11:00", "2026-03-02 12:00")],
            "2026-03-04 11:00",
        ),
        # The second begins in time only because of the first.
        (
            [("2026-03-02 10:00", "2026-03-02 14:00"), ("2026-03-04 10:00", "2026-03-04 11:00")],
            "2026-03-04 14:00",
        ),
        # A question that was asked when it was late already stops nothing.
        ([("2026-03-03 18:00", "2026-03-05 12:00")], "2026-03-03 17:00"),
        # Over a weekend.
        ([("2026-03-02 09:30", "2026-03-09 09:30")], "2026-03-10 17:00"),
    ],
)
def test_a_clock_stands_still_while_a_question_is_out(pauses: list[tuple[str, str]], due: str) -> None:
    stood = [Pause(on(begins), on(ends)) for begins, ends in pauses]
    assert (
        written(due_after(on("2026-03-02 09:30"), Limit(1), at=on("2026-03-20 12:00"), pauses=stood)) == due
    )


def read(at: str, *, limit: Limit = Limit(1), pauses: tuple[Pause, ...] = ()) -> Reading:  # noqa: B008
    return read_clock(FrontDoorClock.DECIDE, on("2026-03-02 09:00"), limit, at=on(at), pauses=pauses)


@pytest.mark.parametrize(
    ("at", "words", "minutes", "percent", "tone"),
    [
        ("2026-03-02 09:00", "Due tomorrow at 5pm", 960, 0, Tone.OK),
        ("2026-03-02 13:00", "Due tomorrow at 5pm", 720, 25, Tone.OK),
        ("2026-03-02 17:00", "8 hours left", 480, 50, Tone.OK),
        ("2026-03-03 14:00", "3 hours left", 180, 82, Tone.OK),
        ("2026-03-03 16:30", "30 minutes left", 30, 97, Tone.SOON),
        ("2026-03-03 17:00", "0 minutes left", 0, 100, Tone.SOON),
        ("2026-03-04 09:30", "Overdue by 30 minutes", -30, 100, Tone.OVERDUE),
        ("2026-03-05 09:00", "Overdue by 1 working day", -480, 100, Tone.OVERDUE),
        ("2026-03-09 12:00", "Overdue by 3 working days", -1620, 100, Tone.OVERDUE),
    ],
)
def test_what_is_left_in_words_and_for_the_meter(
    at: str, words: str, minutes: int, percent: int, tone: Tone
) -> None:
    with override("en"):
        found = read(at)
    assert (found.words.text, found.minutes_left, found.percent, found.words.tone) == (
        words,
        minutes,
        percent,
        tone,
    )


def test_a_longer_clock_says_the_day() -> None:
    with override("en"):
        found = read("2026-03-02 09:00", limit=Limit(7))
    assert found.words.text == "Due by 5pm on Wednesday 11 March"
    assert found.state == "good"


def test_while_a_question_is_out_the_clock_says_so() -> None:
    with override("en"):
        found = read("2026-03-04 12:00", pauses=(Pause(on("2026-03-02 10:00")),))
    assert found.is_paused
    assert found.words.text == "The clock stands still while a question is out."
    assert found.minutes_left == 900


def test_each_council_has_its_own_cut_off() -> None:
    early = OfficeHours(time(8, 30), time(16))
    assert written(due_after(on("2026-03-02 16:30"), Limit(1), at=on("2026-03-02 16:30"), hours=early)) == (
        "2026-03-04 16:00"
    )
    assert written(
        due_after(on("2026-03-02 15:00"), Limit(2, HOURS), at=on("2026-03-02 15:00"), hours=early)
    ) == ("2026-03-03 09:30")
    assert early.are_on(on("2026-03-02 08:30"))
    assert not early.are_on(on("2026-03-02 16:01"))
    assert not early.are_on(on("2026-03-07 12:00"))
