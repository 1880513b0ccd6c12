"""What a team's notifications were like, month by month, as counts that say nothing of whom they were about or by."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Team


class PracticeMonth(Record):
    """One team's month: how many notifications, and of how many something is true. Nobody is in it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    month = models.DateField(help_text=_("The first day of the month."))
    notifications = models.PositiveIntegerField()
    complete = models.PositiveIntegerField(help_text=_("Of how many nothing was missing."))
    with_child = models.PositiveIntegerField(help_text=_("In how many a child is named."))
    voice = models.PositiveIntegerField(help_text=_("In how many of those the child’s own words are."))
    strengths = models.PositiveIntegerField(help_text=_("In how many it says what goes well."))
    minutes = models.PositiveIntegerField(help_text=_("From what happened until it was sent, the median."))
    counted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("month of a team’s practice")
        verbose_name_plural = _("months of teams’ practice")
        ordering = ["month"]
        constraints = [
            models.UniqueConstraint(fields=["team", "month"], name="practice_counted_once"),
            models.CheckConstraint(
                condition=models.Q(
                    notifications__gte=models.F("complete"),
                    with_child__lte=models.F("notifications"),
                    voice__lte=models.F("with_child"),
                    strengths__lte=models.F("notifications"),
                ),
                name="practice_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return str(self.month)
