"""How something about a person is known, since when, and who may see it: the same words for strengths and the rest."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Sheet(TextChoices):
    """The sheets on which entries about a person stand. Strengths come first, everywhere."""

    STRENGTHS = "strengths", _("Strengths")
    CIRCUMSTANCES = "circumstances", _("Circumstances")
    CHILDS_EYE = "childs_eye", _("The child’s own view")


class HowKnown(TextChoices):
    """How we know it."""

    DISCLOSED = "disclosed", _("Somebody told us")
    OBSERVED = "observed", _("Somebody saw or heard it themselves")
    RECORDED = "recorded", _("Another agency recorded it")
    INFERRED = "inferred", _("We concluded it from something else")


class Assertion(TextChoices):
    """Fact and opinion are kept apart (Data Protection Act 2018, section 38)."""

    FACT = "fact", pgettext_lazy("how sure an entry is", "A fact")
    OPINION = "opinion", pgettext_lazy("how sure an entry is", "An opinion")


class WhenKind(TextChoices):
    """What is known of when it was."""

    DAY = "day", _("At one time")
    PERIOD = "period", _("Over a time")
    NOT_KNOWN = "not_known", _("Not known")


class Exact(TextChoices):
    """How exactly a date is known."""

    DAY = "day", _("To the day")
    MONTH = "month", _("To the month")
    YEAR = "year", _("To the year")


class Visibility(TextChoices):
    """Who may see an entry. Whoever wrote it always may."""

    AGENCY = "agency", _("Practitioners of our agency")
    PARTNERS = "partners", _("Agencies that are involved with this person and have a sharing agreement")
    NAMED = "named", _("Only the colleagues named here")
