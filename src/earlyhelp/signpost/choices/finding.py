"""The words of the public finder, of what people say about an entry, and of needs that nothing met."""

from collections.abc import Mapping
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import Need


class AgeGroup(TextChoices):
    """Ages in groups wide enough that nobody is known by theirs. The years are in AGES."""

    UNDER_5 = "0-4", _("0 to 4")
    CHILD = "5-10", _("5 to 10")
    TEENAGER = "11-17", _("11 to 17")
    YOUNG_ADULT = "18-25", _("18 to 25")
    ADULT = "26-64", _("26 to 64")
    OLDER = "65+", _("65 or over")


AGES: Final[Mapping[str, tuple[int, int]]] = {
    AgeGroup.UNDER_5: (0, 4),
    AgeGroup.CHILD: (5, 10),
    AgeGroup.TEENAGER: (11, 17),
    AgeGroup.YOUNG_ADULT: (18, 25),
    AgeGroup.ADULT: (26, 64),
    AgeGroup.OLDER: (65, 120),
}


class ForWhom(TextChoices):
    """Whom somebody looks for help for."""

    MYSELF = "myself", _("Myself")
    CHILD = "child", _("My child, or a child I look after")
    FAMILY = "family", _("My family")
    SOMEONE = "someone", _("Someone else")


# The kinds of need as a person meets them: four short lists instead of one long one.
HOME: Final = (Need.HOUSING, Need.MONEY, Need.SOCIAL_CARE)
HEALTH: Final = (Need.MENTAL_HEALTH, Need.HEALTH, Need.SUBSTANCES, Need.DISABILITY)
PEOPLE: Final = (Need.FAMILY, Need.SCHOOL, Need.CARING, Need.LONELINESS, Need.BEREAVEMENT)
SAFETY: Final = (Need.DOMESTIC_ABUSE, Need.POLICING)

# Plain words of both languages that mean one of our needs, beside those that feeds use (choices.needs).
NEED_BY_WORD: Final[Mapping[str, Need]] = {
    "afraid": Need.DOMESTIC_ABUSE,
    "arian": Need.MONEY,
    "bill": Need.MONEY,
    "bills": Need.MONEY,
    "bwyd": Need.MONEY,
    "cam-drin": Need.DOMESTIC_ABUSE,
    "cyffuriau": Need.SUBSTANCES,
    "dementia": Need.DISABILITY,
    "digartref": Need.HOUSING,
    "drinking": Need.SUBSTANCES,
    "dyled": Need.MONEY,
    "evicted": Need.HOUSING,
    "galar": Need.BEREAVEMENT,
    "gofalwr": Need.CARING,
    "gorbryder": Need.MENTAL_HEALTH,
    "hungry": Need.MONEY,
    "iechyd meddwl": Need.MENTAL_HEALTH,
    "iselder": Need.MENTAL_HEALTH,
    "job": Need.SCHOOL,
    "rhent": Need.HOUSING,
    "rent": Need.HOUSING,
    "sad": Need.MENTAL_HEALTH,
    "stress": Need.MENTAL_HEALTH,
    "tai": Need.HOUSING,
    "teulu": Need.FAMILY,
    "unig": Need.LONELINESS,
    "alone": Need.LONELINESS,
    "work": Need.SCHOOL,
    "worried": Need.MENTAL_HEALTH,
    "worry": Need.MENTAL_HEALTH,
    "ysgol": Need.SCHOOL,
}


class RemarkKind(TextChoices):
    """What is wrong with an entry, as somebody who used it says."""

    NUMBER = "number", _("The telephone number or the web page does not work")
    CLOSED = "closed", _("The service has closed or has moved")
    TIMES = "times", _("The opening times are wrong")
    NOT_SO = "not_so", _("It is not what the entry says")
    WELSH = "welsh", _("The Welsh is wrong or missing")
    OTHER = "other", _("Something else")


class WhyUnmet(TextChoices):
    """Why a need found no service."""

    NOTHING_FOUND = "nothing_found", _("No service that suits was found")
    NO_ROOM = "no_room", _("Every service that suits is full")
    TOO_LONG = "too_long", _("Every service that suits has too long a wait")
    TOO_FAR = "too_far", _("Every service that suits is too far away")
    LANGUAGE = "language", _("No service works in the person’s language")
    OUTSIDE = "outside", _("The person falls outside what every service takes")
    NOT_WANTED = "not_wanted", _("The person does not want any of the services offered")


class ProposalState(TextChoices):
    """How far a proposed change of an entry has come."""

    WAITING = "waiting", _("Waits for a steward")
    APPROVED = "approved", _("Approved")
    DECLINED = "declined", _("Not approved")
    WITHDRAWN = "withdrawn", _("Taken back")
