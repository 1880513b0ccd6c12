"""How small an effect a study could see, before it starts: a study that can see nothing asks people for nothing."""

from dataclasses import dataclass
from math import sqrt

from scipy.stats import norm

from earlyhelp.evaluate.studies.results import BadStudy, Fault


@dataclass(frozen=True, slots=True)
class Plan:
    """What is planned. `units` teams or areas of `each` people; `alike` is how much people of one unit resemble
    each other (intra-class correlation, 0 to 1); `share` of the units has the help; `spread` is a standard deviation.
    """

    units: int
    each: int
    spread: float
    alike: float = 0.0
    share: float = 0.5
    power: float = 0.8


def smallest_effect(plan: Plan) -> float:
    """The smallest true difference that such a study finds with this power, two-sided at 5 %. Raises BadStudy."""
    sound = (
        plan.units >= 2
        and plan.each >= 1
        and plan.spread > 0
        and 0 <= plan.alike <= 1
        and 0 < plan.share < 1
        and 0.5 <= plan.power < 1
    )
    if not sound:
        raise BadStudy(Fault.NOT_A_SIZE)
    inflated = 1 + (plan.each - 1) * plan.alike
    variance = plan.spread**2 * inflated / (plan.units * plan.each * plan.share * (1 - plan.share))
    return float(norm.ppf(0.975) + norm.ppf(plan.power)) * sqrt(variance)
