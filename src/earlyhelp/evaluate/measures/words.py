"""The words for the groups of measures, on boards and in releases. Codes are those of the rooms that hold the records.

A code means what its measure says: 030 is 30 days where repeats are looked for, and the quietest 30 per cent on a curve
of how unevenly incidents are spread. Pure.
"""

from collections.abc import Mapping
from functools import cache
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from earlyhelp.partnership.facts import list_agencies, list_areas

WORDS: Final[Mapping[str, Promise]] = {
    "not_known": _("Not known"),
    "safeguarding": _("Safeguarding"),
    "early_help": _("Early help"),
    "signpost": _("Signposted to a service"),
    "already_met": _("The need is already met"),
    "declined": _("Declined"),
    "no_contact": _("We could not reach them"),
    "asked_back": _("Not enough information: asked back"),
    "no_need": _("No need found"),
    "undecided": _("Not decided yet"),
    "red": _("Red"),
    "amber": _("Amber"),
    "green": _("Green"),
    "accepted": pgettext_lazy("referral", "Accepted"),
    "ended": _("Ended before an answer"),
    "no_answer": _("No answer"),
    "crime": _("Crime"),
    "antisocial": _("Anti-social behaviour"),
    "welfare": _("Public safety and welfare"),
    "transport": _("Transport"),
    "administration": _("Administration"),
    "other": _("Anything else"),
    "better": _("Better by one point or more"),
    "better_by_2": _("Better by two points or more"),
    "same": pgettext_lazy("goal", "The same"),
    "worse": pgettext_lazy("goal", "Worse"),
    "vulnerable": _("Vulnerability"),
    "domestic": _("Domestic abuse"),
    "domestic_abuse": _("Domestic abuse"),
    "mental_health": _("Mental health"),
    "alcohol": _("Alcohol"),
    "drugs": _("Drugs"),
    "youth": _("Young people"),
    "policing": _("Crime, or feeling unsafe"),
    "social_care": _("Care and support at home"),
    "health": _("Physical health"),
    "housing": _("Housing"),
    "money": _("Money, food or debt"),
    "school": _("School, learning or work"),
    "family": _("Family life and parenting"),
    "substances": _("Alcohol or drugs"),
    "caring": _("Caring for someone"),
    "disability": _("Disability or learning needs"),
    "any": _("Any contact"),
    "arrest": _("Arrest"),
    "charge": _("Charge"),
    "custody": _("Custody"),
    "helped.any.before": _("Helped: any contact in the 180 days before"),
    "helped.any.after": _("Helped: any contact in the 180 days after"),
    "not_helped.any.before": _("Not helped: any contact in the 180 days before"),
    "not_helped.any.after": _("Not helped: any contact in the 180 days after"),
    "helped.arrest.before": _("Helped: arrest in the 180 days before"),
    "helped.arrest.after": _("Helped: arrest in the 180 days after"),
    "not_helped.arrest.before": _("Not helped: arrest in the 180 days before"),
    "not_helped.arrest.after": _("Not helped: arrest in the 180 days after"),
    "helped.charge.before": _("Helped: charge in the 180 days before"),
    "helped.charge.after": _("Helped: charge in the 180 days after"),
    "not_helped.charge.before": _("Not helped: charge in the 180 days before"),
    "not_helped.charge.after": _("Not helped: charge in the 180 days after"),
    "helped.custody.before": _("Helped: custody in the 180 days before"),
    "helped.custody.after": _("Helped: custody in the 180 days after"),
    "not_helped.custody.before": _("Not helped: custody in the 180 days before"),
    "not_helped.custody.after": _("Not helped: custody in the 180 days after"),
    "check": _("Checks"),
    "referral": _("Referrals"),
    "action": _("Actions of a plan or of a meeting"),
    "meeting": _("Actions of a meeting"),
    "plan": _("Actions of a plan"),
    # What street-level files call their kinds.
    "Anti-social behaviour": _("Anti-social behaviour"),
    "Bicycle theft": _("Bicycle theft"),
    "Burglary": _("Burglary"),
    "Criminal damage and arson": _("Criminal damage and arson"),
    "Drugs": _("Drugs"),
    "Other crime": _("Other crime"),
    "Other theft": _("Other theft"),
    "Possession of weapons": _("Possession of weapons"),
    "Public order": _("Public order"),
    "Robbery": _("Robbery"),
    "Shoplifting": _("Shoplifting"),
    "Theft from the person": _("Theft from the person"),
    "Vehicle crime": _("Vehicle crime"),
    "Violence and sexual offences": _("Violence and sexual offences"),
}

# By how the code of a measure begins: what a number means as its group.
_NUMBERS: Final[Mapping[str, Promise]] = {
    "lorenz_": _("Quietest share: %(number)s per cent"),
    "top_share_": _("Busiest share: %(number)s per cent"),
    "incidents_per_person": _("Number of incidents: %(number)s"),
    "time_to_next": _("By day %(number)s"),
    "repeat_": _("Within %(number)s days"),
}
_DAYS: Final = _("%(number)s days")
_BANDS: Final[Mapping[str, Promise]] = {
    "06_09": _("Number of incidents: 6 to 9"),
    "10_19": _("Number of incidents: 10 to 19"),
    "20_up": _("Number of incidents: 20 or more"),
}
# Words of rooms that this one does not know, such as codes of incidents: English and Welsh.
_MORE: Final[dict[str, tuple[str, str]]] = {}


def add_words(words: Mapping[str, tuple[str, str]]) -> None:
    """Say what codes of another room are called, in English and in Welsh. Called once, while the service starts."""
    _MORE.update(words)


def label_of(group: str, measure: str = "") -> str:
    """A group in the language in use. A code without words stands for itself."""
    if group in WORDS:
        return str(WORDS[group])
    if group in _BANDS:
        return str(_BANDS[group])
    opened, moved, closed = group.partition(">")
    if moved:
        said = {"opened": label_of(opened), "closed": label_of(closed)}
        return gettext("Opened as: %(opened)s. Closed as: %(closed)s.") % said
    number = group.removeprefix("top_")
    if number.isdigit():
        return _number(int(number), measure)
    names = _places().get(group) or _MORE.get(group)
    if names is None:
        return group
    return names[1] if (get_language() or "").startswith("cy") else names[0]


def _number(number: int, measure: str) -> str:
    says = next((words for start, words in _NUMBERS.items() if measure.startswith(start)), _DAYS)
    return str(says) % {"number": number}


@cache
def _places() -> dict[str, tuple[str, str]]:
    areas = {one.code: (one.name_en, one.name_cy) for one in list_areas()}
    return areas | {one.code: (one.name_en, one.name_cy) for one in list_agencies()}
