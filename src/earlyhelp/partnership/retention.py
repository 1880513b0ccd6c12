"""What this room keeps of people, and for how long."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.retention import Erasure, Kept

SEVEN_YEARS: Final = 7 * 365
THIRTY_DAYS: Final = 30

RETENTION: Final = (
    Kept(
        model="partnership.Disclosure",
        what=_("To whom something was told, and under what, is kept for seven years. It names nobody."),
        keep_days=SEVEN_YEARS,
        counted_from="at",
        holds_people=True,
        erasure=Erasure.DELETE,
        through="about_key",
    ),
    Kept(
        model="partnership.ExceptionalDisclosure",
        what=_("Why something was shared once without an agreement is kept for seven years."),
        keep_days=SEVEN_YEARS,
        counted_from="decided_at",
        holds_people=True,
        erasure=Erasure.BLANK,
        person_columns=("reason", "review_words"),
    ),
    Kept(
        model="partnership.OpenSession",
        what=_("Where a practitioner was signed in is kept for thirty days, by the kind of device only."),
        keep_days=THIRTY_DAYS,
        counted_from="started_at",
        holds_people=False,
        erasure=Erasure.DELETE,
    ),
    Kept(
        model="partnership.PasswordLink",
        what=_("A link to another password is kept for one day, as a hash."),
        keep_days=1,
        counted_from="expires_at",
        holds_people=False,
        erasure=Erasure.DELETE,
    ),
    Kept(
        model="partnership.WrongTry",
        what=_("How often a password or a code was wrong is kept for one day, without names or addresses."),
        keep_days=1,
        counted_from="last_at",
        holds_people=False,
        erasure=Erasure.DELETE,
        through="key",
    ),
)
