"""Lists of this room that mean the same everywhere, and why nobody changes them."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.codelists import Fixed
from earlyhelp.partnership.choices import AgreementKind, DataSet, Role

FIXED: Final = (
    Fixed(
        title=_("Roles of the people who sign in"),
        why=_(
            "What each role may open is written into every page and tried by tests. A page lists it for each role."
        ),
        choices=Role,
    ),
    Fixed(
        title=_("Kinds of sharing agreement"),
        why=_("They are those of the Wales Accord on the Sharing of Personal Information."),
        choices=AgreementKind,
    ),
    Fixed(
        title=_("What an agreement can share"),
        why=_("The walls around people’s records in code and database are built along these."),
        choices=DataSet,
    ),
)
