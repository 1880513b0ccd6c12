"""Circumstances in neutral words: what is happening around a person, never what a person is.

Those that surveys of whole populations call adverse childhood experiences stand among the others, in no group of
their own, so that no page can show how many there are.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CircumstanceKind(TextChoices):
    """What a circumstance is about."""

    HOUSING = "housing", pgettext_lazy("kind of circumstance", "Housing")
    MONEY = "money", pgettext_lazy("kind of circumstance", "Money, food or debt")
    VIOLENCE_AT_HOME = "violence_at_home", _("Violence between adults at home")
    ALCOHOL_AT_HOME = "alcohol_at_home", _("Alcohol at home")
    DRUGS_AT_HOME = "drugs_at_home", _("Drugs at home")
    MIND_OF_FAMILY = "mind_of_family", _("Poor mental health of somebody at home")
    PRISON = "prison", _("A parent, or somebody at home, in prison")
    PARENTS_APART = "parents_apart", _("Parents who live apart")
    LOSS = "loss", _("Loss or bereavement")
    MOVES = "moves", _("Moving home, or other people caring for them")
    HURT = "hurt", _("Being hurt by an adult")
    WORDS_THAT_HURT = "words_that_hurt", _("Being put down or frightened by words")
    SEXUAL_HARM = "sexual_harm", _("Sexual harm")
    CARE_MISSING = "care_missing", _("Food, warmth, clothes or care that was missing")
    COMFORT_MISSING = "comfort_missing", _("Comfort or attention that was missing")
    CARING = "caring", pgettext_lazy("kind of circumstance", "Caring for somebody")
    HEALTH = "health", _("Physical health or disability")
    OWN_MIND = "own_mind", _("Their own mental health")
    SCHOOL = "school", pgettext_lazy("kind of circumstance", "School, learning or work")
    LONELINESS = "loneliness", pgettext_lazy("kind of circumstance", "Being alone")
    PRESSURE = "pressure", _("Pressure or exploitation by others")
    DISCRIMINATION = "discrimination", _("Racism or other discrimination")
    UNSAFE_PLACE = "unsafe_place", _("Feeling unsafe where they live")
    OTHER = "other", pgettext_lazy("kind of circumstance", "Something else")
