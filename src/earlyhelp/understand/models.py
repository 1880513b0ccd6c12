"""A person is what links reports about them. Nothing here gives a person a score."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.models import ReportedPerson
from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Practitioner
from earlyhelp.understand.choices import ConsentGiver, ConsentWay


class Person(Record):
    """Someone known to an agency. What is known stands in the reports that are linked to them."""

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
    """A practitioner said that this report is about this person. It can be undone, and then stays visible."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="links")
    reported = models.ForeignKey(ReportedPerson, on_delete=models.PROTECT, related_name="links")
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
                fields=["agency", "reported"], condition=models.Q(undone_at=None), name="one_live_link"
            )
        ]
        indexes = [models.Index(fields=["person"], name="link_person")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.reported_id}"


class NotSame(Record):
    """A practitioner said that a report is not about this person, or not about whom another report is about.

    Remembered, and not asked again. Exactly one of `person` and `other` is given.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    other = models.ForeignKey(
        ReportedPerson, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reported = models.ForeignKey(ReportedPerson, on_delete=models.PROTECT, related_name="+")
    said_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        verbose_name = _("not the same")
        verbose_name_plural = _("not the same")
        constraints = [
            models.UniqueConstraint(fields=["agency", "person", "reported"], name="not_same_once"),
            models.UniqueConstraint(fields=["agency", "other", "reported"], name="not_same_report_once"),
            models.CheckConstraint(
                condition=models.Q(person=None) ^ models.Q(other=None), name="not_same_as_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id or self.other_id} {self.reported_id}"


class Consent(Record):
    """Who agreed that what is sent to whom, for what, and how they said so. Withdrawn, never deleted."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    reported = models.ForeignKey(ReportedPerson, on_delete=models.PROTECT, related_name="consents")
    given_by = models.CharField(max_length=20, choices=ConsentGiver.choices)
    given_by_name = models.CharField(max_length=200, blank=True)
    way = models.CharField(max_length=20, choices=ConsentWay.choices)
    given_on = models.DateField()
    to_whom = models.CharField(max_length=200)
    for_what = models.CharField(max_length=500)
    hears_progress = models.BooleanField(help_text=_("Agrees that the service tells us how it goes."))
    recorded_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")

    def __str__(self) -> str:
        return self.to_whom
