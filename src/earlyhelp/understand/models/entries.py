"""Entries about a person: strengths, circumstances, a child's own view. Each says who said so and who may see it.

There is no column that counts, adds up or ranks, and none may be added: tests/architecture/test_no_score.py.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Practitioner
from earlyhelp.understand.choices import ConsentWay
from earlyhelp.understand.choices.children import ChildViewKind
from earlyhelp.understand.choices.circumstances import CircumstanceKind
from earlyhelp.understand.choices.entries import Assertion, Exact, HowKnown, Visibility, WhenKind
from earlyhelp.understand.choices.strengths import StrengthKind
from earlyhelp.understand.models.people import Person
from earlyhelp.understand.rules.times import Day, When


class Entry(Record):
    """Something about a person. Never overwritten: a correction is a new row that replaces this one, with a reason."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="%(class)s_entries")
    words = models.TextField(help_text=_("What it is, in the words of who wrote or said it."))
    language = models.CharField(max_length=2, help_text=_("The language of the words."))
    said_by = models.CharField(max_length=200, help_text=_("Who said so."))
    how_known = models.CharField(max_length=10, choices=HowKnown.choices)
    known_from = models.CharField(max_length=200, blank=True, help_text=_("Which agency recorded it."))
    assertion = models.CharField(max_length=10, choices=Assertion.choices)
    when_kind = models.CharField(max_length=10, choices=WhenKind.choices)
    first_on = models.DateField(null=True, blank=True)
    first_exact = models.CharField(max_length=5, choices=Exact.choices, blank=True)
    last_on = models.DateField(null=True, blank=True)
    last_exact = models.CharField(max_length=5, choices=Exact.choices, blank=True)
    person_knows = models.BooleanField(help_text=_("Whether the person knows that this is recorded."))
    why_not_told = models.CharField(max_length=300, blank=True)
    visibility = models.CharField(max_length=10, choices=Visibility.choices)
    named = ArrayField(
        models.UUIDField(), default=list, blank=True, help_text=_("The colleagues who may see it.")
    )
    together = models.UUIDField(
        null=True,
        blank=True,
        help_text=_("The same for entries that were written at once for several people."),
    )
    recorded_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    replaced_because = models.CharField(max_length=300, blank=True)
    ended_by = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=~Q(words="") & ~Q(said_by=""), name="%(class)s_says_who"),
            models.CheckConstraint(
                condition=Q(how_known__in=HowKnown.values) & Q(assertion__in=Assertion.values),
                name="%(class)s_how_known",
            ),
            models.CheckConstraint(
                condition=~Q(how_known=HowKnown.INFERRED, assertion=Assertion.FACT), name="%(class)s_opinion"
            ),
            models.CheckConstraint(
                condition=~Q(how_known=HowKnown.RECORDED, known_from=""), name="%(class)s_known_from"
            ),
            models.CheckConstraint(
                condition=Q(person_knows=True) | ~Q(why_not_told=""), name="%(class)s_why_not_told"
            ),
            models.CheckConstraint(
                condition=Q(visibility__in=Visibility.values)
                & (~Q(visibility=Visibility.NAMED) | Q(named__len__gte=1)),
                name="%(class)s_who_sees",
            ),
            models.CheckConstraint(
                condition=(Q(when_kind=WhenKind.NOT_KNOWN, first_on=None, last_on=None))
                | (Q(when_kind=WhenKind.DAY, first_on__isnull=False, last_on=None))
                | (
                    Q(when_kind=WhenKind.PERIOD, first_on__isnull=False)
                    & (Q(last_on=None) | Q(last_on__gte=F("first_on")))
                ),
                name="%(class)s_when",
            ),
            models.CheckConstraint(
                condition=(Q(replaces=None) | ~Q(replaced_because=""))
                & (Q(ended_at=None, ended_by=None) | (Q(ended_at__isnull=False) & ~Q(ended_because=""))),
                name="%(class)s_changed_because",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def when(self) -> When:
        """When it was, as exactly as it is known."""
        first = Day(self.first_on, self.first_exact) if self.first_on else None
        last = Day(self.last_on, self.last_exact) if self.last_on else None
        return When(self.when_kind, first, last)


class Strength(Entry):
    """Something that helps a person: whom they trust, what they can do, what they hope."""

    kind = models.CharField(max_length=20, choices=StrengthKind.choices)

    class Meta(Entry.Meta):
        verbose_name = _("strength")
        verbose_name_plural = _("strengths")
        indexes = [models.Index(fields=["person"], name="strength_person")]
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=StrengthKind.values), name="strength_kind"),
        ]


class Circumstance(Entry):
    """Something that happens, or happened, around a person, in neutral words."""

    kind = models.CharField(max_length=20, choices=CircumstanceKind.choices)

    class Meta(Entry.Meta):
        verbose_name = _("circumstance")
        verbose_name_plural = _("circumstances")
        indexes = [models.Index(fields=["person"], name="circumstance_person")]
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=CircumstanceKind.values), name="circumstance_kind"),
        ]


class ChildView(Entry):
    """What a child saw or said, or what school sees of them. One child's, and nobody else's."""

    kind = models.CharField(max_length=20, choices=ChildViewKind.choices)

    class Meta(Entry.Meta):
        verbose_name = _("child’s own view")
        verbose_name_plural = _("children’s own views")
        indexes = [models.Index(fields=["person"], name="childview_person")]
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=ChildViewKind.values), name="childview_kind"),
        ]


class ChildhoodHistory(Entry):
    """What an adult told of their own childhood. Hidden from everybody but who wrote it and whom they let read it.

    Written only when the adult agreed. `visibility` is always `named`.
    """

    kind = models.CharField(max_length=20, choices=CircumstanceKind.choices)
    agreed_way = models.CharField(max_length=20, choices=ConsentWay.choices)
    agreed_on = models.DateField(help_text=_("When they agreed that it is written down."))

    class Meta(Entry.Meta):
        verbose_name = _("childhood history")
        verbose_name_plural = _("childhood histories")
        indexes = [models.Index(fields=["person"], name="history_person")]
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=CircumstanceKind.values), name="history_kind"),
            models.CheckConstraint(condition=Q(visibility=Visibility.NAMED), name="history_named_only"),
            models.CheckConstraint(condition=Q(agreed_way__in=ConsentWay.values), name="history_agreed"),
        ]


class HistoryPermission(Record):
    """The writer of a childhood history lets one colleague read it, for a reason, until a day."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    because = models.CharField(max_length=300)
    until_on = models.DateField()
    given_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        verbose_name = _("permission to read a childhood history")
        verbose_name_plural = _("permissions to read childhood histories")
        constraints = [
            models.CheckConstraint(condition=~Q(because=""), name="history_permission_because"),
            models.CheckConstraint(
                condition=~Q(practitioner=F("given_by")), name="history_permission_of_another"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class HistoryOpening(Record):
    """Somebody said what for they open a childhood history. Without one, PostgreSQL shows them nothing."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    what_for = models.CharField(max_length=300)
    opened_at = models.DateTimeField()
    until_at = models.DateTimeField()

    class Meta:
        verbose_name = _("opening of a childhood history")
        verbose_name_plural = _("openings of childhood histories")
        constraints = [
            models.CheckConstraint(condition=~Q(what_for=""), name="history_opening_what_for"),
            models.CheckConstraint(condition=Q(until_at__gt=F("opened_at")), name="history_opening_ends"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
