"""The codes of the directory."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ServiceStatus(TextChoices):
    """Open Referral UK's own four; the values are as they stand in a feed."""

    ACTIVE = "active", _("Open")
    INACTIVE = "inactive", _("Not running")
    DEFUNCT = "defunct", _("Closed for good")
    TEMPORARILY_CLOSED = "temporarily closed", _("Closed for now")


class ReferralRoute(TextChoices):
    """How somebody reaches the service."""

    IN_PRODUCT = "in_product", _("Send a referral here")
    TELEPHONE = "telephone", _("Ring the service")
    EMAIL = "email", _("E-mail the service")
    SELF = "self", _("The person gets in touch themselves")


class WelshProvision(TextChoices):
    """What the service offers in Welsh."""

    FULL = "full", _("The whole service is in Welsh")
    PART = "part", _("Part of the service is in Welsh")
    ON_REQUEST = "on_request", _("Welsh is arranged on request")
    NONE = "none", _("The service is not in Welsh")
    NOT_STATED = "not_stated", _("The service does not say whether it works in Welsh")


class NeedLevel(TextChoices):
    """How much help a service gives: the continuum of need that partners in Wales speak of."""

    UNIVERSAL = "universal", _("Open to everybody")
    EARLY_HELP = "early_help", _("Early help with one or more needs")
    INTENSIVE = "intensive", _("Intensive help for several needs at once")
    SPECIALIST = "specialist", _("Specialist or statutory help")


class ServedGroup(TextChoices):
    """People whom a service may be for by law or by its purpose. Matching reads it only where a service says so."""

    WOMEN = "women", _("Women")
    MEN = "men", _("Men")
    PREGNANT = "pregnant", _("Pregnant women and new parents")
    DISABLED = "disabled", _("Disabled people")
    LGBTQ = "lgbtq", _("Lesbian, gay, bisexual, transgender and queer people")
    MINORITY_ETHNIC = "minority_ethnic", _("People of minority ethnic communities")
    FAITH = "faith", _("People of one faith")
    VETERANS = "veterans", _("People who have served in the armed forces, and their families")
    REFUGEES = "refugees", _("Refugees and people seeking asylum")
    CARE_EXPERIENCED = "care_experienced", _("People who have been in care")


class CapacityUnit(TextChoices):
    """What a service has room for."""

    PEOPLE = "people", _("People")
    FAMILIES = "families", _("Families")
    PLACES = "places", _("Places in a group")
    SESSIONS = "sessions", _("Sessions a week")
    HOURS = "hours", _("Hours a week")


class LocationKind(TextChoices):
    """Open Referral UK's own three; the values are as they stand in a feed."""

    PHYSICAL = "physical", _("A place to visit")
    POSTAL = "postal", _("An address for letters")
    VIRTUAL = "virtual", _("Online or by telephone")


class Frequency(TextChoices):
    """Open Referral UK's own two, as in iCalendar (RFC 5545)."""

    WEEKLY = "WEEKLY", _("Every week")
    MONTHLY = "MONTHLY", _("Every month")


class FeedKind(TextChoices):
    """The shape in which a source gives its services."""

    UNKNOWN = "", _("Not read yet")
    ORUK_3 = "oruk-3.0", _("Open Referral UK 3.0")
    ORUK_1 = "oruk-1.0", _("Open Referral UK 1.0")
    PACKAGE = "hsds-csv", _("Tables of the Human Services Data Specification (CSV)")
    SPREADSHEET = "simple-csv", _("One table of services (CSV)")


class LoadState(TextChoices):
    """How the last reading of a source ended."""

    WHOLE = "whole", _("Read to its end")
    NOT_CHANGED = "not_changed", _("Nothing has changed since it was last read")
    CUT_OFF = "cut_off", _("Cut off before its end; the next reading goes on from there")
    FAILED = "failed", _("Could not be read; everything stays as it was")


class Language(TextChoices):
    """Languages that services in Wales say they speak: ISO 639-1, and ISO 639-3 for British Sign Language."""

    ENGLISH = "en", _("English")
    WELSH = "cy", _("Welsh")
    BRITISH_SIGN_LANGUAGE = "bfi", _("British Sign Language")
    ARABIC = "ar", _("Arabic")
    BENGALI = "bn", _("Bengali")
    CANTONESE = "yue", _("Cantonese")
    CZECH = "cs", _("Czech")
    FARSI = "fa", _("Farsi")
    FRENCH = "fr", _("French")
    HUNGARIAN = "hu", _("Hungarian")
    ITALIAN = "it", _("Italian")
    KURDISH = "ku", _("Kurdish")
    LITHUANIAN = "lt", _("Lithuanian")
    MANDARIN = "cmn", _("Mandarin")
    PASHTO = "ps", _("Pashto")
    POLISH = "pl", _("Polish")
    PORTUGUESE = "pt", _("Portuguese")
    PUNJABI = "pa", _("Punjabi")
    ROMANIAN = "ro", _("Romanian")
    SOMALI = "so", _("Somali")
    SPANISH = "es", _("Spanish")
    TIGRINYA = "ti", _("Tigrinya")
    TURKISH = "tr", _("Turkish")
    UKRAINIAN = "uk", _("Ukrainian")
    URDU = "ur", _("Urdu")


# How feeds name the languages above, where the code itself is not given.
LANGUAGE_BY_NAME = {
    "english": "en",
    "saesneg": "en",
    "welsh": "cy",
    "cymraeg": "cy",
    "bsl": "bfi",
    "british sign language": "bfi",
    "iaith arwyddion prydain": "bfi",
    "arabic": "ar",
    "bengali": "bn",
    "sylheti": "bn",
    "cantonese": "yue",
    "czech": "cs",
    "farsi": "fa",
    "persian": "fa",
    "french": "fr",
    "hungarian": "hu",
    "italian": "it",
    "kurdish": "ku",
    "sorani": "ku",
    "lithuanian": "lt",
    "mandarin": "cmn",
    "chinese": "cmn",
    "zh": "cmn",
    "pashto": "ps",
    "polish": "pl",
    "portuguese": "pt",
    "punjabi": "pa",
    "romanian": "ro",
    "somali": "so",
    "spanish": "es",
    "tigrinya": "ti",
    "turkish": "tr",
    "ukrainian": "uk",
    "urdu": "ur",
}
