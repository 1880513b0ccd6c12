"""What helps a person: as many words as there are for what is hard, and first on every page."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class StrengthKind(TextChoices):
    """What a strength is about."""

    TRUSTED_ADULT = "trusted_adult", _("An adult they trust")
    SAFE_RELATIONSHIPS = "safe_relationships", _("Safe relationships")
    FRIENDS = "friends", _("Friends and play")
    SCHOOL = "school", pgettext_lazy("kind of strength", "School, learning or work")
    COMMUNITY = "community", _("Community, culture and faith")
    WELSH = "welsh", pgettext_lazy("kind of strength", "The Welsh language")
    SKILLS = "skills", _("Skills and interests")
    HOPES = "hopes", pgettext_lazy("kind of strength", "Hopes")
    COPING = "coping", _("Ways of coping")
    HOME = "home", _("Home and daily life")
    OTHER = "other", pgettext_lazy("kind of strength", "Something else that helps")
