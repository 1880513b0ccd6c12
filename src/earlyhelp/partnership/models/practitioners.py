"""The people who work for a partner and sign in."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.partnership.choices import Language, Role, Standing, WelshLevel
from earlyhelp.partnership.models.agencies import Agency
from earlyhelp.partnership.models.teams import Team

_SESSION_SALT = "earlyhelp.partnership.models.Practitioner.session"


class Practitioners(BaseUserManager["Practitioner"]):
    """Finds practitioners for signing in: e-mail addresses match in any case."""

    def get_by_natural_key(self, username: str | None) -> "Practitioner":
        """Return the practitioner with this e-mail address."""
        return self.get(email__iexact=username)


class Practitioner(Record, AbstractBaseUser):
    """A person who works for a partner and signs in."""

    email = models.EmailField(unique=True)
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    rank = models.CharField(max_length=60, blank=True, help_text=_("Such as PC, Sgt, Social worker."))
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="practitioners")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="practitioners")
    role = models.CharField(max_length=30, choices=Role.choices)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.ENGLISH)
    welsh_level = models.PositiveSmallIntegerField(choices=WelshLevel.choices, default=WelshLevel.NONE)
    is_active = models.BooleanField(
        default=True,
        help_text=_("False for somebody who was invited and has not joined yet, or who has left."),
    )
    leaves_on = models.DateField(null=True, blank=True, help_text=_("The first day on which they are gone."))
    left_at = models.DateTimeField(null=True, blank=True)
    persona_en = models.CharField(
        max_length=200, blank=True, help_text=_("Demonstration only: what to try as this person.")
    )
    persona_cy = models.CharField(max_length=200, blank=True)

    objects: ClassVar[Practitioners] = Practitioners()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["given_name", "family_name"]

    class Meta:
        verbose_name = _("practitioner")
        verbose_name_plural = _("practitioners")
        ordering = ["family_name", "given_name"]

    def __str__(self) -> str:
        return self.full_name

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """What a session is held against at every request: another team, role or agency ends it at the next click."""
        seen = f"{self.password} {self.agency_id} {self.team_id} {self.role}"
        return salted_hmac(_SESSION_SALT, seen, secret=secret, algorithm="sha256").hexdigest()

    @property
    def standing(self) -> Standing:
        """Whether they work here now, were invited, or have left."""
        if self.is_active:
            return Standing.LEAVES if self.leaves_on else Standing.WORKS
        return Standing.LEFT if self.left_at else Standing.INVITED

    @property
    def persona(self) -> str:
        """What to try as this person in the demonstration, in the language of the page."""
        return self.persona_cy if (get_language() or "en").startswith("cy") else self.persona_en

    @property
    def full_name(self) -> str:
        """Rank and name, as colleagues write it."""
        return " ".join(part for part in (self.rank, self.given_name, self.family_name) if part)
