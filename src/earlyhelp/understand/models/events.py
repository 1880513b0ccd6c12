"""What partners' own systems say happened, and what workers say of a chronology's entries."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.partnership.choices import Language
from earlyhelp.partnership.models import Agency, Practitioner
from earlyhelp.understand.choices.chronology import Certainty, EventKind, EventVisibility, NoteVisibility
from earlyhelp.understand.models.people import Person
from earlyhelp.understand.models.records import SourceRecord
from earlyhelp.understand.rules.chronology import LONGEST_NOTE, data_set_of

_PARTNERS_KINDS = [(kind.value, kind.label) for kind in EventKind if kind in EventKind.of_partners()]
_HEALTH = data_set_of(EventKind.HEALTH)


class PartnerEvent(Record):
    """Something that happened, as one partner's own system has it. The partner owns it; only its own feed changes it.

    Another agency sees it while a live sharing agreement between the two covers its data set, or under an access
    grant on the source record. It happened at a moment, or on a day, or from a day until another.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    record = models.ForeignKey(SourceRecord, on_delete=models.CASCADE, related_name="events")
    source_key = models.CharField(
        max_length=100, help_text=_("The key of the event in the partner's system.")
    )
    kind = models.CharField(max_length=20, choices=_PARTNERS_KINDS)
    data_set = models.CharField(
        max_length=30, help_text=_("Of which agreements it is: follows from the kind.")
    )
    happened_at = models.DateTimeField(null=True, blank=True)
    happened_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    certainty = models.CharField(max_length=10, choices=Certainty.choices)
    summary_en = models.CharField(max_length=500, blank=True)
    summary_cy = models.CharField(max_length=500, blank=True)
    language = models.CharField(
        max_length=2, choices=Language.choices, help_text=_("In which it was written first.")
    )
    is_major = models.BooleanField(default=False, help_text=_("Whether it changes the picture."))
    visibility = models.CharField(
        max_length=10, choices=EventVisibility.choices, default=EventVisibility.SHARED
    )
    received_at = models.DateTimeField(help_text=_("When it last came with something new."))
    run_id = models.UUIDField(help_text=_("The key of the import that brought it."))
    line = models.PositiveIntegerField(help_text=_("Where it stands in the file of that import."))
    digest = models.BinaryField(max_length=16, help_text=_("Tells whether it comes again unchanged."))

    class Meta:
        verbose_name = _("partner event")
        verbose_name_plural = _("partner events")
        constraints = [
            models.UniqueConstraint(fields=["agency", "source_key"], name="partner_event_once"),
            models.CheckConstraint(
                condition=models.Q(happened_at=None) ^ models.Q(happened_on=None), name="event_has_one_time"
            ),
            models.CheckConstraint(
                condition=models.Q(until_on=None) | models.Q(until_on__gte=models.F("happened_on")),
                name="event_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~models.Q(summary_en="", summary_cy=""), name="event_says_something"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind for kind, _label in _PARTNERS_KINDS]),
                name="event_kind_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(certainty__in=Certainty.values), name="event_certainty_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(visibility__in=EventVisibility.values), name="event_visibility_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(kind=EventKind.HEALTH, data_set=_HEALTH)
                | (~models.Q(kind=EventKind.HEALTH) & models.Q(data_set=data_set_of(EventKind.SCHOOL))),
                name="event_data_set_of_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.source_key

    @property
    def is_kept(self) -> bool:
        """True when the partner keeps it to itself, whatever is agreed."""
        return self.visibility == EventVisibility.OWNER

    @property
    def told(self) -> tuple[str, str]:
        """The summary and its language: the reader's when there is one, otherwise the other."""
        welsh = (get_language() or "en").startswith("cy")
        if self.summary_cy and (welsh or not self.summary_en):
            return self.summary_cy, "cy"
        return self.summary_en, "en"


class EntryPin(Record):
    """A worker keeps an entry at the top of a person's chronology. Taken off, it stays known that it was there."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="pins")
    entry = models.CharField(max_length=80, help_text=_("The key of the entry: what it was derived from."))
    pinned_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    pinned_at = models.DateTimeField()
    undone_by = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("pinned entry")
        verbose_name_plural = _("pinned entries")
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "person", "entry"], condition=models.Q(undone_at=None), name="pinned_once"
            )
        ]

    def __str__(self) -> str:
        return self.entry


class Significance(Record):
    """Why an entry of a person's chronology matters, in a worker's words: all that anybody adds to a chronology."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="significance")
    entry = models.CharField(max_length=80, help_text=_("The key of the entry: what it was derived from."))
    why = models.CharField(max_length=LONGEST_NOTE)
    visibility = models.CharField(max_length=10, choices=NoteVisibility.choices)
    said_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    undone_by = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("note of significance")
        verbose_name_plural = _("notes of significance")
        ordering = ["said_at", "id"]
        indexes = [models.Index(fields=["person"], name="significance_person")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(why=""), name="significance_says_why"),
            models.CheckConstraint(
                condition=models.Q(visibility__in=NoteVisibility.values), name="significance_visibility_known"
            ),
        ]

    def __str__(self) -> str:
        return self.entry
