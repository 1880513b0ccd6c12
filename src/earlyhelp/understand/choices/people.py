"""Words for consent and for how alike two descriptions of a person are."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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


class ComparedOn(TextChoices):
    """What two reports are compared on, as a page names it. The values are `linkage.Field`'s."""

    GIVEN_NAME = "given_name", _("First name")
    FAMILY_NAME = "family_name", _("Family name")
    OTHER_NAMES = "other_names", _("Other names")
    DATE_OF_BIRTH = "date_of_birth", _("Date of birth or age")
    ADDRESS = "address", _("Address")
    POSTCODE = "postcode", _("Postcode")
    TELEPHONE = "telephone", _("Telephone number")
    IDENTIFIER = "identifier", _("Identifying number")


class Agreement(TextChoices):
    """How two values stand to each other, in whole words. The values are `linkage.Level`'s."""

    SAME = "same", pgettext_lazy("two values compared", "The same")
    SAME_IN_WELSH_AND_ENGLISH = "same_in_welsh_and_english", _("The same name in Welsh and English")
    OTHER_FORM = "other_form", _("Another form of the same name")
    SOUNDS_ALIKE = "sounds_alike", _("Sounds alike")
    CLOSE_SPELLING = "close_spelling", _("Spelt almost the same")
    SWAPPED = "swapped", _("The same, in swapped places")
    ANOTHER_OF_THEIR_NAMES = "another_of_their_names", _("The same as another of their names")
    INITIAL_ONLY = "initial_only", _("The first letter is the same")
    ONE_PART_DIFFERS = "one_part_differs", _("The same but for one part")
    ONE_CHARACTER_DIFFERS = "one_character_differs", _("The same but for one character")
    SAME_DISTRICT = "same_district", _("In the same postcode district")
    YEAR_ONLY = "year_only", _("Only the year is the same")
    AGE_FITS = "age_fits", _("The age fits")
    DIFFERENT = "different", pgettext_lazy("two values compared", "Different")
    NOT_KNOWN = "not_known", pgettext_lazy("two values compared", "Not known in both")


class MatchBand(TextChoices):
    """How much speaks for two reports being about one person. The values are `linkage.Band`'s."""

    LIKELY = "likely", _("Likely the same person")
    POSSIBLE = "possible", _("Possibly the same person")
