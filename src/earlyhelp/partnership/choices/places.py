"""Names for the open data that say how deprived a small area is, and for what may be wrong with a row of them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PlacesKind(TextChoices):
    """Which open data."""

    INDEX = "index", _("Small areas by fifth of the Welsh Index of Multiple Deprivation")
    POSTCODES = "postcodes", _("Welsh postcodes by small area")


class PlacesFault(TextChoices):
    """Why a row was not taken, as a whole sentence."""

    SHORT = "short", _("The row has fewer columns than the headings.")
    POSTCODE = "postcode", _("This is not a postcode.")
    AREA = "area", _("This is not the code of a small area in Wales: W01 and six digits.")
    PLACE = "place", _("The rank, decile or quintile is not a whole number between one and the last one.")
    TWICE = "twice", _("It was there before, and said something else.")
