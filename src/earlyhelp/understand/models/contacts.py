"""How it is safe to reach a person, as they said. Each time they are asked is a version of its own."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import PreferredLanguage, SafeContact
from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Practitioner
from earlyhelp.understand.choices.contacts import Interpreter, Never
from earlyhelp.understand.models.people import Person


class ContactPlan(Record):
    """The safe way to reach a person, and what must never be done. Never changed: PostgreSQL refuses it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contact_plans")
    number = models.PositiveSmallIntegerField(help_text=_("1 for the first time they were asked."))
    way = models.CharField(max_length=10, choices=SafeContact.choices)
    safe_times = models.CharField(max_length=300, blank=True)
    who_may_answer = models.CharField(max_length=300, blank=True)
    never = ArrayField(models.CharField(max_length=10, choices=Never.choices), default=list, blank=True)
    never_words = models.CharField(max_length=300, blank=True)
    speaks = models.CharField(max_length=10, choices=PreferredLanguage.choices)
    writes = models.CharField(max_length=10, choices=PreferredLanguage.choices)
    other_language = models.CharField(max_length=60, blank=True)
    language_asked_on = models.DateField(null=True, blank=True)
    interpreter = models.CharField(max_length=10, choices=Interpreter.choices)
    access_needs = models.CharField(max_length=500, blank=True)
    said_by = models.CharField(max_length=200, help_text=_("Who said so."))
    asked_on = models.DateField()
    recorded_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("contact plan")
        verbose_name_plural = _("contact plans")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "person", "number"], name="contactplan_once"),
            models.CheckConstraint(condition=Q(way__in=SafeContact.values), name="contactplan_way"),
            models.CheckConstraint(condition=Q(never__contained_by=Never.values), name="contactplan_never"),
            models.CheckConstraint(
                condition=Q(speaks__in=PreferredLanguage.values) & Q(writes__in=PreferredLanguage.values),
                name="contactplan_languages",
            ),
            models.CheckConstraint(
                condition=Q(interpreter__in=Interpreter.values), name="contactplan_interpreter"
            ),
            models.CheckConstraint(condition=~Q(said_by=""), name="contactplan_says_who"),
        ]

    def __str__(self) -> str:
        return str(self.number)
