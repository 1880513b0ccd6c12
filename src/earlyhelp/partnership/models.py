"""Partners, their teams, the people who work there, and what they have agreed to share."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.partnership.choices import (
    AgencyKind,
    AgreementKind,
    DataSet,
    Language,
    Role,
    TeamKind,
    WelshLevel,
)


class Bilingual(models.Model):
    """A thing with a name in both languages. `name` is the reader's."""

    name_en = models.CharField(max_length=200)
    name_cy = models.CharField(max_length=200)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return self.name_cy if (get_language() or "en").startswith("cy") else self.name_en


class Area(Bilingual):
    """A local authority area, by its national code (W06…)."""

    code = models.CharField(max_length=9, primary_key=True)
    population = models.PositiveIntegerField(help_text=_("People, mid-2020 estimate."))

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        ordering = ["name_en"]


class Agency(Record, Bilingual):
    """A partner: the controller of the records it makes."""

    code = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=20, choices=AgencyKind.choices)
    areas = models.ManyToManyField(Area, related_name="agencies", blank=True)

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering = ["name_en"]


class Team(Record, Bilingual):
    """People of one agency who share work. Telephone numbers are for practitioners and the public alike."""

    code = models.SlugField(max_length=60, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="teams")
    kind = models.CharField(max_length=20, choices=TeamKind.choices)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True, related_name="teams")
    telephone = models.CharField(max_length=30, blank=True)
    out_of_hours_telephone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["name_en"]
        constraints = [
            models.UniqueConstraint(
                fields=["area"],
                condition=models.Q(kind=TeamKind.FRONT_DOOR),
                name="one_front_door_per_area",
            )
        ]


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
    is_active = models.BooleanField(default=True)
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

    @property
    def persona(self) -> str:
        """What to try as this person in the demonstration, in the language of the page."""
        return self.persona_cy if (get_language() or "en").startswith("cy") else self.persona_en

    @property
    def full_name(self) -> str:
        """Rank and name, as colleagues write it."""
        return " ".join(part for part in (self.rank, self.given_name, self.family_name) if part)


class SharingAgreement(Record):
    """A live agreement says that these parties may share these data sets for this purpose."""

    kind = models.CharField(max_length=3, choices=AgreementKind.choices)
    title_en = models.CharField(max_length=200)
    title_cy = models.CharField(max_length=200)
    parties = models.ManyToManyField(Agency, related_name="agreements")
    purpose = models.CharField(max_length=30)
    lawful_basis = models.CharField(max_length=200)
    data_sets = ArrayField(models.CharField(max_length=30, choices=DataSet.choices))
    starts_on = models.DateField()
    review_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("sharing agreement")
        verbose_name_plural = _("sharing agreements")
        ordering = ["title_en"]

    def __str__(self) -> str:
        return self.title_cy if (get_language() or "en").startswith("cy") else self.title_en
