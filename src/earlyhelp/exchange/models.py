"""Imports: which file was read, how far, and where something was wrong. Nothing of what anybody's row said."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.exchange.choices import Loads, RunState, said
from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Practitioner


class ImportRun(Record):
    """One file of incidents or events, read through one mapping. A run that was stopped goes on where it was."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    loads = models.CharField(max_length=10, choices=Loads.choices, default=Loads.INCIDENTS)
    file_name = models.CharField(max_length=255)
    file_hash = models.CharField(max_length=64, help_text=_("SHA-256 of the file."))
    mapping_name = models.CharField(max_length=255)
    mapping_hash = models.CharField(max_length=64)
    mapping_version = models.PositiveIntegerField(
        null=True,
        blank=True,
        help_text=_("Which version of a mapping that is kept here; empty where the mapping was a file."),
    )
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.RUNNING)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    last_line = models.PositiveIntegerField(default=0, help_text=_("The last line of the last batch."))
    records = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0, help_text=_("Incidents that were not loaded."))
    rejects = models.PositiveIntegerField(default=0, help_text=_("Places where something was wrong."))

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-started_at"]
        indexes = [models.Index(fields=["agency", "file_hash"], name="import_of_file")]

    def __str__(self) -> str:
        return self.file_name


class MappingVersion(Record):
    """One version of a mapping that is kept here: its whole text, who added it and why. It never changes.

    `number` counts the versions of one name, from 1 for each agency. PostgreSQL refuses to change or delete a row.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    name = models.SlugField(max_length=60)
    number = models.PositiveIntegerField()
    text = models.TextField(help_text=_("The mapping as it was written, in TOML."))
    hash = models.CharField(max_length=64, help_text=_("SHA-256 of the text."))
    why = models.CharField(max_length=300, help_text=_("What this version changes, and why."))
    made_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("version of a mapping")
        verbose_name_plural = _("versions of mappings")
        ordering = ["agency", "name", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "name", "number"], name="mapping_version_once"),
            models.CheckConstraint(
                condition=~models.Q(text="") & ~models.Q(why="") & models.Q(number__gte=1),
                name="mapping_version_says_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


class ImportBatch(Record):
    """A part of a run that was written in one transaction, with all that it changed."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="batches")
    number = models.PositiveIntegerField()
    first_line = models.PositiveIntegerField()
    last_line = models.PositiveIntegerField()
    new = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    refused = models.PositiveIntegerField()
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = _("batch of an import")
        verbose_name_plural = _("batches of imports")
        ordering = ["run", "number"]
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="import_batch_once")]

    def __str__(self) -> str:
        return str(self.number)


class ImportReject(Record):
    """Where something was wrong, and what: a line, a field and a reason, never what the field said."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rejected")
    line = models.PositiveIntegerField()
    field = models.CharField(max_length=30, blank=True)
    column = models.CharField(max_length=255, blank=True)
    fault = models.CharField(max_length=30)

    class Meta:
        verbose_name = _("reject")
        verbose_name_plural = _("rejects")
        ordering = ["run", "line", "id"]
        indexes = [models.Index(fields=["run", "line"], name="import_reject_line")]

    def __str__(self) -> str:
        return self.fault

    @property
    def reason(self) -> str:
        """Why, in the language of the page."""
        return said(self.fault).reason

    @property
    def remedy(self) -> str:
        """What to do, in the language of the page."""
        return said(self.fault).remedy
