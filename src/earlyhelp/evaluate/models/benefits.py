"""The benefits register: what should be better, for whom, how it is counted, and what shows that it is so."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from earlyhelp.evaluate.choices import ForWhom, Realised
from earlyhelp.kit.models import Record
from earlyhelp.partnership.choices import Language
from earlyhelp.partnership.models import Agency, Bilingual, Practitioner


class Benefit(Record, Bilingual):
    """Something that should be better for somebody. It is not rewritten: what became of it is said in words."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    for_whom = models.CharField(max_length=10, choices=ForWhom.choices)
    owner_en = models.CharField(max_length=120)
    owner_cy = models.CharField(max_length=120)
    counted_en = models.TextField()
    counted_cy = models.TextField()
    measure = models.CharField(
        max_length=48, blank=True, help_text=_("The measure that counts it, if one does.")
    )
    made_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("benefit")
        verbose_name_plural = _("benefits")
        ordering = ["made_at"]

    @property
    def owner(self) -> str:
        """The post that answers for it, in the language of the page."""
        return self.owner_cy if (get_language() or "en").startswith("cy") else self.owner_en

    @property
    def counted(self) -> str:
        """How it is counted, in the language of the page."""
        return self.counted_cy if (get_language() or "en").startswith("cy") else self.counted_en


class BenefitWord(Record):
    """How far a benefit is there, and what shows it, said on a day. None is rewritten; the newest counts."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    benefit = models.ForeignKey(Benefit, on_delete=models.PROTECT, related_name="words")
    realised = models.CharField(max_length=8, choices=Realised.choices)
    evidence = models.TextField()
    written_in = models.CharField(max_length=2, choices=Language.choices)
    said_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        verbose_name = _("word about a benefit")
        verbose_name_plural = _("words about benefits")
        ordering = ["-said_at", "-id"]

    def __str__(self) -> str:
        return self.realised
