"""How the time left is said: whole sentences, and the tone in which a page shows them."""

from datetime import date, datetime, time

import pytest
from django.utils import translation

from earlyhelp.kit.time_words import (
    Tone,
    due_by,
    time_left,
    written_date,
    written_day,
    written_moment,
    written_time,
)
from earlyhelp.kit.working_days import LONDON

DUE = datetime(2026, 3, 3, 17, tzinfo=LONDON)  # a Tuesday

SAID = [
    # now                                  text                                        tone
    (datetime(2026, 2, 25, 10, 0),  "Due by 5pm on Tuesday 3 March",            Tone.OK),
    (datetime(2026, 3, 2, 16, 59),  "Due by 5pm on Tuesday 3 March",            Tone.OK),
    (datetime(2026, 3, 2, 17, 30),  "8 hours left",                             Tone.OK),
    (datetime(2026, 3, 3, 9, 1),    "7 hours 59 minutes left",                  Tone.OK),
    (datetime(2026, 3, 3, 14, 50),  "2 hours 10 minutes left",                  Tone.OK),
    (datetime(2026, 3, 3, 14, 59),  "2 hours 1 minute left",                    Tone.OK),
    (datetime(2026, 3, 3, 15, 0),   "2 hours left",                             Tone.SOON),
    (datetime(2026, 3, 3, 15, 40),  "1 hour 20 minutes left",                   Tone.SOON),
    (datetime(2026, 3, 3, 15, 59),  "1 hour 1 minute left",                     Tone.SOON),
    (datetime(2026, 3, 3, 16, 0),   "1 hour left",                              Tone.SOON),
    (datetime(2026, 3, 3, 16, 59),  "1 minute left",                            Tone.SOON),
    (datetime(2026, 3, 3, 17, 0),   "0 minutes left",                           Tone.SOON),
    (datetime(2026, 3, 3, 17, 1),   "Overdue since the last working day ended", Tone.OVERDUE),
    (datetime(2026, 3, 4, 9, 1),    "Overdue by 1 minute",                      Tone.OVERDUE),
    (datetime(2026, 3, 4, 9, 50),   "Overdue by 50 minutes",                    Tone.OVERDUE),
    (datetime(2026, 3, 4, 10, 30),  "Overdue by 1 hour",                        Tone.OVERDUE),
    (datetime(2026, 3, 4, 16, 30),  "Overdue by 7 hours",                       Tone.OVERDUE),
    (datetime(2026, 3, 5, 9, 0),    "Overdue by 1 working day",                 Tone.OVERDUE),
    (datetime(2026, 3, 9, 9, 0),    "Overdue by 3 working days",                Tone.OVERDUE),
]  # fmt: skip


@pytest.mark.parametrize(("now", "text", "tone"), SAID)
def test_time_left_is_said_in_a_whole_sentence(now: datetime, text: str, tone: Tone) -> None:
    with translation.override("en"):
        said = time_left(now.replace(tzinfo=LONDON), DUE)
    assert (str(said), said.tone) == (text, tone)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (2, "Monday 2"),
        (3, "Tuesday 3"),
        (4, "Wednesday 4"),
        (5, "Thursday 5"),
        (6, "Friday 6"),
        (7, "Saturday 7"),
        (8, "Sunday 8"),
    ],
)
def test_every_weekday_has_its_own_sentence(day: int, sentence: str) -> None:
    with translation.override("en"):
        assert due_by(datetime(2026, 3, day, 12, 30, tzinfo=LONDON)) == f"Due by 12:30pm on {sentence} March"


@pytest.mark.parametrize(
    ("month", "english", "welsh"),
    [
        (1, "January", "Ionawr"),
        (2, "February", "Chwefror"),
        (3, "March", "Mawrth"),
        (4, "April", "Ebrill"),
        (5, "May", "Mai"),
        (6, "June", "Mehefin"),
        (7, "July", "Gorffennaf"),
        (8, "August", "Awst"),
        (9, "September", "Medi"),
        (10, "October", "Hydref"),
        (11, "November", "Tachwedd"),
        (12, "December", "Rhagfyr"),
    ],
)
def test_months_are_written_in_both_languages(month: int, english: str, welsh: str) -> None:
    with translation.override("en"):
        assert written_date(date(2026, month, 3)) == f"3 {english} 2026"
        assert written_day(date(2026, month, 3)) == f"3 {english}"
    with translation.override("cy"):
        assert written_date(date(2026, month, 3)) == f"3 {welsh} 2026"


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (time(0), "12am"),
        (time(9), "9am"),
        (time(9, 5), "9:05am"),
        (time(12), "12pm"),
        (time(17, 30), "5:30pm"),
    ],
)
def test_times_are_written_in_the_public_style(moment: time, text: str) -> None:
    assert written_time(moment) == text


def test_a_moment_is_told_by_the_clock_in_wales() -> None:
    with translation.override("en"):
        assert written_moment(datetime.fromisoformat("2026-07-01T13:30:00+00:00")) == "1 July 2026, 2:30pm"
