"""Why a service suits, and why it may not: whole sentences. `%(value)s` stands after a colon, as a value."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Because(TextChoices):
    """One reason in a match."""

    HELPS_WITH_ALL = "helps_with_all", _("It helps with every need you chose.")
    HELPS_WITH = "helps_with", _("It helps with: %(value)s")
    IN_AREA = "in_area", _("It works in this council area.")
    ALL_WALES = "all_wales", _("It works all over Wales.")
    TAKES_AGE = "takes_age", _("It takes people of this age.")
    SPEAKS = "speaks", _("It works in the language you chose.")
    WELSH_FULL = "welsh_full", _("The whole service is in Welsh.")
    WELSH_PART = "welsh_part", _("Part of the service is in Welsh.")
    WELSH_ON_REQUEST = "welsh_on_request", _("It arranges Welsh on request.")
    HAS_ROOM = "has_room", _("It says that it has room. Places free: %(value)s")
    SHORT_WAIT = "short_wait", _("People wait about so many days: %(value)s")
    LEVEL_FITS = "level_fits", _("It gives help at the level you chose.")
    REFERRAL_HERE = "referral_here", _("You can send a referral from this page.")
    DISTANCE = "distance", _("Distance in miles: %(value)s")

    NOT_RUNNING = "not_running", _("It is not running now.")
    CLOSED = "closed", _("It takes no new referrals since: %(value)s")
    CLOSING = "closing", _("It will take no new referrals from: %(value)s")
    OUT_OF_AREA = "out_of_area", _("It does not work in this council area.")
    TOO_YOUNG = "too_young", _("The person is too young for it. Youngest age: %(value)s")
    TOO_OLD = "too_old", _("The person is too old for it. Oldest age: %(value)s")
    CHECK_AGE = "check_age", _("It is only for some ages. Check the person’s age with the service.")
    NOT_WELSH = "not_welsh", _("The service is not in Welsh.")
    LANGUAGE_NOT_STATED = (
        "language_not_stated",
        _("It does not say that it works in the language you chose. Ask the service."),
    )
    DOES_NOT_HELP_WITH = "does_not_help_with", _("It does not help with: %(value)s")
    FULL = "full", _("It is full now. It keeps a waiting list.")
    FULL_NO_LIST = "full_no_list", _("It is full now and keeps no waiting list.")
    ROOM_OLD = (
        "room_old",
        _("What it said about room may have changed. Ring first. It last said so on: %(value)s"),
    )
    LONG_WAIT = "long_wait", _("People wait long. In weeks, about: %(value)s")
    OTHER_LEVEL = "other_level", _("It gives help at another level than the one you chose.")
    NEEDS_CONSENT = (
        "needs_consent",
        _("A referral needs the person’s agreement. Until they agree, tell them about the service."),
    )
    FOR_GROUP = "for_group", _("It is for these people. Ask the person, never guess: %(value)s")
    CHECKED_LONG_AGO = "checked_long_ago", _("Its details were last checked on: %(value)s")
    NOT_CHECKED = (
        "not_checked",
        _("Nobody has checked its details for over a year. Ring before you rely on them."),
    )
    NEVER_CHECKED = "never_checked", _("It does not say when its details were last checked.")
