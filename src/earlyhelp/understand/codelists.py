"""Lists of this room that mean the same everywhere, and why nobody changes them."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.codelists import Fixed
from earlyhelp.understand.choices.assessments import Element
from earlyhelp.understand.choices.consents import ConsentPurpose
from earlyhelp.understand.choices.contacts import Never
from earlyhelp.understand.choices.opening import WhyOpened

FIXED: Final = (
    Fixed(
        title=_("The five elements of an assessment"),
        why=_(
            "The law names them (Social Services and Well-being (Wales) Act 2014, Part 3 code of practice)."
        ),
        choices=Element,
    ),
    Fixed(
        title=_("What somebody can agree to"),
        why=_("Each is one purpose of the privacy notice. Other words would ask for another consent."),
        choices=ConsentPurpose,
    ),
    Fixed(
        title=_("What must never be done when making contact"),
        why=_("Every agency must read it alike: a misreading can put somebody in danger."),
        choices=Never,
    ),
    Fixed(
        title=_("Why a person’s record is opened"),
        why=_(
            "It stands in the audit, word for word, and must mean the same for as long as the audit is kept."
        ),
        choices=WhyOpened,
    ),
)
