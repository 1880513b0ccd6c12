"""Private notes, sealed for their writer. Neither an administrator nor a copy of the database can read them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Practitioner


class NoteLock(Record):
    """What is kept of a writer's passphrase: a salt, and the key of the notes wrapped under it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    writer = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    salt = models.BinaryField(max_length=16)
    work = models.PositiveSmallIntegerField(
        help_text=_("How much work it is to try a passphrase, as a power of two.")
    )
    wrapped = models.BinaryField(
        max_length=100, help_text=_("The key of the notes, which only the passphrase opens.")
    )
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(help_text=_("When a note was last written, or the passphrase chosen."))

    class Meta:
        verbose_name = _("lock of private notes")
        verbose_name_plural = _("locks of private notes")
        constraints = [models.UniqueConstraint(fields=["writer"], name="one_lock_of_notes")]

    def __str__(self) -> str:
        return str(self.pk)


class PrivateNote(Record):
    """One note. Its title and text are sealed together; the days are not."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    writer = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField(help_text=_("Title and text, encrypted with the writer’s key."))
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("private note")
        verbose_name_plural = _("private notes")
        ordering = ["-changed_at"]
        indexes = [models.Index(fields=["writer", "-changed_at"], name="notes_of_writer")]

    def __str__(self) -> str:
        return str(self.pk)
