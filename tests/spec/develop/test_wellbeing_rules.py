"""Rules of wellbeing as tables: windows of surveys, groups that may be shown, lines that may be taken."""

from datetime import date
from uuid import UUID

import pytest

from earlyhelp.develop.choices.wellbeing import Item, LineFault, Place
from earlyhelp.develop.rules.wellbeing import surveys as rules
from earlyhelp.develop.rules.wellbeing.aggregates import (
    COLUMNS,
    MOST_LINES,
    UnreadableFile,
    read_rows,
    sort_rows,
)
from earlyhelp.develop.rules.wellbeing.figures import Counted, publish, rounded, shown_good
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import FieldError, NotAllowed
from earlyhelp.partnership.choices import Role

TODAY = date(2026, 3, 2)
A, B = UUID(int=1), UUID(int=2)
OURS, THEIRS = UUID(int=8), UUID(int=9)


def by(role: str) -> Actor:
    return Actor(A, OURS, B, role, "own_work")


@pytest.mark.parametrize("role", list(Role))
def test_who_opens_surveys_and_who_leads(role: Role) -> None:
    assert rules.may_keep_surveys(by(role)) == (role in {Role.ADMINISTRATOR, Role.COORDINATOR})
    assert rules.leads_team(by(role)) == (role in {Role.SUPERVISOR, Role.COORDINATOR})
    for may, check in (
        (rules.may_keep_surveys(by(role)), rules.check_may_keep_surveys),
        (rules.leads_team(by(role)), rules.check_leads_team),
    ):
        if may:
            check(by(role))
        else:
            with pytest.raises(NotAllowed):
                check(by(role))


# First day, last day, other rounds, what is said.
WINDOWS = {
    "three weeks": (date(2026, 3, 2), date(2026, 3, 22), [], None),
    "yesterday on": (date(2026, 3, 1), date(2026, 3, 22), [], FieldError),
    "six days": (date(2026, 3, 2), date(2026, 3, 7), [], FieldError),
    "seven days": (date(2026, 3, 2), date(2026, 3, 8), [], None),
    "sixty days": (date(2026, 3, 2), date(2026, 4, 30), [], None),
    "sixty-one days": (date(2026, 3, 2), date(2026, 5, 1), [], FieldError),
    "on the last day of another": (
        date(2026, 3, 8),
        date(2026, 3, 22),
        [(date(2026, 2, 8), date(2026, 3, 8))],
        rules.Overlapping,
    ),
    "on the day after another": (
        date(2026, 3, 9),
        date(2026, 3, 22),
        [(date(2026, 2, 8), date(2026, 3, 8))],
        None,
    ),
}


@pytest.mark.parametrize(("first", "last", "others", "refusal"), WINDOWS.values(), ids=WINDOWS)
def test_windows_of_surveys(
    first: date, last: date, others: list[tuple[date, date]], refusal: type[Exception] | None
) -> None:
    if refusal is None:
        rules.check_window(opens_on=first, closes_on=last, today=TODAY, others=others)
    else:
        with pytest.raises(refusal):
            rules.check_window(opens_on=first, closes_on=last, today=TODAY, others=others)


def test_an_answer_carries_a_team_only_where_ten_work_in_it() -> None:
    assert rules.team_on_answer(team=A, size=9) is None
    assert rules.team_on_answer(team=A, size=10) == A


@pytest.mark.parametrize(
    ("value", "draws"), [(9, (9, 9, 9)), (10, (12, 9, 9)), (11, (12, 12, 9)), (0, (0, 0, 0)), (1, (3, 0, 0))]
)
def test_counts_are_rounded_at_random_to_threes(value: int, draws: tuple[int, int, int]) -> None:
    assert tuple(rounded(value, draw) for draw in range(3)) == draws


def test_a_number_that_can_only_mean_everybody_is_never_shown() -> None:
    assert shown_good(10, 10, 12, 0) == 9
    assert shown_good(13, 13, 15, 0) == 12
    assert shown_good(11, 11, 12, 0) == 12  # ten or eleven
    assert shown_good(11, 11, 9, 0) == 9  # never more than answered


def counted(**sizes: int) -> list[Counted]:
    teams = {"a": A, "b": B, "rest": None}
    return [Counted(teams[name], item, size, size // 2) for name, size in sizes.items() for item in Item]


# How many answered in teams a and b and without a team, and which groups are shown beside the agency.
GROUPS = {
    "nine in all": (counted(rest=9), None),
    "ten without a team": (counted(rest=10), []),
    "one team and nobody else": (counted(a=12), []),
    "two teams": (counted(a=12, b=15), [(Place.TEAM, A), (Place.TEAM, B)]),
    "two teams and a rest of ten": (
        counted(a=12, b=15, rest=10),
        [(Place.TEAM, A), (Place.TEAM, B), (Place.REST, None)],
    ),
    "two teams and a rest of one: the smaller team joins it": (
        counted(a=12, b=15, rest=1),
        [(Place.TEAM, B), (Place.REST, None)],
    ),
    "one team and a rest of nine: only the agency": (counted(a=12, rest=9), []),
}


@pytest.mark.parametrize(("found", "groups"), GROUPS.values(), ids=GROUPS)
def test_groups_that_may_be_shown(
    found: list[Counted], groups: list[tuple[Place, UUID | None]] | None
) -> None:
    shown = publish(found, lambda: 1)
    if groups is None:
        assert not shown
        return
    assert {(one.place, one.team) for one in shown} == {(Place.AGENCY, None), *groups}
    assert {one.item for one in shown} == set(Item)


# A line of a file (agency, kind, month, measure, people, amount), and why it is not taken.
LINES = {
    "a good line": ("OURS,response,2026-01,stress_sickness,40,62", None),
    "the whole agency": ("OURS,,2026-01,satisfaction,40,30", None),
    "another agency": ("THEIRS,,2026-01,stress_sickness,40,62", LineFault.AGENCY),
    "a kind that is not one": ("OURS,cid,2026-01,stress_sickness,40,62", LineFault.TEAM_KIND),
    "a month that is not over": ("OURS,,2026-03,stress_sickness,40,62", LineFault.MONTH),
    "a month that is none": ("OURS,,2026-13,stress_sickness,40,62", LineFault.MONTH),
    "another measure": ("OURS,,2026-01,happiness,40,62", LineFault.MEASURE),
    "a number with a point": ("OURS,,2026-01,stress_sickness,40.5,62", LineFault.NUMBER),
    "a negative number": ("OURS,,2026-01,stress_sickness,40,-2", LineFault.NUMBER),
    "nine people": ("OURS,,2026-01,stress_sickness,9,3", LineFault.FEW),
    "more days than a month has": ("OURS,,2026-01,stress_sickness,10,311", LineFault.TOO_MANY),
    "more satisfied than there are": ("OURS,,2026-01,satisfaction,10,11", LineFault.TOO_MANY),
    "nearly all satisfied": ("OURS,,2026-01,satisfaction,20,18", LineFault.NEARLY_ALL),
    "nearly nobody satisfied": ("OURS,,2026-01,satisfaction,20,2", LineFault.NEARLY_ALL),
}
HEAD = ",".join(COLUMNS)


@pytest.mark.parametrize(("line", "fault"), LINES.values(), ids=LINES)
def test_lines_of_a_file(line: str, fault: LineFault | None) -> None:
    found = sort_rows(read_rows(f"{HEAD}\n{line}\n"), agencies={"OURS": OURS}, there=[], today=TODAY)
    assert [one.fault for one in found.refused] == ([fault] if fault else [])
    assert len(found.taken) == (0 if fault else 1)


def sort(*lines: str, there: tuple[str, ...] = ()) -> list[tuple[int, LineFault]]:
    """Why which lines are refused, where others were taken before."""
    agencies = {"OURS": OURS}
    before = sort_rows(read_rows("\n".join([HEAD, *there])), agencies=agencies, there=[], today=TODAY).taken
    found = sort_rows(read_rows("\n".join([HEAD, *lines])), agencies=agencies, there=before, today=TODAY)
    return [(one.number, one.fault) for one in found.refused]


WHOLE, PART = "OURS,,2026-01,stress_sickness,50,62", "OURS,response,2026-01,stress_sickness,45,60"


def test_kinds_that_leave_a_few_of_the_whole_are_refused_in_one_file_and_in_two() -> None:
    assert sort(WHOLE, PART) == [(2, LineFault.LEFT_OVER), (3, LineFault.LEFT_OVER)]
    assert sort(PART, there=(WHOLE,)) == [(2, LineFault.LEFT_OVER)]
    assert sort(WHOLE, there=(PART,)) == [(2, LineFault.LEFT_OVER)]
    assert not sort(WHOLE, "OURS,response,2026-01,stress_sickness,40,60")


def test_the_same_line_again_changes_nothing_and_another_one_is_refused() -> None:
    assert not sort(WHOLE, there=(WHOLE,))
    assert sort("OURS,,2026-01,stress_sickness,50,63", there=(WHOLE,)) == [(2, LineFault.DIFFERENT)]
    assert sort(WHOLE, WHOLE) == [(3, LineFault.TWICE)]


@pytest.mark.parametrize("text", ["", "name,people\nx,1\n", "\n".join([HEAD, *["x"] * (MOST_LINES + 1)])])
def test_what_is_no_such_table_is_refused_whole(text: str) -> None:
    with pytest.raises(UnreadableFile):
        read_rows(text)
