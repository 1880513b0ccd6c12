"""Agreement of two readers: against published figures, and at its edges."""

from itertools import chain, repeat

import numpy as np
import pytest
from statsmodels.stats.inter_rater import cohens_kappa

from earlyhelp.develop.rules.agreement import agreement_of, weighted_kappa

Pairs = list[tuple[int, int]]

# The data "anxiety" of the R package irr (Gamer and others): twenty people, rated by three. Of the second and third,
# irr prints Kappa = 0.252 with squared weights, over the five levels that occur.
RATER_1 = (3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3)
RATER_2 = (3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4)
RATER_3 = (2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2)
LEVELS = {1: 1, 2: 2, 3: 3, 4: 4, 6: 5}
# Two radiologists, 85 xeromammograms, four steps from normal to cancer (Boyd and others 1982, in Altman 1991, p. 403).
RADIOLOGISTS = ((21, 12, 0, 0), (4, 17, 1, 0), (3, 9, 15, 2), (0, 0, 0, 1))
# A hundred people, three kinds, by two readers (Fleiss 1981, p. 213): nearly all are of one kind.
LOPSIDED = ((75, 1, 4), (5, 4, 1), (0, 0, 10))


def pairs_of(table: tuple[tuple[int, ...], ...]) -> Pairs:
    """A table of counts as single pairs."""
    cells = (
        repeat((row + 1, column + 1), count)
        for row, counts in enumerate(table)
        for column, count in enumerate(counts)
    )
    return list(chain.from_iterable(cells))


def test_the_published_example_with_squared_weights_is_reproduced() -> None:
    pairs = [(LEVELS[one], LEVELS[two]) for one, two in zip(RATER_2, RATER_3, strict=True)]
    found = weighted_kappa(pairs)
    assert found is not None
    assert found.estimate == pytest.approx(0.2520325, abs=5e-8)


@pytest.mark.parametrize("table", [RADIOLOGISTS, LOPSIDED])
def test_kappa_and_its_interval_are_those_of_another_program(table: tuple[tuple[int, ...], ...]) -> None:
    found = weighted_kappa(pairs_of(table))
    theirs = cohens_kappa(np.array(table, dtype=float), wt="quadratic")
    assert found is not None
    assert found.estimate == pytest.approx(theirs.kappa)
    assert found.low == pytest.approx(theirs.kappa_low)
    assert found.high == pytest.approx(theirs.kappa_upp)


def test_with_two_steps_it_is_plain_kappa() -> None:
    # 20 and 15 agree, 5 and 10 do not: 0.70 observed, 0.50 by chance.
    found = weighted_kappa(pairs_of(((20, 5), (10, 15))))
    assert found is not None
    assert found.estimate == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("pairs", "same", "kappa"),
    [
        pytest.param([(1, 1), (4, 4)] * 5, 100, 1.0, id="always the same"),
        pytest.param([(1, 4), (4, 1)] * 5, 0, -1.0, id="always the opposite"),
        pytest.param([(1, 1), (1, 4), (4, 1), (4, 4)] * 3, 50, 0.0, id="as often as by chance"),
        pytest.param([(3, 3)] * 10, 100, None, id="everybody chose one step"),
    ],
)
def test_the_edges(pairs: Pairs, same: int, kappa: float | None) -> None:
    found = agreement_of(pairs)
    assert found is not None
    assert found.same == same
    if kappa is None:
        assert found.kappa is None
    else:
        assert found.kappa is not None
        assert found.kappa.estimate == pytest.approx(kappa)
        assert -1 <= found.kappa.low <= found.kappa.high <= 1


def test_nothing_is_said_of_fewer_than_ten() -> None:
    assert agreement_of([(1, 2)] * 9) is None
    assert agreement_of([(1, 2)] * 10) is not None


def test_one_step_apart_counts_a_quarter_of_two() -> None:
    near = weighted_kappa([(1, 1), (2, 2), (3, 3), (2, 3)] * 5)
    far = weighted_kappa([(1, 1), (2, 2), (3, 3), (1, 3)] * 5)
    assert near is not None
    assert far is not None
    assert near.estimate > far.estimate
