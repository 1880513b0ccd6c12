"""What comes from elsewhere: files of attendance, systems for e-learning, their accounts, courses and reports."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.choices.requirements import Taken, Verb
from earlyhelp.develop.models.courses import Course
from earlyhelp.develop.models.records import TrainingRecord
from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Practitioner


class AttendanceImport(Record):
    """One file of attendance that was read: counts, and never what stood in it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255)
    file_hash = models.CharField(max_length=64, help_text=_("SHA-256 of the file."))
    rows = models.PositiveIntegerField(help_text=_("How many rows it has."))
    new = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    refused = models.PositiveIntegerField()
    read_by = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    read_at = models.DateTimeField()

    class Meta:
        verbose_name = _("file of attendance")
        verbose_name_plural = _("files of attendance")
        ordering = ["-read_at"]

    def __str__(self) -> str:
        return self.file_name


class LearningFeed(Record):
    """A system for e-learning that reports to this service. Of its key, only a hash is kept."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    secret_hash = models.CharField(max_length=64)
    made_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    last_heard_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("system for e-learning")
        verbose_name_plural = _("systems for e-learning")
        ordering = ["name", "made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "name"], condition=Q(ended_at=None), name="one_live_feed_of_a_name"
            )
        ]

    def __str__(self) -> str:
        return self.name


class LearnerAccount(Record):
    """Whose an account of a system for e-learning is. Without a practitioner: nobody's of ours."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    home_page = models.CharField(max_length=500, help_text=_("Where the account is kept."))
    account = models.CharField(max_length=100, help_text=_("Its number there."))
    practitioner = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    matched_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    matched_at = models.DateTimeField()

    class Meta:
        verbose_name = _("account for e-learning")
        verbose_name_plural = _("accounts for e-learning")
        ordering = ["home_page", "account"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "home_page", "account"], name="learner_account_once")
        ]

    def __str__(self) -> str:
        return self.account


class CourseAddress(Record):
    """Which course an address (IRI) of a system for e-learning means. Without a course: none of ours."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    iri = models.CharField(max_length=500)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    matched_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    matched_at = models.DateTimeField()

    class Meta:
        verbose_name = _("address of a course")
        verbose_name_plural = _("addresses of courses")
        ordering = ["iri"]
        constraints = [models.UniqueConstraint(fields=["agency", "iri"], name="course_address_once")]

    def __str__(self) -> str:
        return self.iri


class LearningStatement(Record):
    """A report that somebody completed, passed or failed a course: an account, an address and a time. No name."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    feed = models.ForeignKey(LearningFeed, on_delete=models.PROTECT, related_name="statements")
    statement_id = models.UUIDField()
    digest = models.CharField(
        max_length=64, help_text=_("SHA-256 of the statement: the same id says the same.")
    )
    home_page = models.CharField(max_length=500, help_text=_("Where the account is kept."))
    account = models.CharField(max_length=100, help_text=_("Its number there."))
    iri = models.CharField(max_length=500)
    verb = models.CharField(max_length=10, choices=Verb.choices)
    is_success = models.BooleanField(default=True)
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField()
    taken = models.CharField(max_length=12, choices=Taken.choices, default=Taken.WAITING)
    record = models.ForeignKey(
        TrainingRecord, on_delete=models.SET_NULL, null=True, blank=True, related_name="statements"
    )

    class Meta:
        verbose_name = _("report of e-learning")
        verbose_name_plural = _("reports of e-learning")
        ordering = ["received_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "statement_id"], name="learning_statement_once")
        ]
        indexes = [models.Index(fields=["agency", "taken"], name="learning_statement_waits")]

    def __str__(self) -> str:
        return self.get_verb_display()
