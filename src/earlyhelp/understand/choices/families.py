"""Words for families: how what is said of them changes, whether somebody is born, and who may see it."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(StrEnum):
    """How a relationship is stored. The words for both of its ends stand in `facts/relationships.csv`."""

    PARENT = "parent"
    STEP_PARENT = "step_parent"
    ADOPTIVE_PARENT = "adoptive_parent"
    FOSTER_CARER = "foster_carer"
    SPECIAL_GUARDIAN = "special_guardian"
    BIRTH_PARENT = "birth_parent"
    BIRTH_SIBLING = "birth_sibling"
    DONOR = "donor"
    GRANDPARENT = "grandparent"
    SIBLING = "sibling"
    HALF_SIBLING = "half_sibling"
    STEP_SIBLING = "step_sibling"
    AUNT_UNCLE = "aunt_uncle"
    COUSIN = "cousin"
    PARTNER = "partner"
    CARER = "carer"
    RELATIVE = "relative"
    TRUSTED_ADULT = "trusted_adult"
    FRIEND = "friend"
    NEIGHBOUR = "neighbour"


class WhoSees(TextChoices):
    """Who may see something about a family."""

    OPEN = "open", _("Everybody who may open this record")
    RESTRICTED = "restricted", _("Only the front door, and only for a purpose that they give each time")


class WhyRestricted(TextChoices):
    """The purposes for which what is restricted is shown. Fixed words: they stand in the audit."""

    SAFETY = "safety", _("Somebody’s safety depends on it")
    ASKED = "asked", _("The adopted person, or the person it is about, asked for it")
    HEALTH = "health", _("A health worker needs it for their care")
    COURT = "court", _("A court or the adoption service asked for it")


class Change(TextChoices):
    """How a row about a family came about."""

    ADDED = "added", _("Added")
    ENDED = "ended", _("Ended")
    CORRECTED = "corrected", _("Corrected")


class Sex(TextChoices):
    """A person's sex, as somebody recorded it."""

    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    OTHER = "other", _("Described in another way")
    NOT_KNOWN = "not_known", _("Not known")


class Ethnicity(TextChoices):
    """A person's ethnic group, as they or a parent said it: the five groups of the 2021 census of Wales.

    Asked to see whether people are treated fairly. No rule, match or order knows it.
    """

    ASIAN = "asian", _("Asian, Asian Welsh or Asian British")
    BLACK = "black", _("Black, Black Welsh, Black British, Caribbean or African")
    MIXED = "mixed", _("Mixed or multiple ethnic groups")
    WHITE = "white", _("White")
    OTHER = "other", _("Another ethnic group")
    DECLINED = "declined", _("They did not want to say")
    NOT_KNOWN = "not_known", pgettext_lazy("ethnic group", "Not asked yet")


class Life(TextChoices):
    """Whether somebody is born, lives, or has died."""

    LIVING = "living", _("Living")
    UNBORN = "unborn", _("Not born yet")
    DIED = "died", _("Has died")
    NOT_KNOWN = "not_known", pgettext_lazy("whether somebody lives", "Not known")


class Care(TextChoices):
    """Whether somebody was looked after away from home."""

    IN_CARE = "in_care", _("Is looked after by a council")
    CARE_EXPERIENCED = "care_experienced", _("Was looked after by a council as a child")
