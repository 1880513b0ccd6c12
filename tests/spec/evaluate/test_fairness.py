"""Figures of fairness, as an analyst can read them: which column, which window, what is left out."""

from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

import pytest

from earlyhelp.evaluate import choices, disclosure
from earlyhelp.evaluate.rules import fairness, windows
from earlyhelp.evaluate.rules.windows import Window
from earlyhelp.identify.choices import PreferredLanguage
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import Role
from earlyhelp.signpost.choices.finding import AgeGroup
from earlyhelp.signpost.queries.outcomes import HelpFact
from earlyhelp.solve.choices import Outcome
from earlyhelp.understand.choices.families import Ethnicity, Sex


@dataclass(frozen=True, slots=True)
class Said:
    """A fact with the usual answers."""

    outcome: str = "early_help"
    waited: int | None = 1
    offer: str = "referred"
    started: int | None = 10
    ended: bool = False
    month: date = date(2026, 4, 1)
    groups: dict[str, str] = field(default_factory=dict)


@pytest.mark.parametrize(
    ("said", "columns"),
    [
        # decided, waited, offered, started
        (Said("safeguarding", 0, "none", None), ("safeguarding", "next_day", None, None)),
        (Said("safeguarding", 1, "told", None), ("safeguarding", "next_day", None, None)),
        (Said("early_help", 2, "referred", 14), ("early_help", "week", "referred", "two_weeks")),
        (Said("early_help", 5, "referred", 15), ("early_help", "week", "referred", "six_weeks")),
        (Said("early_help", 6, "referred", 42), ("early_help", "fortnight", "referred", "six_weeks")),
        (Said("early_help", 10, "referred", 43), ("early_help", "fortnight", "referred", "later")),
        (Said("signpost", 11, "referred", None, ended=True), ("signpost", "longer", "referred", "ended")),
        (Said("signpost", 99, "referred", None), ("signpost", "longer", "referred", "waiting")),
        (Said("signpost", 3, "told", None), ("signpost", "week", "told", None)),
        (Said("early_help", 3, "episode", None), ("early_help", "week", "episode", None)),
        (Said("early_help", 3, "none", None), ("early_help", "week", "none", None)),
        (Said("no_need", 3, "none", None), ("no_help", "week", None, None)),
        (Said("already_met", 3, "none", None), ("no_help", "week", None, None)),
        (Said("declined", 3, "none", None), ("not_taken", "week", None, None)),
        (Said("no_contact", 3, "none", None), ("not_taken", "week", None, None)),
        (Said("asked_back", None, "none", None), ("undecided", "undecided", None, None)),
        (Said("", None, "none", None), ("undecided", "undecided", None, None)),
    ],
)
def test_each_notification_is_counted_in_one_column_of_a_measure(said, columns):
    found = fairness.columns_of(said)
    assert tuple(found.get(measure) for measure in ("decisions", "waits", "offers", "starts")) == columns


def test_every_outcome_and_every_code_of_a_group_has_its_place():
    assert set(choices.DECIDED) == {*Outcome.values, ""}
    assert list(choices.GROUPS["age"]) == AgeGroup.values
    assert {*choices.GROUPS["sex"], Sex.NOT_KNOWN} == set(Sex.values)
    assert {*choices.GROUPS["ethnicity"], Ethnicity.NOT_KNOWN} == set(Ethnicity.values)
    assert {*choices.GROUPS["language"], PreferredLanguage.NOT_ASKED} == set(PreferredLanguage.values)


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 4, 1), date(2026, 4, 1), date(2026, 9, 30)),
        (date(2026, 9, 30), date(2026, 4, 1), date(2026, 9, 30)),
        (date(2026, 10, 1), date(2026, 10, 1), date(2027, 3, 31)),
        (date(2026, 1, 1), date(2025, 10, 1), date(2026, 3, 31)),
        (date(2026, 3, 31), date(2025, 10, 1), date(2026, 3, 31)),
    ],
)
def test_a_window_is_half_a_year_from_april_or_october(day, first, last):
    assert windows.window_of(day) == Window(first, last)


@pytest.mark.parametrize(
    ("today", "newest"),
    [
        (date(2026, 10, 28), date(2025, 10, 1)),  # the 28th day after: not yet
        (date(2026, 10, 29), date(2026, 4, 1)),
        (date(2026, 11, 22), date(2026, 4, 1)),
    ],
)
def test_a_window_is_counted_when_28_days_have_passed(today, newest):
    found = list(windows.windows_to_count(today))
    assert found[0].first == newest
    assert len(found) == 6
    assert all(later.first == earlier.next_day for later, earlier in pairwise(found))


def shown(figures, measure, dimension):
    """{(group, column): count} of one table."""
    return {
        (one.group, one.column): one.shown
        for one in figures
        if (one.measure, one.dimension) == (measure, dimension)
    }


def test_a_table_shows_rounded_counts_and_leaves_small_ones_out():
    """
    |              | safeguarding | early help | in all |
    | female       |           30 |         40 |     70 |
    | male         |           22 |         18 |     40 |
    | not recorded |            3 |         17 |     20 |
    | everybody    |           55 |         75 |    130 |
    """
    counts = {("female", 30, 40), ("male", 22, 18), ("", 3, 17)}
    facts = [
        Said(outcome, groups={"sex": sex} if sex else {})
        for sex, safe, early in counts
        for outcome in ["safeguarding"] * safe + ["early_help"] * early
    ]
    table = shown(fairness.figures_of(facts, threshold=5), "decisions", "sex")
    assert table[("", "safeguarding")] is None
    assert table[("", "early_help")] is None  # the row's total would give the 3 away
    assert table[("male", "safeguarding")] is None  # the column's total would too
    assert table[("female", "safeguarding")] == 30
    assert table[("female", "all")] == 70
    assert table[("", "all")] == 20
    assert table[("*", "all")] == 130
    assert table[("*", "early_help")] == 75


def test_of_a_few_people_noughts_are_left_out_too():
    """Three of whom it is not recorded, all with early help: a nought under safeguarding would say so."""
    facts = [Said(outcome, groups={"sex": sex} if sex else {}) for outcome, sex, often in (
        ("safeguarding", "female", 40), ("early_help", "female", 30), ("safeguarding", "male", 30),
        ("early_help", "male", 20), ("early_help", "", 3),
    ) for _time in range(often)]  # fmt: skip
    table = shown(fairness.figures_of(facts, threshold=5), "decisions", "sex")
    assert {column: table[("", column)] for column in ("safeguarding", "early_help", "all")} == {
        "safeguarding": None, "early_help": None, "all": None,
    }  # fmt: skip


def test_those_of_whom_it_is_not_recorded_are_a_row_of_their_own():
    facts = [Said(groups={"language": "cy"})] * 20 + [Said()] * 30 + [Said(groups={"language": "xx"})] * 10
    table = shown(fairness.figures_of(facts, threshold=5), "waits", "language")
    assert table[("cy", "all")] == 20
    assert table[("", "all")] == 40


def test_what_is_recorded_of_nobody_has_no_table():
    assert not shown(fairness.figures_of([Said()] * 50), "decisions", "ethnicity")


def test_too_few_notifications_have_no_figures_at_all():
    assert fairness.figures_of([Said(groups={"sex": "male"})] * 9) == ()
    assert fairness.figures_of([]) == ()


def test_columns_that_are_small_in_all_stand_together():
    facts = [Said("safeguarding")] * 40 + [Said("no_need")] * 3 + [Said("declined")] * 4 + [Said("")] * 2
    table = shown(fairness.figures_of(facts, threshold=5), "decisions", "quarter")
    assert table == {
        ("2026-04-01", "safeguarding"): 40, ("2026-04-01", "others"): 10, ("2026-04-01", "all"): 50,
        ("*", "safeguarding"): 40, ("*", "others"): 10, ("*", "all"): 50,
    }  # fmt: skip


def test_places_with_few_people_stand_together_as_elsewhere():
    facts = [
        Said("safeguarding", groups={"district": place})
        for place, often in (("CF31", 30), ("CF32", 20), ("SA1", 4), ("NP4", 3), ("LL1", 2))
        for _time in range(often)
    ]
    table = shown(fairness.figures_of(facts, threshold=5), "decisions", "district")
    assert table[("elsewhere", "all")] == 10
    assert not {group for group, _column in table} & {"SA1", "NP4", "LL1"}


def test_a_share_says_between_which_it_probably_lies_and_is_not_given_for_few():
    assert fairness.share(50, 100) == (50, 40, 60)
    assert fairness.share(0, 100) == (0, 0, 4)
    assert fairness.share(25, 45) is None
    assert fairness.share(None, 100) is None
    assert fairness.share(105, 100) == (100, 96, 100)  # parts are rounded on their own


@pytest.mark.parametrize("role", Role)
def test_only_who_checks_or_manages_reads_them(role):
    if role in {Role.AUDITOR, Role.ADMINISTRATOR, Role.COORDINATOR}:
        fairness.check_may_read_fairness(role)
    else:
        with pytest.raises(NotAllowed):
            fairness.check_may_read_fairness(role)


def test_the_limits_are_those_that_the_page_and_the_documentation_name():
    assert (disclosure.PARTNER_BOARD, disclosure.ROUND_TO) == (5, 5)
    assert fairness.share(25, 49) is None
    assert fairness.share(25, 50) is not None


def test_a_fact_has_no_place_for_who_somebody_is():
    assert set(HelpFact.__dataclass_fields__) == {
        "month", "groups", "outcome", "waited", "offer", "started", "ended",
    }  # fmt: skip
