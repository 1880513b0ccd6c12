"""The words around training: levels of practice, languages, how far a session, a place and a record are."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PracticeLevel(TextChoices):
    """How near somebody's work is to trauma: a spectrum, not a hierarchy (Trauma-Informed Wales, 2022)."""

    AWARE = "aware", pgettext_lazy("level of practice", "Trauma-aware")
    SKILLED = "skilled", pgettext_lazy("level of practice", "Trauma-skilled")
    ENHANCED = "enhanced", pgettext_lazy("level of practice", "Trauma-enhanced")
    SPECIALIST = "specialist", pgettext_lazy("level of practice", "Specialist")


class SessionLanguage(TextChoices):
    """In which language a session is held."""

    ENGLISH = "en", _("In English")
    WELSH = "cy", _("In Welsh")
    BOTH = "both", _("Everyone speaks Welsh or English as they choose, and all understand both")
    INTERPRETED = "interpreted", _("Welsh and English, with simultaneous translation")


class SessionState(TextChoices):
    """How far a session is. That it is over follows from its time."""

    PLANNED = "planned", pgettext_lazy("state of a training session", "Planned")
    CANCELLED = "cancelled", pgettext_lazy("state of a training session", "Cancelled")


class BookingState(TextChoices):
    """Whether somebody has a place at a session."""

    BOOKED = "booked", pgettext_lazy("state of a booking", "Has a place")
    WAITING = "waiting", pgettext_lazy("state of a booking", "On the waiting list")
    CANCELLED = "cancelled", pgettext_lazy("state of a booking", "Cancelled")


class Took(TextChoices):
    """How much of a session somebody took part in."""

    PRESENT = "present", pgettext_lazy("attendance at training", "There for all of it")
    PARTLY = "partly", pgettext_lazy("attendance at training", "There for part of it")
    ABSENT = "absent", pgettext_lazy("attendance at training", "Not there")


class RecordSource(TextChoices):
    """Where a record of training comes from."""

    SESSION = "session", _("Marked by a trainer at a session")
    IMPORTED = "imported", _("Read from an agency’s file")
    E_LEARNING = "e_learning", _("Reported by a system for e-learning")
