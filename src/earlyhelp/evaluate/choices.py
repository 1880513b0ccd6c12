"""The words of the figures of fairness: what is counted, for whom, and in which groups.

Codes are those of the rooms that hold the records, as plain values: this room imports none of them.
"""

from collections.abc import Mapping
from typing import Final

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

MISSING: Final = ""
"""The group of those of whom it is not recorded. It is always a row of its own."""
ELSEWHERE: Final = "elsewhere"
"""Places with too few people to stand alone."""
EVERYBODY: Final = "*"
"""All groups together."""
ALL: Final = "all"
"""All columns together."""
OTHERS: Final = "others"
"""Columns with too few people in all to stand alone."""


class Measure(TextChoices):
    """What is counted."""

    DECISIONS = "decisions", _("What was decided")
    WAITS = "waits", _("How long people waited for a decision")
    OFFERS = "offers", _("What was offered")
    STARTS = "starts", _("How long people waited for help to start")


class Dimension(TextChoices):
    """By what people are set beside each other."""

    QUARTER = "quarter", _("Quarter of the year")
    AGE = "age", _("Age")
    SEX = "sex", _("Sex")
    ETHNICITY = "ethnicity", _("Ethnic group")
    LANGUAGE = "language", _("Language")
    DEPRIVATION = "deprivation", _("Deprivation")
    DISTRICT = "district", _("Postcode district")
    AREA = "area", _("Council area")


# Each measure's columns in order: code and words.
COLUMNS: Final[Mapping[str, Mapping[str, str | Promise]]] = {
    Measure.DECISIONS: {
        "safeguarding": _("Safeguarding report"),
        "early_help": _("Early help"),
        "signpost": _("Told about a service or referred to one"),
        "no_help": _("No need, or met already"),
        "not_taken": _("Declined, or not reached"),
        "undecided": pgettext_lazy("column of figures", "Not decided"),
    },
    Measure.WAITS: {
        "next_day": _("By the next working day"),
        "week": _("In 2 to 5 working days"),
        "fortnight": _("In 6 to 10 working days"),
        "longer": _("After more than 10 working days"),
        "undecided": pgettext_lazy("column of figures", "Not decided"),
    },
    Measure.OFFERS: {
        "referred": _("Referred to a service"),
        "episode": _("Help from a lead worker"),
        "told": _("Told about a service"),
        "none": _("Nothing recorded"),
    },
    Measure.STARTS: {
        "two_weeks": _("Started within 14 days"),
        "six_weeks": _("Started after 15 to 42 days"),
        "later": _("Started after more than 42 days"),
        "ended": _("Ended before it started"),
        "waiting": _("Not started"),
    },
}

# Each dimension's groups in order. Places and quarters stand as they come.
GROUPS: Final[Mapping[str, Mapping[str, str | Promise]]] = {
    Dimension.AGE: {
        "0-4": _("0 to 4"),
        "5-10": _("5 to 10"),
        "11-17": _("11 to 17"),
        "18-25": _("18 to 25"),
        "26-64": _("26 to 64"),
        "65+": _("65 or over"),
    },
    Dimension.SEX: {
        "female": _("Female"),
        "male": _("Male"),
        "other": _("Described in another way"),
    },
    Dimension.ETHNICITY: {
        "asian": _("Asian, Asian Welsh or Asian British"),
        "black": _("Black, Black Welsh, Black British, Caribbean or African"),
        "mixed": _("Mixed or multiple ethnic groups"),
        "white": _("White"),
        "other": _("Another ethnic group"),
        "declined": _("They did not want to say"),
    },
    Dimension.LANGUAGE: {
        "en": _("English"),
        "cy": _("Welsh"),
        "bsl": _("British Sign Language"),
        "other": _("Another language"),
    },
    Dimension.DEPRIVATION: {
        "1": _("Most deprived fifth of Wales"),
        "2": _("Second fifth"),
        "3": _("Middle fifth"),
        "4": _("Fourth fifth"),
        "5": _("Least deprived fifth of Wales"),
    },
}

# How a decision, as the front door records it, is counted. A test holds it to the list of outcomes.
DECIDED: Final[Mapping[str, str]] = {
    "safeguarding": "safeguarding",
    "early_help": "early_help",
    "signpost": "signpost",
    "already_met": "no_help",
    "no_need": "no_help",
    "declined": "not_taken",
    "no_contact": "not_taken",
    "asked_back": "undecided",
    "": "undecided",
}

FIGURES_JOB: Final = "evaluate.keep_figures"
"""What the worker calls the counting of figures for the boards."""


class WhyHidden(TextChoices):
    """Why a value of a measure is empty where it stands."""

    SMALL = "small", _("Left out: it is about few people, or would tell of few")


class Term(TextChoices):
    """When an outcome of a logic model should be seen."""

    SHORT = "short", _("Within a year")
    MIDDLE = "middle", _("In one to three years")
    LONG = "long", _("After three years or more")


class ForWhom(TextChoices):
    """For whom something should be better."""

    FAMILIES = "families", _("Children, adults and families")
    OFFICERS = "officers", _("Police officers and staff")
    PARTNERS = "partners", _("Front doors and services")
    PUBLIC = "public", _("Everybody who lives in Wales")


class Realised(TextChoices):
    """How far a benefit is there."""

    HOPED = "hoped", _("Hoped for")
    PARTLY = "partly", _("There in part")
    THERE = "there", _("There")
    MISSED = "missed", _("Did not come")


class TableBy(TextChoices):
    """What goes down or across a table that somebody builds."""

    MONTH = "month", _("Months")
    GROUP = "group", _("Groups")
    PLACE = "place", _("Places")


class TablePlaces(TextChoices):
    """Which places a table sets side by side."""

    AREAS = "areas", _("Council areas")
    FORCES = "forces", _("Police forces")
