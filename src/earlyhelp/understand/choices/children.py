"""The child's-eye page: what a child saw and said, and what school sees."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ChildViewKind(TextChoices):
    """What an entry on the child's-eye page tells. Whom they trust and what they hope stands among their strengths."""

    SAW = "saw", _("What they saw or heard happen")
    SAID = "said", _("What they said")
    SCHOOL = "school", _("What school sees")
