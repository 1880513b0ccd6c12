"""A control chart in plain words: what is ordinary, what is a sign and since when, and what a sign is not."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from earlyhelp.kit.control_charts import ControlChart, Sign
from earlyhelp.kit.time_words import written_month


class _Words(NamedTuple):
    """A sign in one month, in a stretch that is over, and in a stretch that lasts to the end."""

    once: str | Promise
    over: str | Promise
    still: str | Promise


_HIGH = gettext_lazy(
    "From %(first)s to %(last)s the values were higher than ordinary coming and going explains."
)
_LOW = gettext_lazy(
    "From %(first)s to %(last)s the values were lower than ordinary coming and going explains."
)
_RUN_ABOVE = gettext_lazy(
    "From %(first)s to %(last)s every value was above the mean, which eight in a row are not by chance."
)
_RUN_BELOW = gettext_lazy(
    "From %(first)s to %(last)s every value was below the mean, which eight in a row are not by chance."
)
_RISING = gettext_lazy(
    "From %(first)s to %(last)s every value was higher than the one before, which is not by chance."
)
_FALLING = gettext_lazy(
    "From %(first)s to %(last)s every value was lower than the one before, which is not by chance."
)
_NEAR_UPPER = gettext_lazy("From %(first)s to %(last)s values were unusually often close to the upper limit.")
_NEAR_LOWER = gettext_lazy("From %(first)s to %(last)s values were unusually often close to the lower limit.")
_CALM = gettext_lazy(
    "From %(first)s to %(last)s the values varied less than before. Ask whether counting changed."
)
_STILL_ABOVE = gettext_lazy(
    "Since %(first)s every value has been above the mean, which eight in a row are not by chance."
)
_STILL_BELOW = gettext_lazy(
    "Since %(first)s every value has been below the mean, which eight in a row are not by chance."
)

_SAID: Final[Mapping[Sign, _Words]] = {
    Sign.ABOVE: _Words(
        gettext_lazy("In %(first)s the value was higher than ordinary coming and going explains."),
        _HIGH,
        _HIGH,
    ),
    Sign.BELOW: _Words(
        gettext_lazy("In %(first)s the value was lower than ordinary coming and going explains."), _LOW, _LOW
    ),
    Sign.RUN_ABOVE: _Words(_RUN_ABOVE, _RUN_ABOVE, _STILL_ABOVE),
    Sign.RUN_BELOW: _Words(_RUN_BELOW, _RUN_BELOW, _STILL_BELOW),
    Sign.RISING: _Words(_RISING, _RISING, _RISING),
    Sign.FALLING: _Words(_FALLING, _FALLING, _FALLING),
    # One of two near values can be alone, when the value between them is not near.
    Sign.NEAR_UPPER: _Words(
        gettext_lazy("In %(first)s the value was close to the upper limit, as another was near that time."),
        _NEAR_UPPER,
        _NEAR_UPPER,
    ),
    Sign.NEAR_LOWER: _Words(
        gettext_lazy("In %(first)s the value was close to the lower limit, as another was near that time."),
        _NEAR_LOWER,
        _NEAR_LOWER,
    ),
    Sign.CALM: _Words(_CALM, _CALM, _CALM),
}


def reading(
    chart: ControlChart, months: Sequence[date], number: Callable[[float], str] = "{:,.0f}".format
) -> list[str]:
    """Whole sentences about a chart of months, in the reader's language.

    First the limits, then signs in the order of time, then what to do. `number` writes a value.
    """
    if not chart.values:
        return [gettext("There are no values, so nothing can be said.")]
    said = [_limits(chart, months, number)]
    signs = sorted(
        (first, place, sentence)
        for place, sign in enumerate(Sign)
        for first, sentence in _signs(chart, sign, months)
    )
    if signs:
        asked = gettext("A sign is a reason to ask what was different. It is not the answer.")
        return [*said, *(sentence for _first, _place, sentence in signs), asked]
    if chart.is_steady:
        said.append(
            gettext(
                "Ordinary coming and going: nothing here is a sign of a change. If the level is not good enough, "
                "the way of working has to change, not one month."
            )
        )
    return said


def _limits(chart: ControlChart, months: Sequence[date], number: Callable[[float], str]) -> str:
    now = chart.now
    first = written_month(months[now.start])
    if now.mean is None or now.lower is None or now.upper is None:
        if len(chart.phases) > 1:
            return gettext(
                "Something changed in %(first)s, and there are fewer than eight values since. No limits are drawn: "
                "they would be guesses. Do not compare with what was before."
            ) % {"first": first}
        return gettext(
            "There are fewer than eight values, so no limits are drawn: they would be guesses. Do not read anything "
            "into single ups and downs."
        )
    words = {
        "first": first,
        "mean": number(now.mean),
        "lower": number(now.lower),
        "upper": number(now.upper),
    }
    if len(chart.phases) > 1:
        return (
            gettext(
                "Something changed in %(first)s, so what is ordinary is counted anew from then: values between "
                "%(lower)s and %(upper)s, around %(mean)s. Do not compare with what was before."
            )
            % words
        )
    return gettext("Values between %(lower)s and %(upper)s are ordinary here, around %(mean)s.") % words


def _signs(chart: ControlChart, sign: Sign, months: Sequence[date]) -> list[tuple[int, str]]:
    """Where each stretch of a sign begins and a sentence for it, in the phase that is now: the others are over."""
    found = []
    for first, last in chart.spells(sign):
        if first < chart.now.start:
            continue
        words = _SAID[sign]
        sentence = (
            words.once if first == last else words.still if last == len(chart.values) - 1 else words.over
        )
        when = {"first": written_month(months[first]), "last": written_month(months[last])}
        found.append((first, str(sentence) % when))
    return found
