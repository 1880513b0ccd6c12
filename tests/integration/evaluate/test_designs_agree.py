"""Difference in differences, beside pyfixest's estimator in two stages on the same panel."""

import warnings

import pandas as pd
import pytest

from earlyhelp.evaluate.studies.panels import study_differences
from tests.factories.studies import units_with


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_estimate_is_that_of_two_stages(seed: int) -> None:
    """Gardner's two stages (2022) and imputation give one number: the mean of what the first stage leaves."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyfixest.did.estimation import did2s
    panel, _ = units_with(seed)
    data = pd.DataFrame(
        {
            "unit": pd.Categorical(panel.units).codes,
            "period": panel.periods,
            "outcome": panel.outcome,
            "helped": panel.helped.astype(int),
        }
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fitted = did2s(
            data,
            yname="outcome",
            first_stage="~ 0 | unit + period",
            second_stage="~ 0 + helped",
            treatment="helped",
            cluster="unit",
        )
    theirs, ours = fitted.tidy().loc["helped"], study_differences(panel).main
    assert ours.estimate == pytest.approx(float(theirs["Estimate"]), abs=1e-6)
    # The errors are made in two ways (one unit left out at a time; a sandwich): near each other, ours seldom smaller.
    error = (ours.high - ours.low) / 2 / 2.093
    assert 0.8 < error / float(theirs["Std. Error"]) < 1.6
