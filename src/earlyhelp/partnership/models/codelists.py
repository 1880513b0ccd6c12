"""What agencies changed in the lists of choices that they keep."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.partnership.models.agencies import Agency
from earlyhelp.partnership.models.practitioners import Practitioner


class CodeChange(Record):
    """One version of a list: how one of its choices stands from then on. No row is ever changed or deleted.

    `code_list` is the code of a kit.codelists.CodeList; `number` counts its versions, from 1 for each agency.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    code_list = models.SlugField(max_length=40)
    number = models.PositiveIntegerField()
    value = models.CharField(max_length=30)
    group = models.CharField(max_length=30, blank=True)
    words_en = models.CharField(max_length=120)
    words_cy = models.CharField(max_length=120)
    offered = models.BooleanField(
        help_text=_("False: no longer offered, and still shown where it was chosen.")
    )
    why = models.CharField(max_length=300)
    made_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("version of a list")
        verbose_name_plural = _("versions of lists")
        ordering = ["agency", "code_list", "number"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "code_list", "number"], name="code_change_once"),
            models.CheckConstraint(
                condition=~models.Q(words_en="") & ~models.Q(words_cy="") & ~models.Q(why=""),
                name="code_change_says_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code_list} {self.number}"
