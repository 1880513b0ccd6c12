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
