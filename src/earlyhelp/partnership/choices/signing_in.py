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


class FactorKind(TextChoices):
    """What somebody can show beside a password, or in place of one."""

    APP = "app", _("Authenticator app")
    PASSKEY = "passkey", _("Passkey")


class SessionEnd(TextChoices):
    """Why a session ended before its time."""

    SIGNED_OUT = "signed_out", _("Signed out")
    ELSEWHERE = "elsewhere", _("Ended from another device")
    TOO_MANY = "too_many", _("Ended because there were newer ones")
    CHANGED = "changed", _("Ended because their work changed")


class PasswordLinkEnd(TextChoices):
    """Why a link to another password opens nothing any more."""

    USED = "used", _("It was used")
    REPLACED = "replaced", _("A newer link took its place")
    EXPIRED = "expired", _("Its time is over")


class ProviderLink(TextChoices):
    """How somebody whom an agency’s identity provider names is found the first time."""

    INVITED = "invited", _("Only by an invitation that they opened")
    WORK_EMAIL = "work_email", _("By a work e-mail address that the provider has checked")


class ProviderKey(TextChoices):
    """With what the service shows to an identity provider that it is the service."""

    PRIVATE_KEY = "private_key_jwt", _("A private key of its own")
    SECRET = "client_secret_basic", _("A secret that both know")


class TryKind(TextChoices):
    """What is counted, so that guessing grows slow."""

    ACCOUNT = "account", _("One account, from devices it was never used on")
    DEVICE = "device", _("One account, on a device it was used on before")
    ADDRESS = "address", _("One network address")
