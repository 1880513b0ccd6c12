"""The self-assessment as data, and what is said when it is set beside the time before."""

from datetime import date
from uuid import uuid4

import pytest

from earlyhelp.develop.choices.maturity import LATEST, Step, instrument
from earlyhelp.develop.rules import maturity as rules
from earlyhelp.develop.rules.maturity_chart import draw
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import Role

WORDING = instrument(LATEST)
KEYS = [one.key for domain in WORDING.domains for one in domain.statements]


def test_there_are_six_domains_of_four_or_five_statements_with_four_steps_in_both_languages() -> None:
    assert len(WORDING.domains) == 6
    assert len(KEYS) == len(set(KEYS))
    for domain in WORDING.domains:
        assert domain.name_en != domain.name_cy
        assert len(domain.statements) in {4, 5}
        for one in domain.statements:
            texts = [(one.text_en, one.text_cy), *zip(one.steps_en, one.steps_cy, strict=True)]
            assert len(one.steps_en) == len(Step)
            assert len(set(one.steps_en)) == len(set(one.steps_cy)) == len(Step)
            assert all(english and welsh and english != welsh for english, welsh in texts)


def test_an_unknown_domain_or_statement_is_not_made_up() -> None:
    for ask in (WORDING.domain, WORDING.statement):
        with pytest.raises(KeyError):
            ask("no-such-key")


@pytest.mark.parametrize(
    ("now", "before", "up", "down", "same"),
    [
        ((2, 2, 2, 2), (2, 2, 2, 2), 0, 0, 4),
        ((3, 4, 2, 2), (2, 2, 2, 2), 2, 0, 2),
        ((1, 2, 2, 3), (2, 2, 2, 2), 1, 1, 2),
        ((4, 4, 4, 4), (1, 1, 1, 1), 4, 0, 0),
    ],
)
def test_how_many_moved(now: tuple[int, ...], before: tuple[int, ...], up: int, down: int, same: int) -> None:
    domain = WORDING.domains[0]
    keys = [one.key for one in domain.statements]
    found = rules.compare(WORDING, dict(zip(keys, now, strict=True)), dict(zip(keys, before, strict=True)))[0]
    assert (found.up, found.down, found.same) == (up, down, same)
    assert found.now == tuple(now.count(step) for step in Step)
    assert found.before == tuple(before.count(step) for step in Step)


def test_the_first_time_there_is_nothing_to_set_beside() -> None:
    found = rules.compare(WORDING, dict.fromkeys(KEYS, 3), None)
    assert all(one.before is None and one.now == (0, 0, 4, 0) for one in found)
    assert all(len(group.bars) == 1 for group in draw(found).groups)


def test_a_statement_that_only_one_of_them_has_does_not_move() -> None:
    first, *others = (one.key for one in WORDING.domains[0].statements)
    found = rules.compare(WORDING, {first: 4}, dict.fromkeys(others, 1))[0]
    assert (found.up, found.down, found.same) == (0, 0, 0)


def test_bars_fill_the_room_and_say_their_numbers() -> None:
    answers = {key: 1 + place % 4 for place, key in enumerate(KEYS)}
    chart = draw(rules.compare(WORDING, answers, dict.fromkeys(KEYS, 2)))
    for group in chart.groups:
        before, now = group.bars
        assert (before.is_now, now.is_now) == (False, True)
        for bar in group.bars:
            assert sum(part.count for part in bar.parts) == 4
            assert bar.parts[-1].x + bar.parts[-1].width == chart.width - 4
            assert all(bar.y + chart.bar <= chart.height and part.x < part.middle for part in bar.parts)


def test_it_is_finished_when_every_statement_has_an_answer() -> None:
    whole = dict.fromkeys(KEYS, 1)
    rules.check_is_whole(WORDING, whole)
    part = {key: step for key, step in whole.items() if key != "voice"}
    assert rules.list_unanswered(WORDING, part) == ["inclusion"]
    with pytest.raises(rules.UnfinishedAssessment):
        rules.check_is_whole(WORDING, part)


@pytest.mark.parametrize("role", Role)
def test_administrators_and_coordinators_assess_their_own_organisation(role: Role) -> None:
    own = uuid4()
    by = Actor(uuid4(), own, None, role, "own_work")
    assert rules.may_assess(by, agency_id=own) == (role in {Role.ADMINISTRATOR, Role.COORDINATOR})
    with pytest.raises(NotAllowed):
        rules.check_may_assess(by, agency_id=uuid4())


@pytest.mark.parametrize(
    ("due", "is_likely"),
    [
        (date(2026, 3, 1), False),
        (date(2026, 3, 2), True),
        (date(2031, 3, 1), True),
        (date(2031, 4, 1), False),
    ],
)
def test_an_action_is_due_on_a_day_to_come(due: date, is_likely: bool) -> None:
    if is_likely:
        rules.check_due(due, date(2026, 3, 2))
    else:
        with pytest.raises(rules.UnclearImprovement):
            rules.check_due(due, date(2026, 3, 2))
