"""The words for the groups of measures. Codes are those of the rooms that hold the records, as plain values. Pure."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from earlyhelp.evaluate.rules.places import tiles

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
}


def label_of(group: str) -> str:
    """A group in the language of the page. A code without words, such as that of an agency, stands for itself."""
    if group in WORDS:
        return str(WORDS[group])
    if group.isdigit():
        return _number(group)
    tile = tiles().get(group)
    return tile.name if tile else group.replace("_", " ").replace("-", " ")


def _number(group: str) -> str:
    """Days, as repeats are looked for within so many of them."""
    return gettext("%(number)s days") % {"number": int(group)}
