"""Why a record of a directory feed, or a part of one, was not loaded. Whole sentences that say what to do."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Fault(TextChoices):
    """What is wrong with a record. The offending value is reported beside the sentence, never inside it."""

    NOT_AN_OBJECT = "not_an_object", _("This record is not a JSON object with named fields.")
    NO_ID = "no_id", _("The record has no id. Give every service and organisation its own UUID.")
    BAD_ID = "bad_id", _("The id is not a UUID such as ac148810-d857-441c-9679-408f346de14b.")
    DUPLICATE_ID = (
        "duplicate_id",
        _("Another record before this one has the same id. Only the first was read."),
    )
    NO_NAME = "no_name", _("The record has no name. Give it the name that the public knows.")
    NO_ORGANISATION = "no_organisation", _("The service does not say which organisation runs it.")
    ORGANISATION_DIFFERS = (
        "organisation_differs",
        _("The same organisation is described differently elsewhere in the feed. The first one was used."),
    )
    BAD_STATUS = (
        "bad_status",
        _("The status is missing or unknown. Use active, inactive, defunct or temporarily closed."),
    )
    BAD_AGE = "bad_age", _("The age is not a whole number between 0 and 120.")
    AGES_CROSS = "ages_cross", _("The lowest age is above the highest age.")
    WRONG_TYPE = "wrong_type", _("The value has the wrong type for this field, so it was left out.")
    TOO_LONG = "too_long", _("The text is longer than this field can hold. Shorten it.")
    DAMAGED_TEXT = (
        "damaged_text",
        _("The text has broken letters. Save the feed again as UTF-8 from its source."),
    )
    BAD_URL = "bad_url", _("The web address is not a complete http or https address, so it was left out.")
    BAD_EMAIL = "bad_email", _("The e-mail address is not one that can receive mail, so it was left out.")
    BAD_TELEPHONE = "bad_telephone", _("The telephone number has characters or a length that no number has.")
    BAD_DATE = "bad_date", _("The date is not a real date written as year-month-day, so it was left out.")
    BAD_TIME = "bad_time", _("The time is not a time of day written as hours:minutes, so it was left out.")
    BAD_NUMBER = "bad_number", _("The number is not a whole number that this field can hold.")
    CAPACITY_UNCLEAR = (
        "capacity_unclear",
        _(
            "The room that a service has was left out: give a unit, a day of confirming, and no more free than in all."
        ),
    )
    FETCH_FAILED = (
        "fetch_failed",
        _("The source did not give this record when it was asked for it. It is asked again next time."),
    )
    BAD_COORDINATES = (
        "bad_coordinates",
        _("The latitude and longitude are not a place in the United Kingdom, so they were left out."),
    )
    BAD_COST = "bad_cost", _("The cost is not a sum of money of zero or more, so it was left out.")
    UNKNOWN_LANGUAGE = "unknown_language", _("The language is not one that we know, so it was left out.")
    UNKNOWN_AREA = (
        "unknown_area",
        _("The area is not one that we know. Give the ONS code of the council, such as W06000013."),
    )
    UNKNOWN_CODE = "unknown_code", _("The code is not in the list for this field, so it was left out.")
    NO_PARTNER = (
        "no_partner",
        _("The organisation is not a partner that receives referrals here. Another way to refer was used."),
    )
    REFUGE_PLACE = (
        "refuge_place",
        _("The place of a refuge or of a domestic abuse service is never kept, so it was left out."),
    )
    REFUGE_TEXT = (
        "refuge_text",
        _("The text of a refuge holds a postcode. Take every address out of it before you load it."),
    )
    MORE_PAGES = "more_pages", _("The feed has more pages than this one. Load the other pages too.")
    TOO_MANY_FAULTS = "too_many_faults", _("The record has more faults than are listed here.")
