"""Families: what people are to each other, who lives with whom, and what the front door itself was told of them.

Every row stays as it was written. What ends or is put right is a new row that `replaces` the old one; what was wrong
altogether is undone, with the reason. A row counts when it is not undone and no row that counts replaces it.
"""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import Responsibility
from earlyhelp.identify.models import ReportedRelation
from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Practitioner
from earlyhelp.understand.choices.entries import Exact
from earlyhelp.understand.choices.families import Care, Change, Ethnicity, Kind, Life, Sex, WhoSees
from earlyhelp.understand.models.people import Person

_COUNTS: Final = models.Q(undone_at=None)


def _after(name: str) -> list[models.BaseConstraint]:
    """A row is replaced once, and ends after it begins."""
    return [
        models.UniqueConstraint(fields=["replaces"], condition=_COUNTS, name=f"{name}_replaced_once"),
        models.CheckConstraint(
            condition=models.Q(from_on=None)
            | models.Q(to_on=None)
            | models.Q(to_on__gte=models.F("from_on")),
            name=f"{name}_ends_after_it_begins",
        ),
        models.CheckConstraint(condition=models.Q(change__in=Change.values), name=f"{name}_change_is_known"),
    ]


class Told(Record):
    """Something that somebody told, about one person or between two. Abstract."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    said_by = models.CharField(max_length=200, help_text=_("Who said so."))
    said_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    who_sees = models.CharField(max_length=12, choices=WhoSees.choices, default=WhoSees.OPEN)
    recorded_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    undone_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_because = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True


class Spell(Told):
    """Something that holds for a time, as exactly as anybody knows. Abstract."""

    from_on = models.DateField(null=True, blank=True)
    from_exact = models.CharField(max_length=5, choices=Exact.choices, default=Exact.DAY)
    to_on = models.DateField(null=True, blank=True)
    to_exact = models.CharField(max_length=5, choices=Exact.choices, default=Exact.DAY)
    is_over = models.BooleanField(default=False, help_text=_("Has ended, even when nobody knows the day."))
    change = models.CharField(max_length=9, choices=Change.choices, default=Change.ADDED)
    because = models.CharField(max_length=300, blank=True, help_text=_("Why it was ended or corrected."))

    class Meta:
        abstract = True


class PersonStatement(Told):
    """What the front door itself was told of who somebody is. A newer one never hides an older one."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="statements")
    given_name = models.CharField(max_length=100, blank=True)
    family_name = models.CharField(max_length=100, blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    age = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("Years on the day it was said.")
    )
    sex = models.CharField(max_length=9, choices=Sex.choices, default=Sex.NOT_KNOWN)
    ethnicity = models.CharField(
        max_length=9,
        choices=Ethnicity.choices,
        default=Ethnicity.NOT_KNOWN,
        help_text=_("For figures of fairness; no rule asks for it."),
    )
    life = models.CharField(max_length=9, choices=Life.choices, default=Life.LIVING)
    due_on = models.DateField(null=True, blank=True, help_text=_("When a child is expected."))
    died_on = models.DateField(null=True, blank=True)
    care = models.CharField(max_length=16, choices=Care.choices, blank=True)
    school = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("statement about a person")
        verbose_name_plural = _("statements about people")
        indexes = [models.Index(fields=["person", "-recorded_at"], name="statement_person")]
        constraints = [
            models.CheckConstraint(condition=models.Q(life__in=Life.values), name="statement_life_is_known"),
            models.CheckConstraint(condition=models.Q(sex__in=Sex.values), name="statement_sex_is_known"),
            models.CheckConstraint(
                condition=models.Q(ethnicity__in=Ethnicity.values), name="statement_ethnicity_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(due_on=None) | models.Q(life=Life.UNBORN), name="only_the_unborn_are_due"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def full_name(self) -> str:
        """Given name and family name, or nothing when neither is known."""
        return f"{self.given_name} {self.family_name}".strip()


class Relationship(Spell):
    """What one person is to another, stored once and read from both ends. `kind` says what the first person is."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relationships")
    kind = models.CharField(max_length=16)
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relationships_from")
    responsibility = models.CharField(max_length=10, choices=Responsibility.choices, blank=True)
    is_main_carer = models.BooleanField(default=False)
    is_informal_carer = models.BooleanField(default=False)
    from_report = models.ForeignKey(
        ReportedRelation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )

    class Meta:
        verbose_name = _("relationship")
        verbose_name_plural = _("relationships")
        indexes = [
            models.Index(fields=["person"], name="relationship_person"),
            models.Index(fields=["other"], name="relationship_other"),
        ]
        constraints = [
            *_after("relationship"),
            models.CheckConstraint(condition=~models.Q(person=models.F("other")), name="relationship_of_two"),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in Kind]), name="relationship_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class RelationPassedOver(Record):
    """A practitioner said that a relationship in a report does not hold. Remembered, and not offered again."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    relation = models.ForeignKey(ReportedRelation, on_delete=models.PROTECT, related_name="+")
    passed_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    passed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("relationship passed over")
        verbose_name_plural = _("relationships passed over")
        constraints = [models.UniqueConstraint(fields=["agency", "relation"], name="relation_passed_once")]

    def __str__(self) -> str:
        return str(self.relation_id)


class Household(Record):
    """People who live together. Its addresses and members come and go."""

    reference = models.CharField(max_length=20, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("household")
        verbose_name_plural = _("households")

    def __str__(self) -> str:
        return self.reference


class HouseholdAddress(Spell):
    """Where a household lived, from when to when, and who said so."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="addresses")
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )

    class Meta:
        verbose_name = _("address of a household")
        verbose_name_plural = _("addresses of households")
        constraints = _after("household_address")

    def __str__(self) -> str:
        return str(self.household_id)


class HouseholdMember(Spell):
    """Somebody lived in a household, from when to when, and who said so."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )

    class Meta:
        verbose_name = _("member of a household")
        verbose_name_plural = _("members of households")
        constraints = _after("household_member")

    def __str__(self) -> str:
        return f"{self.household_id} {self.person_id}"


class HiddenAddress(Told):
    """A person who must not learn where a household lives. Undone when that is no longer so."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="hidden_from")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("hidden address")
        verbose_name_plural = _("hidden addresses")
        constraints = [
            models.UniqueConstraint(
                fields=["household", "person"], condition=_COUNTS, name="address_hidden_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.household_id} {self.person_id}"
