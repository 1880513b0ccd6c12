"""How practitioners show who they are. Nothing here is about people who are helped."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.partnership.choices import (
    FactorKind,
    PasswordLinkEnd,
    ProviderKey,
    ProviderLink,
    SessionEnd,
    SignInMethod,
    TryKind,
)
from earlyhelp.partnership.models.agencies import Agency
from earlyhelp.partnership.models.practitioners import Practitioner


class SecondFactor(Record):
    """A thing that one practitioner has and can show: an authenticator app, or a passkey."""

    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="second_factors")
    kind = models.CharField(max_length=10, choices=FactorKind.choices)
    name = models.CharField(max_length=60, help_text=_("What its holder calls it."))
    secret = models.BinaryField(help_text=_("An app’s seed, encrypted; or a passkey’s public key."))
    credential = models.BinaryField(null=True, unique=True, help_text=_("A passkey’s own number."))
    counter = models.BigIntegerField(default=0, help_text=_("The last code or signature that was used."))
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("second factor")
        verbose_name_plural = _("second factors")
        ordering = ["made_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind=FactorKind.APP, credential=None)
                | models.Q(kind=FactorKind.PASSKEY, credential__isnull=False),
                name="passkey_has_a_number",
            )
        ]

    def __str__(self) -> str:
        return self.name


class RecoveryCode(Record):
    """A code on paper that stands in once for a lost second factor. Only its hash is kept."""

    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("recovery code")
        verbose_name_plural = _("recovery codes")
        constraints = [models.UniqueConstraint(fields=["practitioner", "digest"], name="recovery_code_once")]

    def __str__(self) -> str:
        return str(self.pk)


class IdentityProvider(Record):
    """Where an agency's own people sign in: an OpenID Connect provider. Its secret is in the environment, by name."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="identity_providers")
    issuer = models.URLField(unique=True)
    client_id = models.CharField(max_length=200)
    shown_by = models.CharField(max_length=30, choices=ProviderKey.choices, default=ProviderKey.PRIVATE_KEY)
    secret_name = models.CharField(max_length=80, help_text=_("The name of a variable of the environment."))
    first_link = models.CharField(max_length=20, choices=ProviderLink.choices, default=ProviderLink.INVITED)
    is_live = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("identity provider")
        verbose_name_plural = _("identity providers")
        ordering = ["agency__name_en", "issuer"]

    def __str__(self) -> str:
        return self.issuer


class AgencyIdentity(Record):
    """Whom an identity provider means by a subject. The issuer and the subject together name one practitioner."""

    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="agency_identities")
    provider = models.ForeignKey(IdentityProvider, on_delete=models.PROTECT, related_name="identities")
    subject = models.CharField(max_length=255)
    linked_how = models.CharField(max_length=20, choices=ProviderLink.choices)
    linked_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("identity at an agency")
        verbose_name_plural = _("identities at agencies")
        constraints = [
            models.UniqueConstraint(fields=["provider", "subject"], name="one_practitioner_per_subject"),
            models.UniqueConstraint(fields=["provider", "practitioner"], name="one_subject_per_practitioner"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class OpenSession(Record):
    """Where a practitioner is or was signed in: what kind of device, since when. No network address."""

    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="open_sessions")
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=60, blank=True, help_text=_("Such as Firefox, Windows."))
    method = models.CharField(max_length=20, choices=SignInMethod.choices)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.CharField(max_length=20, choices=SessionEnd.choices, blank=True)

    class Meta:
        verbose_name = _("open session")
        verbose_name_plural = _("open sessions")
        ordering = ["-started_at"]
        indexes = [models.Index(fields=["practitioner", "ended_at"], name="session_practitioner")]

    def __str__(self) -> str:
        return self.device


class PasswordLink(Record):
    """A link by which somebody who forgot their password sets another one. Its secret is kept as a hash, works once."""

    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="password_links")
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()
    secret_hash = models.CharField(max_length=64, blank=True, help_text=_("Empty until it is sent."))
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.CharField(max_length=10, choices=PasswordLinkEnd.choices, blank=True)

    class Meta:
        verbose_name = _("link to another password")
        verbose_name_plural = _("links to another password")
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["practitioner"], condition=models.Q(ended_at=None), name="one_live_password_link"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class WrongTry(models.Model):
    """How often something was shown wrong lately, and until when it is not looked at again. Keys are hashes."""

    key = models.CharField(max_length=64, primary_key=True)
    kind = models.CharField(max_length=10, choices=TryKind.choices)
    times = models.PositiveIntegerField()
    last_at = models.DateTimeField()
    wait_until = models.DateTimeField()

    class Meta:
        verbose_name = _("wrong try")
        verbose_name_plural = _("wrong tries")
        indexes = [models.Index(fields=["last_at"], name="try_last_at")]

    def __str__(self) -> str:
        return self.kind
