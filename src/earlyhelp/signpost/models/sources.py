"""Where the directory comes from, how far each reading got, and what was refused."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.signpost.choices import FeedKind, LoadState


class DirectorySource(Record):
    """A feed or a file, by the name that its services carry in `source`.

    `can` holds what the source was seen to do (`filters`, `modified_after`, `full`, `per_page`, …: true or false).
    `cursor` is where a reading that was cut off goes on from; empty when there is nothing to go on with.
    """

    name = models.CharField(max_length=250, unique=True)
    kind = models.CharField(max_length=20, choices=FeedKind.choices, blank=True)
    can = models.JSONField(default=dict, blank=True)
    etag = models.CharField(max_length=250, blank=True)
    last_modified = models.CharField(max_length=60, blank=True)
    cursor = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=20, choices=LoadState.choices, blank=True)
    problem_en = models.TextField(blank=True)
    problem_cy = models.TextField(blank=True)
    tried_at = models.DateTimeField(null=True, blank=True)
    whole_at = models.DateTimeField(null=True, blank=True)
    loaded = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    missing = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("source of the directory")
        verbose_name_plural = _("sources of the directory")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=FeedKind.values), name="source_kind_known"),
            models.CheckConstraint(
                condition=models.Q(state__in=["", *LoadState.values]), name="source_state_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RejectedRecord(Record):
    """A record, or a part of one, that the last reading of a source left out. The reason is in `Fault`."""

    source = models.ForeignKey(DirectorySource, on_delete=models.CASCADE, related_name="rejects")
    record_id = models.CharField(max_length=120, blank=True)
    where = models.CharField(max_length=500)
    fault = models.CharField(max_length=30)
    value = models.CharField(max_length=120, blank=True)
    loaded = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("rejected record")
        verbose_name_plural = _("rejected records")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.where
