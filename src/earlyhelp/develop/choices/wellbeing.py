"""Names of wellbeing: what a survey asks, what a day was made of, and what is brought in as sums."""

from typing import Final

from django.db.models import IntegerChoices, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Item(TextChoices):
    """What a survey asks, in words of our own. The labels name the item in tables and charts."""

    ENERGY = "energy", _("Energy for the work")
    SLEEP = "sleep", _("Sleep that rests")
    VALUED = "valued", _("Feeling valued")
    SUPPORT = "support", _("Support from those around")
    SATISFACTION = "satisfaction", _("Satisfaction with the job")


class Level(IntegerChoices):
    """How far a sentence was true in the last four weeks."""

    NEVER = 1, _("Not at all")
    SELDOM = 2, _("A little")
    SOMETIMES = 3, _("Some of the time")
    OFTEN = 4, _("Most of the time")
    ALWAYS = 5, _("All of the time")


# From this answer on, an answer counts as good in the figures.
GOOD: Final = Level.OFTEN

# The sentences that are answered, each about the last four weeks. A change of words is a new instrument.
INSTRUMENT: Final = 1
SENTENCES: Final[dict[Item, str | Promise]] = {
    Item.ENERGY: _("I had enough energy for my work."),
    Item.SLEEP: _("I slept well enough to feel rested."),
    Item.VALUED: _("I felt that my work was valued."),
    Item.SUPPORT: _("When the work was hard, somebody was there for me."),
    Item.SATISFACTION: _("Taking everything together, I was satisfied with my job."),
}


class Place(TextChoices):
    """Which group a figure is of. Groups of a round never overlap; the agency is their sum."""

    AGENCY = "agency", _("The whole agency")
    TEAM = "team", _("A team")
    REST = "rest", _("Everybody else in the agency")


class ExposureKind(TextChoices):
    """What a worker met on a day, in neutral words and in no order of weight."""

    CHILD_HURT = "child_hurt", _("A child who was hurt or neglected")
    CHILD_DEATH = "child_death", _("The death of a child")
    DEATH = "death", _("The death of an adult")
    SUICIDE = "suicide", _("Suicide, or somebody who meant to")
    VIOLENCE_AT_HOME = "violence_at_home", _("Violence in a home")
    SEXUAL_VIOLENCE = "sexual_violence", _("Sexual violence")
    SERIOUS_INJURY = "serious_injury", _("A serious injury or crash")
    THREAT = "threat", _("Violence or threats against me")
    IMAGES = "images", _("Distressing images or recordings")
    HARD_STORY = "hard_story", _("A story that stays with me")


class AggregateMeasure(TextChoices):
    """What an agency's own systems count, brought in as sums over ten people or more."""

    STRESS_SICKNESS = "stress_sickness", _("Days of sickness put down to stress")
    SATISFACTION = "satisfaction", _("People satisfied with their job")


class LineFault(TextChoices):
    """Why a line of a file of sums was not taken."""

    AGENCY = "agency", _("The agency code is not known, or is not your own agency’s.")
    TEAM_KIND = (
        "team_kind",
        _("The kind of team is not one of the list. Leave it empty for the whole agency."),
    )
    MONTH = "month", _("The month must be written like 2026-03, and be over.")
    MEASURE = "measure", _("The measure must be stress_sickness or satisfaction.")
    NUMBER = "number", _("People and amount must be whole numbers.")
    FEW = "few", _("There are fewer than ten people, so the line would point at somebody.")
    TOO_MANY = "too_many", _("The amount is more than so many people can have in a month.")
    NEARLY_ALL = "nearly_all", _("Nearly everybody said the same, so the line would tell what each one said.")
    LEFT_OVER = (
        "left_over",
        _("Taken from the line of the whole agency, this would leave a group of fewer than ten people."),
    )
    DIFFERENT = "different", _("This month is there already, with other numbers.")
    TWICE = "twice", _("The same agency, kind of team, month and measure stand in the file twice.")
