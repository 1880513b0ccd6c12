"""Lists of this room that mean the same everywhere, and why nobody changes them."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import Danger, Need, PersonRole, SafeContact, SharingView
from earlyhelp.kit.codelists import Fixed

FIXED: Final = (
    Fixed(
        title=_("The first question about danger"),
        why=_(
            "The law makes the answer a duty (Social Services and Well-being (Wales) Act 2014, sections 128 and 130)."
        ),
        choices=Danger,
    ),
    Fixed(
        title=_("Kinds of need"),
        why=_(
            "Police, councils, health and services speak with these words to each other. The directory finds services "
            "by them, and figures compare them over years and areas."
        ),
        choices=Need,
    ),
    Fixed(
        title=_("Why a person is named in a notification"),
        why=_("What is asked of them, and who may see it, follows from it."),
        choices=PersonRole,
    ),
    Fixed(
        title=_("What the person said about sharing"),
        why=_("What may be shared, and what is asked next, follows from it."),
        choices=SharingView,
    ),
    Fixed(
        title=_("How it is safe to reach a person"),
        why=_("Every agency must read it alike: a misreading can put somebody in danger."),
        choices=SafeContact,
    ),
)
