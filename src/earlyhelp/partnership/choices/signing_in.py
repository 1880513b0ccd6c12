"""Names for how somebody showed who they are."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SignInMethod(TextChoices):
    """How a session began."""

    PASSWORD = "password", _("With a password")
    PASSWORD_AND_FACTOR = "password_and_factor", _("With a password and a second step")
    PASSKEY = "passkey", _("With a passkey")
    AGENCY = "agency", _("Through their own agency")
    PERSONA = "persona", _("As a person of the demonstration")
