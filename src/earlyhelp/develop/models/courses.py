"""What can be learnt, and when and where: courses and their sessions. The offer, which names nobody but trainers."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.choices import PracticeLevel, SessionLanguage, SessionState
from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Area, Practitioner


class Course(Record):
    """A course that a partner keeps and others may join. `title` and `description` are in the reader's language."""

    code = models.SlugField(max_length=60, unique=True)
    provider = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=10, choices=PracticeLevel.choices)
    title_en = models.CharField(max_length=150)
    title_cy = models.CharField(max_length=150)
    description_en = models.TextField()
    description_cy = models.TextField()
    minutes = models.PositiveSmallIntegerField(help_text=_("How long it takes, in minutes."))
    valid_months = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("After how many months it is due again. Empty: never.")
    )
    withdrawn_on = models.DateField(
        null=True, blank=True, help_text=_("No new sessions are planned from this day.")
    )
    version = models.PositiveSmallIntegerField(default=1, help_text=_("How often it was changed."))
    changed_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        ordering = ["title_en"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title_en="") & ~Q(title_cy="") & ~Q(description_en="") & ~Q(description_cy=""),
                name="course_in_both_languages",
            ),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="course_takes_time"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title in the language of the page."""
        return self.title_cy if (get_language() or "en").startswith("cy") else self.title_en

    @property
    def description(self) -> str:
        """What it is about, in the language of the page."""
        return self.description_cy if (get_language() or "en").startswith("cy") else self.description_en


class TrainingSession(Record):
    """One time at which a course is held, by one partner for its own people or for all.

    `taken` and `waiting` are counted by the actions that book: whoever books sees how many, and not who.
    """

    reference = models.CharField(max_length=20, unique=True)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="sessions")
    host = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True, help_text=_("Where it is held, as on an envelope."))
    link = models.URLField(
        max_length=500, blank=True, help_text=_("Where to join from a screen; shown to those with a place.")
    )
    access = models.CharField(
        max_length=500, blank=True, help_text=_("What the place offers: steps, hearing loop, breaks.")
    )
    area = models.ForeignKey(
        Area,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("In which council area it is held. Empty: it is joined from a screen."),
    )
    language = models.CharField(
        max_length=12, choices=SessionLanguage.choices, default=SessionLanguage.ENGLISH
    )
    places = models.PositiveSmallIntegerField()
    for_partners = models.BooleanField(
        default=True, help_text=_("False where only people of the agency that holds it may book.")
    )
    state = models.CharField(max_length=10, choices=SessionState.choices, default=SessionState.PLANNED)
    state_why = models.CharField(max_length=300, blank=True)
    taken = models.PositiveSmallIntegerField(default=0, help_text=_("How many have a place."))
    waiting = models.PositiveSmallIntegerField(default=0, help_text=_("How many are on the waiting list."))
    sequence = models.PositiveSmallIntegerField(
        default=0, help_text=_("How often it was changed: calendars need it.")
    )
    made_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("training session")
        verbose_name_plural = _("training sessions")
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="training_ends_later"),
            models.CheckConstraint(condition=~Q(place="") | ~Q(link=""), name="training_is_somewhere"),
            models.CheckConstraint(condition=Q(taken__lte=F("places")), name="training_never_overbooked"),
        ]
        indexes = [models.Index(fields=["state", "starts_at"], name="training_to_come")]

    def __str__(self) -> str:
        return self.reference


class SessionTrainer(Record):
    """A practitioner who leads a session. While they do, they see who is booked on it."""

    session = models.ForeignKey(TrainingSession, on_delete=models.CASCADE, related_name="trainers")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="trains_at")
    named_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()

    class Meta:
        verbose_name = _("trainer of a session")
        verbose_name_plural = _("trainers of sessions")
        ordering = ["named_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["session", "practitioner"], name="trainer_named_once")]

    def __str__(self) -> str:
        return str(self.practitioner_id)
