"""Who is kept from whom: records for named readers only, a worker's own record, and two people who are kept apart."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Practitioner
from earlyhelp.understand.choices.protection import WhyKept
from earlyhelp.understand.models.people import Person

_LIVE = Q(ended_at=None)


class Decided(Record):
    """Something that somebody decided, and that is looked at again by a day. Abstract."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    review_on = models.DateField(help_text=_("The day by which somebody looks at it again."))
    ended_by = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True


class Restriction(Decided):
    """A record that opens to named readers only. PostgreSQL hides every row of it from everybody else."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=10, choices=WhyKept.choices)
    words = models.CharField(max_length=300, blank=True)
    readers = ArrayField(models.UUIDField(), help_text=_("The practitioners to whom it opens."))

    class Meta:
        verbose_name = _("restriction")
        verbose_name_plural = _("restrictions")
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=_LIVE, name="restricted_once"),
            models.CheckConstraint(condition=Q(readers__len__gte=2), name="restriction_two_readers"),
        ]

    def __str__(self) -> str:
        return str(self.person_id)


class OwnRecord(Record):
    """A practitioner is this person, or is close to them: neither it nor its household ever opens to them."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("record of a worker’s own")
        verbose_name_plural = _("records of workers’ own")
        constraints = [
            models.UniqueConstraint(
                fields=["practitioner", "person"], condition=_LIVE, name="own_record_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.person_id)


class KeptApart(Decided):
    """Two people who never share a view: whatever shows the one to them leaves the other out."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=300)

    class Meta:
        verbose_name = _("two people kept apart")
        verbose_name_plural = _("people kept apart")
        constraints = [
            models.UniqueConstraint(fields=["person", "other"], condition=_LIVE, name="kept_apart_once"),
            models.CheckConstraint(condition=~Q(person=models.F("other")), name="kept_apart_two"),
            models.CheckConstraint(condition=~Q(why=""), name="kept_apart_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.other_id}"
