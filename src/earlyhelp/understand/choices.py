"""Words for consent and for how alike two descriptions of a person are."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ConsentGiver(TextChoices):
    """Who gave consent."""

    SELF = "self", _("The person themselves")
    PARENT = "parent", _("A parent or someone with parental responsibility")
    CARER = "carer", _("A carer or guardian")
    ATTORNEY = "attorney", _("Someone with lasting power of attorney, or a deputy")


class ConsentWay(TextChoices):
    """How consent was given."""

    IN_PERSON = "in_person", _("Said in person")
    TELEPHONE = "telephone", _("Said on the telephone")
    WRITTEN = "written", _("In writing")
    SIGNED = "signed", _("Communicated in another way, such as signing")
