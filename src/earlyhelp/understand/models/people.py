"""A person is what links reports and records about them."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.models import ReportedPerson
from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Practitioner
from earlyhelp.understand.models.records import SourceRecord

_NOT_UNDONE: Final = models.Q(undone_at=None)


def _one_of(*names: str) -> models.Q:
    """Exactly one of these columns is given."""
    given = models.Func(*map(models.F, names), function="num_nonnulls", output_field=models.IntegerField())
    return models.Q(models.lookups.Exact(given, 1))


class Person(Record):
    """Someone known to an agency. What is known stands in the reports and records that are linked to them.

    Two that were found to be one stay two rows, and a `PersonJoin` says so: whoever reads what hangs on a person
    asks `queries.people_of` for the keys of all of them.
    """

    reference = models.CharField(max_length=20, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="people")
    made_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.reference


class PersonLink(Record):
    """A practitioner said that this report, or this source record, is about this person.

    It can be undone, and then stays visible. Exactly one of `reported` and `record` is given.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="links")
    reported = models.ForeignKey(
        ReportedPerson, on_delete=models.PROTECT, null=True, blank=True, related_name="links"
    )
    record = models.ForeignKey(
        SourceRecord, on_delete=models.PROTECT, null=True, blank=True, related_name="links"
    )
    linked_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    linked_at = models.DateTimeField()
    undone_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_because = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "reported"], condition=_NOT_UNDONE, name="one_live_link"
            ),
            models.UniqueConstraint(
                fields=["agency", "record"], condition=_NOT_UNDONE, name="one_live_link_of_record"
            ),
            models.CheckConstraint(condition=_one_of("reported", "record"), name="link_of_one"),
        ]
        indexes = [models.Index(fields=["person"], name="link_person")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.reported_id or self.record_id}"


class PersonJoin(Record):
    """A practitioner said that two people are one. Nothing moves: `person` points at whom it is found with.

    Undone, both stand as they stood before, however long ago it was.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="joins")
    into = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="joined")
    joined_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    joined_at = models.DateTimeField()
    undone_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_because = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("joining of two people")
        verbose_name_plural = _("joinings of two people")
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=_NOT_UNDONE, name="one_live_join"),
            models.CheckConstraint(condition=~models.Q(person=models.F("into")), name="join_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.into_id}"


# Every way in which a pair can be said, once each.
_PAIRS: Final = {
    "not_same_once": ("agency", "person", "reported"),
    "not_same_report_once": ("agency", "other", "reported"),
    "not_same_report_record_once": ("agency", "other_record", "reported"),
    "not_same_record_once": ("agency", "person", "record"),
    "not_same_records_once": ("agency", "other_record", "record"),
    "not_same_people_once": ("agency", "person", "other_person"),
}


class NotSame(Record):
    """A practitioner said that a report, a source record or a person is not the one it is set beside.

    Remembered, and not asked again. One of `reported`, `record` and `other_person` is said to be other than one of
    `person`, `other` (a report) and `other_record`.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    reported = models.ForeignKey(
        ReportedPerson, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    record = models.ForeignKey(
        SourceRecord, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    other_person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    other = models.ForeignKey(
        ReportedPerson, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    other_record = models.ForeignKey(
        SourceRecord, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    said_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    undone_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_because = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("not the same")
        verbose_name_plural = _("not the same")
        constraints = [
            models.UniqueConstraint(fields=list(fields), condition=_NOT_UNDONE, name=name)
            for name, fields in _PAIRS.items()
        ] + [
            models.CheckConstraint(
                condition=_one_of("reported", "record", "other_person"), name="not_same_of_one"
            ),
            models.CheckConstraint(
                condition=_one_of("person", "other", "other_record"), name="not_same_as_one"
            ),
        ]

    def __str__(self) -> str:
        said_of = self.reported_id or self.record_id or self.other_person_id
        return f"{self.person_id or self.other_id or self.other_record_id} {said_of}"
